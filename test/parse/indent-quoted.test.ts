import { expect, test } from "vitest";
import { parseFile } from "../../scripts/parse/parsed-file.ts";

const dataOf = (text: string): unknown => parseFile(text, "api.yml").data;

test.each<[string, string, unknown]>([
  ["as far out as the key", 'a:\n  b: "one\n  two"\n  c: 3\n', { a: { b: "one two", c: 3 } }],
  ["farther out", "a:\n  b: 'one\ntwo'\nc: 3\n", { a: { b: "one two" }, c: 3 }],
  ["of three lines", 'a: "one\ntwo\n\nthree" # here\nc: 3\n', { a: "one two\nthree", c: 3 }],
  [
    "with quotes in them",
    "a: 'it\n''s'\nb: \"so\n\\\"be\\\" it\"\n",
    { a: "it 's", b: 'so "be" it' },
  ],
  ["that look like a mapping", 'a: "one\nb: two"\n', { a: "one b: two" }],
  ["in a list", 'a:\n  - "one\n  two"\n  - 3\n', { a: ["one two", 3] }],
  ["of Windows", 'a: "one\r\ntwo"\r\nb: 3\r\n', { a: "one two", b: 3 }],
  ["several times", 'a: "one\ntwo"\nb: "three\nfour"\n', { a: "one two", b: "three four" }],
])("lines in quotes need no indentation: %s", (_, text, data) => {
  expect(dataOf(text)).toEqual(data);
});

test("what follows keeps its line", () => {
  const { lineOf } = parseFile('a: "one\ntwo"\nb:\n  c: 3\n', "api.yml");
  expect(lineOf("/b/c")).toBe(4);
});

test.each([
  ["before the next text in quotes", 'a: "one\nb: "two"\n', 1],
  ["before the end", 'a: "one\nb: two\n', 3],
  ["before the end of a document", 'a: "one\n---\nb: two"\n', 1],
])("quotes must be closed %s", (_, text, line) => {
  expect(() => dataOf(text)).toThrow(new RegExp(`^api\\.yml:${line}:\\d+: .*Missing closing`));
});

test("not in more than 20 places, since the text is parsed anew for each", () => {
  const text = Array.from({ length: 21 }, (_, index) => `a${index}: "one\ntwo"\n`).join("");
  expect(() => dataOf(text)).toThrow("api.yml:41:");
  expect(dataOf(text.split("\n").slice(2).join("\n"))).toMatchObject({ a20: "one two" });
});
