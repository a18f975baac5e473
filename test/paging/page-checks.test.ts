import { describe, expect, test } from "vitest";
import { pageChecks } from "../../templates/runtime/page-checks.ts";
import type { Position } from "../../templates/runtime/pagination.ts";

interface Page {
  readonly ids: readonly string[];
  /** How many pages are left, if the API states it. */
  readonly left?: number;
  readonly total?: number;
  /** The total by which the API states how many pages are left, if it does. */
  readonly stated?: number;
}

/** The ids that are new on each page, then why the walk ends there, if it does. */
function check(pages: readonly Page[], strict = false): readonly string[] {
  const checkPage = pageChecks(
    { by: () => undefined, param: [], items: ["data"], total: ["total"], identity: "id" },
    strict,
  );
  const seen: string[] = [];
  try {
    for (const [index, { ids, left, stated, total }] of pages.entries()) {
      const at: Position = {
        key: undefined,
        page: index + 1,
        left,
        ...(stated !== undefined && { total: stated }),
      };
      const items = ids.map((id) => ({ id }));
      const newItems = checkPage(at, { total }, items) as typeof items;
      seen.push(newItems.map(({ id }) => id).join());
    }
  } catch (error) {
    seen.push((error as Error).message);
  }
  return seen;
}

const stalled = "no new items; stopped to avoid an endless loop";

describe("without strict", () => {
  test.each<[string, readonly Page[], readonly string[]]>([
    ["all items of other pages are new", [{ ids: ["a", "b"] }, { ids: ["c"] }], ["a,b", "c"]],
    [
      "an item that moved to the next page is not new",
      [{ ids: ["a", "b"] }, { ids: ["b", "c"] }],
      ["a,b", "c"],
    ],
    [
      "one page without new items stalls a list that does not state its end",
      [{ ids: ["a"] }, { ids: ["a"] }],
      ["a", `page 2: ${stalled}`],
    ],
    [
      "three in a row stall one that does",
      [
        { ids: ["a"], left: 4 },
        { ids: ["a"], left: 3 },
        { ids: ["a"], left: 2 },
        { ids: ["a"], left: 1 },
      ],
      ["a", "", "", `page 4: ${stalled}`],
    ],
    [
      "one is enough at the end of a list that states its total, since items are missing",
      [
        { ids: ["a", "b"], left: 1, stated: 4 },
        { ids: ["a", "b"], left: 0, stated: 4 },
      ],
      ["a,b", `page 2: ${stalled}`],
    ],
    [
      "the last page of a list that states a total may have no items",
      [
        { ids: ["a", "b"], left: 1, stated: 4 },
        { ids: [], left: 0, stated: 4 },
      ],
      ["a,b", ""],
    ],
    [
      "the last page of a list that says that it is the last one may repeat items",
      [
        { ids: ["a", "b"], left: 1 },
        { ids: ["b"], left: 0 },
      ],
      ["a,b", ""],
    ],
    [
      "a page with new items begins to count anew",
      [
        { ids: ["a"], left: 5 },
        { ids: ["a"], left: 4 },
        { ids: ["b"], left: 3 },
        { ids: ["b"], left: 2 },
        { ids: ["b"], left: 1 },
      ],
      ["a", "", "b", "", ""],
    ],
    [
      "the total may change",
      [
        { ids: ["a"], total: 2 },
        { ids: ["b"], total: 3 },
      ],
      ["a", "b"],
    ],
  ])("%s", (_, pages, expected) => {
    expect(check(pages)).toEqual(expected);
  });
});

describe("with strict", () => {
  test.each<[string, readonly Page[], readonly string[]]>([
    [
      "another total is a change",
      [
        { ids: ["a"], total: 2 },
        { ids: ["b"], total: 3 },
      ],
      ["a", "page 2: the list changed (,2 to ,3); read it again"],
    ],
    [
      "so is an item that moved to the next page",
      [{ ids: ["a", "b"] }, { ids: ["b", "c"] }],
      ["a,b", "page 2: the list changed (, to ,); read it again"],
    ],
    [
      "so is an empty page before the last",
      [
        { ids: ["a"], left: 2 },
        { ids: [], left: 1 },
      ],
      ["a", "page 2: the list changed (, to ,); read it again"],
    ],
    ["an empty last page is none", [{ ids: ["a"] }, { ids: [], left: 0 }], ["a", ""]],
    [
      "nor is one past the end",
      [
        { ids: ["a"], left: 1 },
        { ids: [], left: -1 },
      ],
      ["a", ""],
    ],
  ])("%s", (_, pages, expected) => {
    expect(check(pages, true)).toEqual(expected);
  });
});
