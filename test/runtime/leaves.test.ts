import querystring from "node:querystring";
import { describe, expect, test } from "vitest";
import { brackets } from "../../templates/runtime/array-format.ts";
import { leavesOf } from "../../templates/runtime/leaves.ts";
import type { Leaf, Shape } from "../../templates/runtime/operation.ts";

const filter: Shape = {
  id: "scalar",
  connection_name: { contains: "scalar" },
  born: "date",
  created_at: { gte: "scalar" },
  deep: { a: { b: { c: { d: "scalar" } } } },
  status: { eq: ["scalar"] },
  list: ["scalar"],
  bracketed: ["scalar", brackets],
  days: ["date"],
  rows: [{ name: "scalar" }],
  matrix: [["scalar"]],
  either: { "|": ["scalar", { gte: "scalar" }, ["scalar"]] },
  free: { known: "scalar", "*": "scalar" },
  anything: "any",
};

const leaves = (value: unknown, strict = true, shape = filter): readonly Leaf[] =>
  leavesOf({ filter: value }, { filter: shape }, strict);

/** The path and value of each leaf. */
const flat = (found: readonly Leaf[]): [string, Leaf["value"]][] =>
  found.map(({ keys: [, ...keys], value }) => [keys.join("."), value]);

const noon = new Date("2026-11-24T12:30:00.000Z");

const circular: Record<string, unknown> = {};
circular["contains"] = circular;
const circularList: unknown[] = [];
circularList.push(circularList);

class Query {
  contains = "a";
}

describe("what is sent", () => {
  test.each<[string, unknown, [string, Leaf["value"]][]]>([
    [
      "a nested string",
      { connection_name: { contains: "a&b" } },
      [["connection_name.contains", "a&b"]],
    ],
    ["any depth", { deep: { a: { b: { c: { d: "x" } } } } }, [["deep.a.b.c.d", "x"]]],
    ["an empty string", { id: "" }, [["id", ""]]],
    ["zero", { id: 0 }, [["id", "0"]]],
    ["minus zero", { id: -0 }, [["id", "0"]]],
    ["false", { id: false }, [["id", "false"]]],
    ["true", { id: true }, [["id", "true"]]],
    ["a fraction", { id: -1.5 }, [["id", "-1.5"]]],
    ["the largest int64", { id: 2n ** 63n - 1n }, [["id", "9223372036854775807"]]],
    ["the smallest int64", { id: -(2n ** 63n) }, [["id", "-9223372036854775808"]]],
    ["an emoji", { id: "😀" }, [["id", "😀"]]],
    ["a Date", { created_at: { gte: noon } }, [["created_at.gte", "2026-11-24T12:30:00.000Z"]]],
    ["a Date where a date is declared", { born: noon }, [["born", "2026-11-24"]]],
    ["a string where a date is declared", { born: "2026-11-24" }, [["born", "2026-11-24"]]],
    ["Dates in a list of dates", { days: [noon] }, [["days", ["2026-11-24"]]]],
    ["an array", { status: { eq: ["a", 1, false] } }, [["status.eq", ["a", "1", "false"]]]],
    ["an array of one", { list: ["a"] }, [["list", ["a"]]]],
    ["an empty string in an array", { list: [""] }, [["list", [""]]]],
    [
      "an array without its undefined and null items",
      { list: [undefined, "a", null] },
      [["list", ["a"]]],
    ],
    ["an array with its own format", { bracketed: ["a", "b"] }, [["bracketed", ["a", "b"]]]],
    [
      "an array of objects",
      { rows: [{ name: "a" }, { name: "b" }] },
      [
        ["rows.0.name", "a"],
        ["rows.1.name", "b"],
      ],
    ],
    [
      "an array of arrays",
      { matrix: [["a", "b"], ["c"]] },
      [
        ["matrix.0", ["a", "b"]],
        ["matrix.1", ["c"]],
      ],
    ],
    ["the scalar of several alternatives", { either: "a" }, [["either", "a"]]],
    ["the object of several alternatives", { either: { gte: 1 } }, [["either.gte", "1"]]],
    ["the array of several alternatives", { either: ["a", "b"] }, [["either", ["a", "b"]]]],
    [
      "a key that additionalProperties permit",
      { free: { known: 1, extra: 2 } },
      [
        ["free.known", "1"],
        ["free.extra", "2"],
      ],
    ],
    ["a scalar where any value is declared", { anything: 1 }, [["anything", "1"]]],
    [
      "an object where any value is declared",
      { anything: { x: { y: 1 } } },
      [["anything.x.y", "1"]],
    ],
    ["an array where any value is declared", { anything: ["a", "b"] }, [["anything", ["a", "b"]]]],
    [
      "an array of objects where any value is declared",
      { anything: [{ a: 1 }] },
      [["anything.0.a", "1"]],
    ],
    [
      "an object without a prototype",
      Object.assign(Object.create(null) as object, { id: "a" }),
      [["id", "a"]],
    ],
    [
      "one object in two places",
      (({ same }) => ({ connection_name: same, either: { gte: same.contains } }))({
        same: { contains: "a" },
      }),
      [
        ["connection_name.contains", "a"],
        ["either.gte", "a"],
      ],
    ],
  ])("%s is sent", (_name, value, want) => {
    expect(flat(leaves(value))).toEqual(want);
  });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["an empty object", {}],
    ["a member that is undefined", { id: undefined }],
    ["a member that is null", { id: null }],
    ["an empty nested object", { connection_name: {} }],
    ["an object of undefined", { connection_name: { contains: undefined } }],
    ["an empty array", { list: [] }],
    ["an array of nothing", { list: [undefined, null] }],
    ["a sparse array", { list: new Array(3) }],
    ["an array of empty objects", { rows: [{}, {}] }],
    ["an array of empty arrays", { matrix: [[], []] }],
    ["an undeclared key without a value", { connection: undefined }],
  ])("%s sends nothing", (_name, value) => {
    expect(leaves(value)).toEqual([]);
  });

  test("An array with its own format keeps it", () => {
    expect(leaves({ bracketed: ["a"], list: ["b"] })).toEqual([
      { keys: ["filter", "bracketed"], value: ["a"], format: brackets },
      { keys: ["filter", "list"], value: ["b"] },
    ]);
  });

  test("A raw value is sent unchanged, including null", () => {
    const body = new Map();
    const shape: Shape = { body: "raw" };
    expect(leavesOf({ body }, shape, true)).toEqual([{ keys: ["body"], value: body }]);
    expect(leavesOf({ body: null }, shape, true)).toEqual([{ keys: ["body"], value: null }]);
    expect(leavesOf({ body: undefined }, shape, true)).toEqual([]);
  });

  test("Leaves are in the order of the caller's keys", () => {
    const value = { status: { eq: ["a"] }, id: 1, connection_name: { contains: "b" } };
    expect(flat(leaves(value)).map(([path]) => path)).toEqual([
      "status.eq",
      "id",
      "connection_name.contains",
    ]);
  });
});

describe("what is rejected", () => {
  test.each<[string, unknown, string, string]>([
    ["NaN", { connection_name: { contains: NaN } }, "filter.connection_name.contains", "NaN"],
    ["Infinity", { id: Infinity }, "filter.id", "Infinity"],
    ["minus Infinity", { id: -Infinity }, "filter.id", "-Infinity"],
    ["a function", { id: () => 1 }, "filter.id", "function"],
    ["a symbol", { id: Symbol("x") }, "filter.id", "symbol"],
    ["a bigint above int64", { id: 2n ** 63n }, "filter.id", "9223372036854775808"],
    ["a bigint below int64", { id: -(2n ** 63n) - 1n }, "filter.id", "-9223372036854775809"],
    ["an invalid Date", { created_at: { gte: new Date(NaN) } }, "filter.created_at.gte", "Date"],
    ["half a surrogate pair", { id: "\ud83d" }, "filter.id", "a string"],
    ["a cycle through objects", { anything: circular }, "filter.anything.contains", "object"],
    ["a Map", { connection_name: new Map([["contains", "a"]]) }, "filter.connection_name", "Map"],
    ["a Set", { list: new Set(["a"]) }, "filter.list", "Set"],
    [
      "URLSearchParams",
      { connection_name: new URLSearchParams("contains=a") },
      "filter.connection_name",
      "URLSearchParams",
    ],
    ["a Promise", { id: Promise.resolve("a") }, "filter.id", "Promise"],
    ["a RegExp", { id: /a/ }, "filter.id", "RegExp"],
    ["a boxed string", { id: Object("a") as unknown }, "filter.id", "String"],
    ["an instance of a class", { connection_name: new Query() }, "filter.connection_name", "Query"],
    ["bytes", { list: new Uint8Array([1]) }, "filter.list", "Uint8Array"],
    ["a Map in an array", { rows: [{ name: "a" }, new Map()] }, "filter.rows.1", "Map"],
    ["a Map as the whole parameter", new Map([["id", "a"]]), "filter", "Map"],
    ["NaN in an array", { list: ["a", NaN] }, "filter.list.1", "NaN"],
    ["NaN in an array behind a null", { list: [null, NaN] }, "filter.list.1", "NaN"],
    [
      "NaN in an object behind a null",
      { rows: [null, { name: NaN }] },
      "filter.rows.1.name",
      "NaN",
    ],
    [
      "a scalar where an object is declared",
      { connection_name: "a" },
      "filter.connection_name",
      "a string",
    ],
    [
      "a Date where an object is declared",
      { connection_name: noon },
      "filter.connection_name",
      "Nov 24 2026",
    ],
    [
      "an array where an object is declared",
      { connection_name: ["a"] },
      "filter.connection_name",
      "an array",
    ],
    [
      "an empty array where an object is declared",
      { connection_name: [] },
      "filter.connection_name",
      "an array",
    ],
    ["an object where a scalar is declared", { id: { eq: "a" } }, "filter.id", "object"],
    [
      "what querystring.parse returns where a scalar is declared",
      { id: querystring.parse("eq=a") },
      "filter.id",
      "object",
    ],
    ["an array where a scalar is declared", { id: ["a"] }, "filter.id", "an array"],
    ["a scalar where an array is declared", { list: "a" }, "filter.list", "a string"],
    ["an object where an array is declared", { list: { 0: "a" } }, "filter.list", "object"],
    ["an object where an item is a scalar", { list: [{ a: 1 }] }, "filter.list.0", "object"],
    ["a scalar where an item is an object", { rows: ["a"] }, "filter.rows.0", "a string"],
    ["a scalar as the whole parameter", "a", "filter", "a string"],
    ["an array as the whole parameter", [{ id: 1 }], "filter", "an array"],
  ])("%s is rejected with its path and the value found", (_name, value, path, found) => {
    expect(() => leaves(value)).toThrow(TypeError);
    expect(() => leaves(value)).toThrow(
      new RegExp(`^${path.replaceAll(".", "\\.")}[: ].*found .*${found}`),
    );
  });

  test("A cycle through arrays is rejected where any value is declared", () => {
    expect(() => leaves({ anything: circularList })).toThrow(/^filter\.anything\.0: .*cycle/);
  });

  test.each<[string, unknown, string, string[]]>([
    [
      "at the top",
      { connexion_name: { contains: "a" } },
      "filter.connexion_name",
      Object.keys(filter),
    ],
    [
      "in a nested object",
      { connection_name: { eq: "a" } },
      "filter.connection_name.eq",
      ["contains"],
    ],
    [
      "in an array of objects",
      { rows: [{ name: "a" }, { nam: "b" }] },
      "filter.rows.1.nam",
      ["name"],
    ],
    ["with an empty object in it", { other: {} }, "filter.other", Object.keys(filter)],
    ["of Object.prototype", { toString: "a" }, "filter.toString", Object.keys(filter)],
    [
      "named __proto__",
      JSON.parse('{"__proto__":{"id":"a"}}'),
      "filter.__proto__",
      Object.keys(filter),
    ],
  ])(
    "An undeclared key %s is rejected with the keys declared there",
    (_name, value, path, keys) => {
      expect(() => leaves(value)).toThrow(TypeError);
      expect(() => leaves(value)).toThrow(
        `${path} is not declared by the specification, which declares `,
      );
      expect(() => leaves(value)).toThrow(/\. To send it anyway, set strictParams: false\.$/);
      for (const key of keys) expect(() => leaves(value)).toThrow(key);
    },
  );

  test("additionalProperties permit other keys, but only of the declared type", () => {
    expect(() => leaves({ free: { extra: { x: 1 } } })).toThrow(/^filter\.free\.extra: /);
  });
});

describe("strictParams: false", () => {
  test.each<[string, unknown, [string, Leaf["value"]][]]>([
    ["an undeclared scalar", { other: "a" }, [["other", "a"]]],
    ["an undeclared object", { other: { x: { y: 1 } } }, [["other.x.y", "1"]]],
    ["an undeclared array", { other: ["a", "b"] }, [["other", ["a", "b"]]]],
    ["an undeclared array of objects", { other: [{ x: 1 }] }, [["other.0.x", "1"]]],
    ["an undeclared Date", { other: noon }, [["other", noon.toISOString()]]],
    ["a scalar where an object is declared", { connection_name: "a" }, [["connection_name", "a"]]],
    ["an array where a scalar is declared", { id: ["a", "b"] }, [["id", ["a", "b"]]]],
    ["a scalar where an array is declared", { list: "a" }, [["list", "a"]]],
  ])("%s is sent", (_name, value, want) => {
    expect(flat(leaves(value, false))).toEqual(want);
  });

  test.each<[string, unknown, RegExp]>([
    ["NaN", { other: NaN }, /^filter\.other: .*NaN/],
    ["a Map", { other: new Map() }, /^filter\.other: .*Map/],
    ["a cycle", { other: circular }, /^filter\.other\.contains: .*cycle/],
    ["an invalid Date", { other: [new Date(NaN)] }, /^filter\.other\.0: .*Date/],
  ])("%s is still rejected", (_name, value, want) => {
    expect(() => leaves(value, false)).toThrow(TypeError);
    expect(() => leaves(value, false)).toThrow(want);
  });
});
