import { expect, test } from "vitest";
import { parseEntries } from "../../scripts/parse/parse-entries.ts";

/** More than a second thread is worth starting for, and enough for it to have begun before all are taken. */
const many = Array.from({ length: 5_500 }, (_, index) => {
  const list = Array.from({ length: 10 }, (_each, item) => `  - { id: ${item}, of: ${index} }\n`);
  return `key${index}:\n${list.join("")}`;
});

test("long texts are parsed in two threads, none lost", () => {
  const entries = parseEntries(many);
  expect(entries.size).toBe(many.length);
  for (const [index, text] of many.entries()) {
    const { key, lines, value } = entries.get(text) ?? {};
    expect(key).toBe(`key${index}`);
    expect((value as unknown[])[9]).toEqual({ id: 9, of: index });
    expect(lines?.at(-2)).toBe(11); // `of` of the last item
  }
});

test("one that is no entry ends it for both", () => {
  const entries = parseEntries(["a: [1", ...many]);
  expect(entries.size).toBeLessThan(many.length / 2);
});
