import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJson } from "../../scripts/parse/read-json.ts";
import { expectAsOfTree } from "./as-of-tree.ts";

describe("the data and lines of JSON", () => {
  test.each([
    ["members and items", '{\n  "a": [\n    1,\n    { "b": 2 }\n  ],\n  "c":\n    3\n}\n'],
    ["space before the beginning", "\n\n  [\n1]"],
    ["nothing inside", '{ "a": {}, "b": [ ],\n "c": { } }'],
    ["keys that are numbers, which an object has first", '{ "x": 1,\n"2": { "y":\n1 },\n"1": 3 }'],
    ["keys and texts with escapes", '{ "a\\"}": "\\\\",\n"\\u0062": "]\\n\\"",\n"c": -1.5e3 }'],
    ["Windows lines", '{\r\n"a": 1,\r\n"b": true }\r\n'],
  ])("%s", (_, text) => {
    expectAsOfTree(readJson(text), text);
  });

  test("`<<` is a key like any other", () => {
    expect(readJson('{ "<<": { "a": 1 } }')?.data).toEqual({ "<<": { a: 1 } });
  });

  test("any data", () => {
    const indentations = fc.constantFrom(0, 1, 2);
    const lineEnds = fc.constantFrom("\n", "\r\n", "\n\n");
    fc.assert(
      fc.property(
        fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
        indentations,
        lineEnds,
        (data, indentation, lineEnd) => {
          const text = JSON.stringify(data, undefined, indentation).replaceAll("\n", lineEnd);
          fc.pre(!text.includes("__proto__") && !text.includes('"<<"'));
          expectAsOfTree(readJson(text), text);
        },
      ),
    );
  });
});

describe("left to the parser of YAML", () => {
  test.each([
    ["a key that an object has twice", '{ "a": { "b": 1, "b": 2 } }'],
    ["the same key in two spellings", '{ "a": 1, "\\u0061": 2 }'],
    ["a trailing comma", '{ "a": 1, }'],
    ["YAML", "a: 1\n"],
    ["YAML that begins like JSON", "{ a: 1 }\n"],
    ["a text in quotes", '"a"'],
  ])("%s", (_, text) => {
    expect(readJson(text)).toBeUndefined();
  });
});
