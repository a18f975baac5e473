import { describe, expect, test } from "vitest";
import { type Comparison, pageMemory } from "../../templates/runtime/page-memory.ts";

interface Item {
  readonly id?: string | null;
  readonly name?: string;
}

const withIds = (...ids: string[]): Item[] => ids.map((id) => ({ id }));

/** How the last of some pages compares with those before it. */
function last(
  pages: readonly (readonly Item[])[],
  identity: string | undefined = "id",
): Comparison<Item> {
  const compare = pageMemory<Item>(identity);
  const [result] = pages.map((page) => compare(page)).toReversed();
  if (!result) throw new Error("no pages");
  return result;
}

const numbered = (count: number): Item[][] =>
  Array.from({ length: count }, (_, index) => withIds(String(index)));

describe("the new items", () => {
  test.each<[string, Item[][], Item[]]>([
    ["leave out what an earlier page had", [withIds("a", "b"), withIds("b", "c")], withIds("c")],
    [
      "include an item that has changed",
      [[{ id: "a", name: "x" }], [{ id: "a", name: "y" }]],
      [{ id: "a", name: "y" }],
    ],
    [
      "include items without an identity",
      [
        [{ name: "x" }, { id: null }],
        [{ name: "x" }, { id: null }],
      ],
      [{ name: "x" }, { id: null }],
    ],
    ["include everything on one page", [[{ id: "a" }, { id: "a" }]], withIds("a", "a")],
    [
      "include everything after a page on which two items share an identity",
      [withIds("a", "a"), withIds("b"), withIds("b")],
      withIds("b"),
    ],
    [
      "leave out an item of the eighth page before",
      [withIds("a"), ...numbered(7), withIds("a")],
      [],
    ],
    [
      "include an item of the ninth page before",
      [withIds("a"), ...numbered(8), withIds("a")],
      withIds("a"),
    ],
    [
      "leave out an item that was seen again in between",
      [withIds("a"), ...numbered(6), withIds("a"), ...numbered(6), withIds("a")],
      [],
    ],
  ])("%s", (_name, pages, want) => {
    expect(last(pages)[0]).toEqual(want);
  });

  test("are all items if the API declares no identity", () => {
    const compare = pageMemory<Item>(undefined);
    compare(withIds("a"));
    expect(compare(withIds("a"))[0]).toEqual(withIds("a"));
  });
});

describe("how many items are known", () => {
  test.each<[string, Item[][], string | undefined, number]>([
    ["only new items", [withIds("a"), withIds("b")], "id", 0],
    ["new and known items", [withIds("a"), withIds("a", "b")], "id", 1],
    ["known items in another order", [withIds("a", "b"), withIds("b", "a")], "id", 2],
    ["a known item that has changed", [[{ id: "a" }], [{ id: "a", name: "x" }]], "id", 1],
    ["a known item that is not the first", [withIds("a", "b"), withIds("c", "b")], "id", 1],
    ["known items without an identity", [[{ name: "x" }], [{ name: "x" }]], "id", 1],
    ["a page that was there some pages before", [...numbered(7), withIds("0")], "id", 1],
    [
      "whole items, without a declared identity",
      [withIds("a", "b"), withIds("b", "a")],
      undefined,
      2,
    ],
    [
      "whole items, after an identity was none",
      [[{ id: "a" }, { id: "a", name: "x" }], [{ id: "a", name: "y" }]],
      "id",
      0,
    ],
  ])("%s", (_name, pages, identity, known) => {
    const compare = pageMemory<Item>(identity);
    const result = pages.map((page) => compare(page)).at(-1);
    expect(result?.[1]).toBe(known);
  });
});
