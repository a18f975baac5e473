import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Json } from "../../scripts/lib/json.ts";
import {
  beginSections,
  type KnownEntries,
  parseSections,
} from "../../scripts/parse/yaml-sections.ts";
import { expectAsOfTree } from "./as-of-tree.ts";

const limits = { text: 0, entry: 2 };
const read = (text: string) => parseSections(text, new Map(), limits);

const expectAsWhole = (text: string): void => {
  expectAsOfTree(read(text), text);
};

describe("the same data and lines as of the whole", () => {
  test.each([
    ["mappings in mappings", "a:\n  b:\n    c: 1\n    d: 2\n  e: 3\nf: 4\n"],
    ["a list as far out as its key", "a:\n- 1\n- b: 2\n  c: 3\nd:\n- 4\n"],
    [
      "comments, however far out",
      "# top\na:\n# in between\n  b: 1\n\n  # before c\n  c: 2\nd: 3\n",
    ],
    ["text of several lines", "a: |\n  b: 1\n\n  c: 2\nd: >-\n  e\n  f\ng: one\n  two\n  three\n"],
    ["text that keeps its last lines", "a:\n  b: |+\n    one\n\n\n  c: |\n    two\nd: |-\n  three"],
    ["text with an indentation of its own", "a:\n  b: |2\n      one\n    two\n  c: 1\n"],
    [
      "quotes over several lines",
      "a:\n  b: \"one\n    two: 2\n    \"\n  'c: d': 'three\n    four'\n",
    ],
    ["JSON inside", "a: { b: 1,\n  c: [1,\n  2] }\nd: {}\n"],
    ["a marker of the beginning", "---\na:\n  b: 1\n  c: 2\n"],
    ["Windows lines", "a:\r\n  b: 1\r\n  c: |\r\n    d\r\ne: 2\r\n"],
    ["an anchor and its alias in one entry", "a:\n  - &one { b: 1 }\n  - *one\nc: 2\n"],
    ["keys that are numbers, and in quotes", "200:\n  '201':\n    \"a: b\": 1\n    c: 2\n"],
    ["keys without a value", "a:\nb:\n  c:\n  d:\n  e: 1\n"],
  ])("%s", (_, text) => {
    expectAsWhole(text);
  });

  test("any data", () => {
    const value = fc.letrec<{ any: Json; map: Json }>((tie) => ({
      map: fc.dictionary(
        fc.string().filter((key) => key !== "__proto__" && key !== "<<"),
        tie("any"),
        { minKeys: 1 },
      ),
      any: fc.oneof(
        { depthSize: "small" },
        fc.string({ unit: fc.constantFrom(...Array.from(" \n:-#'\"|>&*{}[]?a1")) }),
        fc.double({ noDefaultInfinity: true, noNaN: true }),
        fc.constantFrom(null, true),
        fc.array(tie("any"), { maxLength: 3 }),
        tie("map"),
      ),
    })).map;
    const options = fc.record({
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(20, 80),
      indent: fc.constantFrom(2, 4),
    });
    fc.assert(
      fc.property(value, options, (data, { indent, indentSeq, lineWidth }) => {
        const text = stringify(data, {
          aliasDuplicateObjects: false,
          indent,
          indentSeq,
          lineWidth,
        });
        if (read(text) !== undefined) expectAsWhole(text);
      }),
    );
  });
});

describe("left to be parsed as a whole", () => {
  test.each([
    ["a short text", "a: 1\n", { text: 100, entry: 2 }],
    ["an alias of another entry", "a: &one { b: 1 }\nc: *one\n", limits],
    ["a merged entry", "a: &one { b: 1 }\nc:\n  d: 2\n<<: { e: 3 }\n", limits],
    ["the same key twice", "a:\n  b: 1\nc: 2\na: 3\n", limits],
    ["JSON", '{\n"a": 1,\n"b": 2\n}\n', limits],
    ["a list", "- a: 1\n- b: 2\n", limits],
    ["two documents", "a: 1\n---\nb: 2\n", limits],
    ["a mistake", "a: [1\nb: 2\n", limits],
    ["lines that are too far out", "  a: 1\nb: 2\n", limits],
    ["nothing", "# nothing\n", limits],
  ])("%s", (_, text, given) => {
    expect(parseSections(text, new Map(), given)).toBeUndefined();
  });
});

test("what two texts have in common is parsed once", () => {
  const known: KnownEntries = new Map();
  const before = parseSections("a:\n  b: { c: 1 }\n  d: { e: 2 }\n", known, limits)?.data;
  const after = parseSections("f: 0\na:\n  b: { c: 1 }\n  d: { e: 3 }\n", known, limits)?.data;
  const partOf = (data: Json | undefined, key: string) =>
    (data as { readonly a: Record<string, Json> }).a[key];
  expect(partOf(after, "b")).toBe(partOf(before, "b"));
  expect(partOf(after, "d")).not.toEqual(partOf(before, "d"));
});

test.each([
  ["in this thread", 0],
  ["in another one", 400],
])("what is begun %s is known later", (_, length) => {
  const operation = `{ description: ${"a".repeat(length)}, responses: {} }`;
  const paths = Array.from(
    { length: 3_000 },
    (_each, index) => `  /${index}: { get: ${operation} }`,
  );
  const text = `paths:\n${paths.join("\n")}\n`;
  const known = beginSections(text)();
  expect(known.size).toBe(paths.length);
  const begun = [...known];
  expect(parseSections(text, known)?.data).toEqual(parseSections(text, new Map())?.data);
  expect([...known].every((each, index) => each[1] === begun[index]?.[1])).toBe(true);
});
