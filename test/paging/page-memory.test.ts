import { describe, expect, test } from "vitest";
import { type Deduplicated, deduplicator } from "../../templates/runtime/page-memory.ts";

interface Item {
  readonly id?: string | null;
  readonly name?: string;
}

const withIds = (...ids: string[]): Item[] => ids.map((id) => ({ id }));

/** What the deduplicator returns for each page. */
function results(
  pages: readonly (readonly Item[])[],
  identity: string | undefined = "id",
  dedupe?: boolean,
): Deduplicated<Item>[] {
  const deduplicate = deduplicator<Item>(identity, dedupe);
  return pages.map((page) => deduplicate(page));
}

describe("newItems", () => {
  test("are those that were not on an earlier page", () => {
    const [first, second] = results([withIds("a", "b"), withIds("b", "c")]);
    expect(first?.newItems).toEqual(withIds("a", "b"));
    expect(second?.newItems).toEqual(withIds("c"));
  });

  test("are all items if dedupe is off", () => {
    const [, second] = results([withIds("a", "b"), withIds("b", "c")], "id", false);
    expect(second?.newItems).toEqual(withIds("b", "c"));
  });

  test("include items without an identity, even if they are repeated", () => {
    const page = [{ name: "same" }, { id: null }];
    const [, second] = results([page, page]);
    expect(second?.newItems).toEqual(page);
  });

  test("are all items if the API declares no identity", () => {
    const deduplicate = deduplicator<Item>(undefined);
    deduplicate(withIds("a"));
    expect(deduplicate(withIds("a")).newItems).toEqual(withIds("a"));
  });

  test.each<[number, Item[]]>([
    [8, []],
    [9, withIds("a")],
  ])("after %s pages: an item of the first page counts as %o", (distance, want) => {
    const pages = Array.from({ length: distance - 1 }, (_, index) => withIds(String(index)));
    const last = results([withIds("a"), ...pages, withIds("a")]).at(-1);
    expect(last?.newItems).toEqual(want);
  });

  test("do not include an item that was seen again within the last 8 pages", () => {
    const pages = Array.from({ length: 6 }, (_, index) => withIds(String(index)));
    const again = [withIds("a"), ...pages, withIds("a"), ...pages, withIds("a")];
    expect(results(again).at(-1)?.newItems).toEqual([]);
  });
});

test("An item that every page repeats does not keep other items in memory", () => {
  const pages = Array.from({ length: 9 }, (_, index) => withIds("a", String(index)));
  const last = results([withIds("a", "b"), ...pages, withIds("b")]).at(-1);
  expect(last?.newItems).toEqual(withIds("b"));
});

describe("isNew and isRepeated", () => {
  test.each<[string, Item[][], boolean, boolean]>([
    ["only new items", [withIds("a"), withIds("b")], true, false],
    ["new and repeated items", [withIds("a"), withIds("a", "b")], true, true],
    ["only repeated items", [withIds("a", "b"), withIds("b", "a")], false, true],
    ["no items", [withIds("a"), []], false, false],
    ["repeated items without an identity", [[{ name: "x" }], [{ name: "x" }]], false, true],
  ])("a page with %s", (_name, pages, isNew, isRepeated) => {
    expect(results(pages).at(-1)).toMatchObject({ isNew, isRepeated });
  });

  test.each<[string, Item[][], boolean, boolean]>([
    ["the same page again", [withIds("a", "b"), withIds("a", "b")], false, true],
    ["a page in another order", [withIds("a", "b"), withIds("b", "a")], true, false],
    ["the page before the previous one", [withIds("a"), withIds("b"), withIds("a")], true, false],
    ["an empty page", [withIds("a"), []], false, false],
  ])("without an identity: %s", (_name, pages, isNew, isRepeated) => {
    const deduplicate = deduplicator<Item>(undefined);
    expect(pages.map((page) => deduplicate(page)).at(-1)).toMatchObject({ isNew, isRepeated });
  });
});
