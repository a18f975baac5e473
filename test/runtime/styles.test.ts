import fc from "fast-check";
import qs from "qs";
import { describe, expect, test, vi } from "vitest";
import { brackets, comma, indices, repeat } from "../../templates/runtime/array-format.ts";
import { leavesOf } from "../../templates/runtime/leaves.ts";
import type {
  ArrayFormat,
  Members,
  RequestParts,
  Shape,
  Serializer,
} from "../../templates/runtime/operation.ts";
import { emptyRequest } from "./request-parts.ts";
import * as styles from "../../templates/runtime/styles.ts";

const api = vi.hoisted(() => ({ format: undefined as ArrayFormat | undefined }));

vi.mock(import("../../templates/runtime/api.ts"), async (original) => ({
  ...(await original()),
  arrayFormat: (leaf) => (api.format ?? comma)(leaf),
}));

function write(style: Serializer, value: unknown, explode: boolean, name = "color"): RequestParts {
  return writeAs("any", style, value, explode, name);
}

/** Arrays have a declared shape, so that only the style is under test. */
function writeAs(
  shape: Shape,
  style: Serializer,
  value: unknown,
  explode: boolean,
  name = "color",
): RequestParts {
  const request = emptyRequest("/p/{color}/q");
  const leaves = leavesOf({ [name]: value }, { [name]: shape }, true);
  if (leaves.length > 0) style(request, leaves, { style, name, explode });
  return request;
}

type StyleName = keyof typeof styles;

const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };
const rgb: Shape = { R: "scalar", G: "scalar", B: "scalar" };

test("an array in an exploded object repeats its key, as an exploded array does", () => {
  const sort = { page: 1, sort: ["name,asc", "id"] };
  expect(write(styles.form, sort, true).query).toEqual(["page=1", "sort=name%2Casc", "sort=id"]);
  expect(write(styles.form, sort, false).query).toEqual(["color=page,1,sort,name%2Casc,id"]);
});

describe("the specification's table", () => {
  const off = false;
  const on = true;
  test.each<[StyleName, boolean, string, string, string | undefined, string]>([
    // style, explode, → empty, string, array, object
    ["matrix", off, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
    [
      "matrix",
      on,
      ";color",
      ";color=blue",
      ";color=blue;color=black;color=brown",
      ";R=100;G=200;B=150",
    ],
    ["label", off, "", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
    ["label", on, "", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    ["simple", off, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ["simple", on, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ])("Style %s in a path, explode %s", (style, explode, empty, string, array, members) => {
    const path = (shape: Shape, value: unknown): string =>
      writeAs(shape, styles[style], value, explode).path;
    if (empty === "") expect(() => path("scalar", "")).toThrow(/^color: /);
    else expect(path("scalar", "")).toBe(`/p/${empty}/q`);
    expect(path("scalar", "blue")).toBe(`/p/${string}/q`);
    expect(path(["scalar"], list)).toBe(`/p/${String(array)}/q`);
    expect(path(rgb, object)).toBe(`/p/${members}/q`);
  });

  test.each<[StyleName, boolean, string, string, string, string]>([
    ["form", off, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
    ["form", on, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
    [
      "spaceDelimited",
      off,
      "color=",
      "color=blue",
      "color=blue%20black%20brown",
      "color=R%20100%20G%20200%20B%20150",
    ],
    [
      "spaceDelimited",
      on,
      "color=",
      "color=blue",
      "color=blue&color=black&color=brown",
      "R=100&G=200&B=150",
    ],
    [
      "pipeDelimited",
      off,
      "color=",
      "color=blue",
      "color=blue%7Cblack%7Cbrown",
      "color=R%7C100%7CG%7C200%7CB%7C150",
    ],
    [
      "pipeDelimited",
      on,
      "color=",
      "color=blue",
      "color=blue&color=black&color=brown",
      "R=100&G=200&B=150",
    ],
    [
      "deepObject",
      on,
      "color=",
      "color=blue",
      "color=blue,black,brown",
      "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    ],
  ])("Style %s in a query, explode %s", (style, explode, empty, string, array, members) => {
    const query = (shape: Shape, value: unknown): string =>
      writeAs(shape, styles[style], value, explode).query.join("&");
    expect(query("scalar", "")).toBe(empty);
    expect(query("scalar", "blue")).toBe(string);
    expect(query(["scalar"], list)).toBe(array);
    expect(query(rgb, object)).toBe(members);
  });

  test.each<[boolean, string, string, string]>([
    [off, "blue", "blue,black,brown", "R,100,G,200,B,150"],
    [on, "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ])("Style simple in a header, explode %s", (explode, string, array, members) => {
    const header = (shape: Shape, value: unknown): string | null =>
      writeAs(shape, styles.header, value, explode).headers.get("color");
    expect(header("scalar", "blue")).toBe(string);
    expect(header(["scalar"], list)).toBe(array);
    expect(header(rgb, object)).toBe(members);
    expect(header("scalar", "a b/c&d,e%"), "nothing is encoded in a header").toBe("a b/c&d,e%");
  });

  test.each<[boolean, string, string, string]>([
    [off, "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
    [on, "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
  ])("Style form in a cookie, explode %s", (explode, string, array, members) => {
    const cookies = (shape: Shape, value: unknown): string | null =>
      writeAs(shape, styles.cookie, value, explode).headers.get("cookie");
    expect(cookies("scalar", "blue")).toBe(string);
    expect(cookies(["scalar"], list)).toBe(array);
    expect(cookies(rgb, object)).toBe(members);
  });

  test.each<[boolean, string, string, string]>([
    [off, "color=a%b/c", "color=blue,black,brown", "color=R,100,G,200,B,150"],
    [on, "color=a%b/c", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
  ])("Style cookie, explode %s", (explode, string, array, members) => {
    const cookies = (shape: Shape, value: unknown): string | null =>
      writeAs(shape, styles.plainCookie, value, explode).headers.get("cookie");
    expect(cookies("scalar", "a%b/c"), "nothing is encoded").toBe(string);
    expect(cookies(["scalar"], list)).toBe(array);
    expect(cookies(rgb, object)).toBe(members);
  });
});

describe("encoding", () => {
  test.each(["漢", "a\nb", "a\rb", "\0"])("A header with %j is rejected by its name", (text) => {
    expect(() => write(styles.header, text, false)).toThrow(
      /^color: expected one line of Latin-1 text, found a string$/,
    );
  });

  test.each(["漢", "a\nb", "a;b"])("A plain cookie with %j is rejected by its name", (text) => {
    expect(() => write(styles.plainCookie, text, true)).toThrow(
      /^color: expected one line of Latin-1 text without a semicolon, found a string$/,
    );
  });

  test("A path parameter used twice is inserted twice", () => {
    const request = emptyRequest("/{color}/{color}");
    styles.simple(request, [{ keys: ["color"], value: "a" }], {
      style: styles.simple,
      name: "color",
    });
    expect(request.path).toBe("/a/a");
  });

  test.each<[StyleName, boolean, string]>([
    ["form", false, "color=a%2Cb,c%26d%3De%25"],
    ["form", true, "color=a%2Cb&color=c%26d%3De%25"],
    ["spaceDelimited", false, "color=a%2Cb%20c%26d%3De%25"],
    ["pipeDelimited", false, "color=a%2Cb%7Cc%26d%3De%25"],
    ["deepObject", true, "color=a%2Cb,c%26d%3De%25"],
  ])(
    "Style %s, explode %s, encodes items once, but not their separators",
    (style, explode, want) => {
      const value = ["a,b", "c&d=e%"];
      expect(writeAs(["scalar"], styles[style], value, explode).query.join("&")).toBe(want);
    },
  );

  test("Keys and values of a deepObject are encoded once, brackets as %5B and %5D", () => {
    const { query } = write(styles.deepObject, { "a b&": { "ü=": "a+b c/é%20" } }, true, "fil ter");
    expect(query).toEqual(["fil%20ter%5Ba%20b%26%5D%5B%C3%BC%3D%5D=a%2Bb%20c%2F%C3%A9%2520"]);
  });

  test("The example of the contract: a&b", () => {
    const { query } = write(
      styles.deepObject,
      { connection_name: { contains: "a&b" } },
      true,
      "filter",
    );
    expect(query).toEqual(["filter%5Bconnection_name%5D%5Bcontains%5D=a%26b"]);
  });

  test.each([
    ["a/b", "a%2Fb"],
    ["a?b#c", "a%3Fb%23c"],
    ["a%2Fb", "a%252Fb"],
    ["a\\b", "a%5Cb"],
    ["ü", "%C3%BC"],
    ["{color}", "%7Bcolor%7D"],
    ["$&$1$$", "%24%26%241%24%24"],
    ["...", "..."],
    ["a..b", "a..b"],
  ])("The path parameter %j is one segment", (value, want) => {
    expect(write(styles.simple, value, false).path).toBe(`/p/${want}/q`);
  });

  test.each<[string, unknown]>([
    ["", ""],
    [".", "."],
    ["..", ".."],
  ])("The path parameter %j is rejected", (_name, value) => {
    expect(() => write(styles.simple, value, false)).toThrow(TypeError);
    expect(() => write(styles.simple, value, false)).toThrow(/^color: /);
  });

  test.each<StyleName>(["form", "spaceDelimited", "pipeDelimited", "simple", "header", "cookie"])(
    "Style %s rejects a nested value with its path",
    (style) => {
      expect(() => write(styles[style], { a: { b: 1 } }, true)).toThrow(TypeError);
      expect(() => write(styles[style], { a: { b: 1 } }, true)).toThrow(/^color\.a\.b: /);
    },
  );
});

const formats: Readonly<Record<string, ArrayFormat>> = { comma, brackets, repeat, indices };

describe("arrays in a deepObject", () => {
  const shape: Shape = {
    status: { eq: ["scalar"] },
    tags: ["scalar", brackets],
    rows: [{ a: ["scalar"] }],
  };

  function query(format: string, value: unknown): string {
    api.format = formats[format];
    const { query } = writeAs(shape, styles.deepObject, value, true, "filter");
    return query.join("&").replaceAll("%5B", "[").replaceAll("%5D", "]");
  }

  test.each([
    ["comma", "filter[status][eq]=a,b%2Cc"],
    ["brackets", "filter[status][eq][]=a&filter[status][eq][]=b%2Cc"],
    ["repeat", "filter[status][eq]=a&filter[status][eq]=b%2Cc"],
    ["indices", "filter[status][eq][0]=a&filter[status][eq][1]=b%2Cc"],
  ])("The format %s", (format, want) => {
    expect(query(format, { status: { eq: ["a", "b,c"] } })).toBe(want);
  });

  test.each(Object.keys(formats))(
    "An array declared with [] is sent with [], whatever the API's format: %s",
    (format) => {
      expect(query(format, { tags: ["a", "b"] })).toBe("filter[tags][]=a&filter[tags][]=b");
    },
  );

  test("Objects in an array are sent with their index", () => {
    expect(query("comma", { rows: [{ a: ["x", "y"] }, { a: ["z"] }] })).toBe(
      "filter[rows][0][a]=x,y&filter[rows][1][a]=z",
    );
  });
});

describe("round trip through qs", () => {
  const key = fc
    .string({
      unit: fc.constantFrom(...Array.from("abcXYZ_-.$ &=+%;,?#/'\"éß漢😀")),
      minLength: 1,
      maxLength: 6,
    })
    .map((text) => `k${text}`);
  const { shape } = fc.letrec<{ shape: Shape; object: Shape; array: Shape }>((tie) => ({
    shape: fc.oneof(
      { depthSize: "small" },
      fc.constant<Shape>("scalar"),
      tie("object"),
      tie("array"),
    ),
    object: fc.dictionary(key, tie("shape"), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    array: tie("shape").map((items): Shape => [items]),
  }));
  const scalar = fc.oneof(
    fc.string({ unit: "grapheme" }).filter((text) => !/null|undefined|object Object/.test(text)),
    fc.string({ unit: fc.constantFrom(...Array.from("&=?#[]%+ ,;")) }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.date({ noInvalidDate: true }),
  );
  const valueOf = (declared: Shape): fc.Arbitrary<unknown> =>
    fc.option<unknown, undefined>(
      typeof declared === "string"
        ? scalar
        : Array.isArray(declared)
          ? fc.array(valueOf(declared[0] as Shape), { maxLength: 4 })
          : fc.record(
              Object.fromEntries(
                Object.entries(declared as Members).map(([name, member]) => [
                  name,
                  valueOf(member),
                ]),
              ),
              { requiredKeys: [], noNullPrototype: true },
            ),
      { nil: undefined, freq: 10 },
    );

  /** What must arrive: leaves as text, without empty values. */
  function pruned(value: unknown): unknown {
    if (value == null) return undefined;
    if (value instanceof Date) return value.toISOString();
    if (typeof value !== "object") return String(value);
    const members = Object.entries(value)
      .map(([name, member]) => [name, pruned(member)] as const)
      .filter(([, member]) => member !== undefined);
    if (members.length === 0) return undefined;
    return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
  }

  const declaredValue = fc
    .dictionary(key, shape, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
    .chain((declared) => fc.tuple(fc.constant<Shape>(declared), valueOf(declared)));

  test.each(["brackets", "indices"])(
    "Any declared value arrives unchanged, format %s",
    (format) => {
      api.format = formats[format];
      fc.assert(
        fc.property(declaredValue, ([declared, value]) => {
          const { query } = writeAs(declared, styles.deepObject, value, true, "filter");
          const parsed = qs.parse(query.join("&"), {
            depth: 100,
            arrayLimit: 100_000,
            parameterLimit: 100_000,
            allowPrototypes: true,
          });
          expect(parsed["filter"]).toEqual(pruned(value));
        }),
        { numRuns: 500 },
      );
    },
  );

  test.each(Object.keys(formats))(
    "The query is well-formed for any declared value, format %s",
    (format) => {
      api.format = formats[format];
      fc.assert(
        fc.property(declaredValue, ([declared, value]) => {
          const { query } = writeAs(declared, styles.deepObject, value, true, "filter");
          const url = `/x${query.length > 0 ? `?${query.join("&")}` : ""}`;
          expect(url).not.toMatch(/\?&|&&|&$|\?$|\[object|%5Bobject%20Object|undefined|null/);
          expect(url).toMatch(/^\/x(\?(?:[^\s?#[\]&=]+=[^\s?#[\]&=]*(?:&(?!$)|$))+)?$/);
        }),
        { numRuns: 500 },
      );
    },
  );
});
