import fc from "fast-check";
import { createClient } from "telnyx-external-connections";
import { parseTemplate } from "url-template";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brackets, comma, indices, repeat } from "../../templates/runtime/array-format.ts";
import { readJson } from "../../templates/runtime/json.ts";
import type { Operation, Shape, Serialization } from "../../templates/runtime/operation.ts";
import * as styles from "../../templates/runtime/styles.ts";
import { arriving, declaredValue, text } from "./declared-value.ts";
import { type Echo, headerOf, queryOf, startEcho } from "./echo.ts";
import { asDeclared, parsers } from "./parsers.ts";
import { type Flat, type Kind, rawPairs, readPairs, readSegment } from "./styled-value.ts";

const formats = { brackets, indices, repeat, comma };

let server: Awaited<ReturnType<typeof startEcho>>;

beforeAll(async () => {
  server = await startEcho();
});

afterAll(() => server.close());

/** Sends params through the client, and resolves to the request as it stood on the wire. */
const send = (operation: Partial<Operation>, params: object): Promise<Echo> =>
  createClient({ apiKey: "KEY_round_trip", baseUrl: server.url }).request<Echo>(
    { method: "GET", path: "/", read: readJson, ...operation },
    params,
  );

/** How the names of two items end. */
const ends = { brackets: ["[]", "[]"], indices: ["[0]", "[1]"], repeat: ["", ""], comma: [""] };

const cases = parsers.flatMap((parser) =>
  parser.formats.map((format) => [format, parser.name, parser] as const),
);

describe("a deepObject", () => {
  test.each(cases)(
    "Any declared value arrives unchanged: arrays as %s, read by %s",
    async (format, _name, { parse, splitsLate }) => {
      const splits = splitsLate && format === "comma";
      const declared = declaredValue({
        format: formats[format],
        listOrScalar: format === "brackets" || format === "indices",
        commas: !splits,
      });
      await fc.assert(
        fc.asyncProperty(declared, async ({ shape, value }) => {
          const parameters = { before: "scalar", filter: shape, after: "scalar" } as const;
          const params = { before: "&", filter: value, after: "=" };
          const found = parse(queryOf(await send({ parameters }, params)), format);
          expect(asDeclared(found, parameters, splits)).toEqual(arriving(params, parameters));
        }),
        { numRuns: 300 },
      );
    },
  );

  test.each(cases)(
    "A value a hundred objects deep arrives: arrays as %s, read by %s",
    async (format, _name, { parse, splitsLate }) => {
      const keys = Array.from({ length: 100 }, (_, depth) => `k${String(depth)}`);
      const nest = <Value>(inner: Value): Value | Record<string, unknown> =>
        keys.reduceRight<Value | Record<string, unknown>>(
          (nested, key) => ({ [key]: nested }),
          inner,
        );
      const filter = nest<Shape>(["scalar", formats[format]]) as Shape;
      const sent = await send({ parameters: { filter } }, { filter: nest(["a b", "c&d"]) });
      const name = `filter${keys.map((key) => `[${key}]`).join("")}`;
      expect(rawPairs(queryOf(sent), "&").map(([each]) => decodeURIComponent(each))).toEqual(
        ends[format].map((end) => name + end),
      );
      const found = asDeclared(
        parse(queryOf(sent), format),
        { filter },
        splitsLate && format === "comma",
      );
      expect(found).toEqual({ filter: nest(["a b", "c&d"]) });
    },
  );

  test("Items with commas survive a server that splits at commas before it decodes", async () => {
    const filter: Shape = { status: { eq: ["scalar"] } };
    const params = { filter: { status: { eq: ["a,b", "c", ","] } } };
    const [qs] = parsers;
    const found = qs?.parse(queryOf(await send({ parameters: { filter } }, params)), "comma");
    expect(found).toEqual(params);
  });
});

const shapes: Readonly<Record<Kind, Shape>> = {
  "a scalar": "scalar",
  "an array": ["scalar"],
  "an object": { "*": "scalar" },
};
const kinds = Object.keys(shapes) as Kind[];
const queryStyles = { form: ",", spaceDelimited: "%20", pipeDelimited: "%7C" };
type QueryStyle = keyof typeof queryStyles;
type PathStyle = "simple" | "label" | "matrix";
const both = [true, false];
const rows = <Name extends string>(...names: Name[]): [Name, boolean, Kind][] =>
  names.flatMap((name) =>
    both.flatMap((explode) => kinds.map((kind): [Name, boolean, Kind] => [name, explode, kind])),
  );

/** A value of a kind, made of texts without the characters that its style cannot escape. */
function flat(kind: Kind, item: fc.Arbitrary<string>): fc.Arbitrary<Flat> {
  if (kind === "a scalar") return item;
  if (kind === "an array") return fc.array(item, { minLength: 1, maxLength: 4 });
  const key = item.map((inner) => `k${inner}`);
  return fc.dictionary(key, item, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
}

const without = (forbidden: string): fc.Arbitrary<string> =>
  text.filter((each) => !Array.from(forbidden).some((character) => each.includes(character)));

const operationWith = (kind: Kind, wanted: Serialization): Partial<Operation> => ({
  parameters: { value: shapes[kind] },
  styles: { value: wanted },
});

/** What stands between items encoded is what an item cannot hold: OpenAPI leaves these two styles no way to escape it. */
const unescapable: Readonly<Record<QueryStyle, string>> = {
  form: "",
  spaceDelimited: " ",
  pipeDelimited: "|",
};

describe("OpenAPI's other styles", () => {
  test.each(rows("form", "spaceDelimited", "pipeDelimited"))(
    "Style %s in a query, explode %s: %s arrives unchanged",
    async (style, explode, kind) => {
      const name = "the name&=";
      const operation = operationWith(kind, { style: styles[style], name, explode });
      const joined = !explode && kind !== "a scalar";
      await fc.assert(
        fc.asyncProperty(flat(kind, without(joined ? unescapable[style] : "")), async (value) => {
          const pairs = rawPairs(queryOf(await send(operation, { value })), "&");
          expect(readPairs(pairs, kind, explode, name, queryStyles[style])).toEqual(value);
        }),
        { numRuns: 200 },
      );
    },
  );

  test.each(rows("simple", "label", "matrix"))(
    "Style %s in a path, explode %s: %s arrives unchanged, in one segment",
    async (style, explode, kind) => {
      const operation = {
        ...operationWith(kind, { style: styles[style], name: "value", explode }),
        path: "/before/{value}/after",
      };
      const dotsSplit = style === "label" && explode && kind !== "a scalar";
      const value = flat(kind, without(dotsSplit ? "." : "")).filter(isSegment(style));
      await fc.assert(
        fc.asyncProperty(value, async (value) => {
          const { target } = await send(operation, { value });
          const [, before, segment = "", after, ...more] = target.split("/");
          expect([before, after, more]).toEqual(["before", "after", []]);
          expect(readSegment(style, segment, kind, explode, "value")).toEqual(value);
        }),
        { numRuns: 200 },
      );
    },
  );

  test.each(rows("header"))(
    "Style simple in a %s, explode %s: %s arrives unchanged",
    async (_style, explode, kind) => {
      const operation = operationWith(kind, { style: styles.header, name: "X-Value", explode });
      // Nothing is escaped in a header, and what surrounds its value is no part of it.
      const word = fc
        .stringMatching(/^[!-+\--<>-~]([ -+\--<>-~]*[!-+\--<>-~])?$/)
        .filter(notEscape);
      await fc.assert(
        fc.asyncProperty(flat(kind, word), async (value) => {
          const header = headerOf(await send(operation, { value }), "x-value") ?? "";
          expect(readSegment("simple", header, kind, explode, "X-Value")).toEqual(value);
        }),
        { numRuns: 200 },
      );
    },
  );

  test.each(rows("cookie"))(
    "Style form in a %s, explode %s: %s arrives unchanged",
    async (_style, explode, kind) => {
      const operation = operationWith(kind, { style: styles.cookie, name: "value", explode });
      await fc.assert(
        fc.asyncProperty(flat(kind, text), async (value) => {
          const pairs = rawPairs(headerOf(await send(operation, { value }), "cookie") ?? "", "; ");
          expect(readPairs(pairs, kind, explode, "value", ",")).toEqual(value);
        }),
        { numRuns: 200 },
      );
    },
  );

  test.each<[PathStyle, string]>([
    ["simple", "."],
    ["simple", ".."],
    ["label", "."],
  ])(
    "Style %s rejects %j, which would change the path, and sends nothing",
    async (style, value) => {
      const operation = operationWith("a scalar", { style: styles[style], name: "value" });
      await expect(send({ ...operation, path: "/{value}" }, { value })).rejects.toThrow(/^value: /);
    },
  );

  test.each<[string, PathStyle | "form", boolean]>([
    ["{value}", "simple", false],
    ["{value*}", "simple", true],
    ["{.value}", "label", false],
    ["{.value*}", "label", true],
    ["{;value}", "matrix", false],
    ["{;value*}", "matrix", true],
    ["{?value}", "form", false],
    ["{?value*}", "form", true],
  ])("Like the template %s of RFC 6570: style %s, explode %s", async (template, style, explode) => {
    const inQuery = style === "form";
    const notEmpty = text.filter((each) => each !== "");
    const value = fc
      .constantFrom(...kinds)
      .chain((kind) =>
        fc.tuple(fc.constant(kind), flat(kind, kind === "a scalar" ? text : notEmpty)),
      );
    await fc.assert(
      fc.asyncProperty(value, async ([kind, value]) => {
        fc.pre(inQuery || isSegment(style)(value));
        const operation = operationWith(kind, { style: styles[style], name: "value", explode });
        const { target } = await send(
          { ...operation, path: inQuery ? "/" : "/{value}" },
          { value },
        );
        const want = parseTemplate(template).expand({ value: value as string });
        expect(escapeMarks(target)).toBe(`/${want}`);
      }),
      { numRuns: 300 },
    );
  });
});

/** Not a value that is rejected because it would change the path. */
const isSegment =
  (style: PathStyle) =>
  (value: Flat): boolean => {
    const text = typeof value === "string" ? value : Object.values(value).join(".");
    return style === "matrix" || !/^\.{0,2}$/.test((style === "label" ? "." : "") + text);
  };

const notEscape = (word: string): boolean => !word.includes("%");

/** RFC 6570 escapes these five too; a URL may hold them either way. */
const escapeMarks = (url: string): string =>
  url.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
