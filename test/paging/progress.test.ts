import { describe, expect, test } from "vitest";
import { PaginationError } from "../../templates/runtime/errors.ts";
import type { Pagination } from "../../templates/runtime/operation.ts";
import { type Progress, trackProgress } from "../../templates/runtime/progress.ts";

const pagination: Pagination = {
  items: "data",
  page: ["page"],
  totalPages: ["pages"],
  total: ["total"],
};

/** A page as the tracker sees it. */
interface Page {
  readonly pages?: unknown;
  readonly total?: unknown;
  /** How many items it has. Default: 2. */
  readonly count?: number;
  readonly isNew?: boolean;
  readonly isRepeated?: boolean;
}

/** The progress after each page. */
function progressOf(
  pages: readonly Page[],
  {
    first = 1,
    firstPage = 1,
    size = NaN,
    strict = false,
  }: {
    readonly first?: number;
    readonly firstPage?: number;
    readonly size?: number;
    readonly strict?: boolean;
  } = {},
): Progress[] {
  const progress = trackProgress({ ...pagination, firstPage }, size, strict);
  return pages.map(({ count = 2, isNew = count > 0, isRepeated = false, ...page }, index) =>
    progress.next(first + index, page, new Array(count), { isNew, isRepeated }),
  );
}

const ends = (progress: readonly Progress[]): boolean[] => progress.map(({ isLast }) => isLast);
const reasons = (progress: readonly Progress[]): (string | undefined)[] =>
  progress.map(({ problem }) => problem?.reason);

describe("isLast", () => {
  test("is true on the last page of a known total", () => {
    expect(ends(progressOf([{ pages: 3 }, { pages: 3 }, { pages: 3 }]))).toEqual([
      false,
      false,
      true,
    ]);
  });

  test("counts from the first page of the API", () => {
    const progress = progressOf([{ pages: 2 }, { pages: 2 }], { first: 0, firstPage: 0 });
    expect(progress.map(({ lastPage }) => lastPage)).toEqual([1, 1]);
    expect(ends(progress)).toEqual([false, true]);
  });

  test("is true past the end", () => {
    expect(ends(progressOf([{ pages: 3, count: 0 }], { first: 7 }))).toEqual([true]);
  });

  test("is true on an empty page if there is no total", () => {
    expect(ends(progressOf([{}, { count: 0 }]))).toEqual([false, true]);
  });

  test("is true on a page shorter than the requested size if there is no total", () => {
    expect(ends(progressOf([{}, { count: 1 }], { size: 2 }))).toEqual([false, true]);
  });

  test("is false on a short or empty page within a known total", () => {
    const progress = progressOf(
      [
        { pages: 3, count: 1 },
        { pages: 3, count: 0 },
      ],
      { size: 2 },
    );
    expect(ends(progress)).toEqual([false, false]);
  });

  test("follows a total that grows, shrinks or is left out", () => {
    const progress = progressOf([{ pages: 2 }, { pages: 4 }, {}, { pages: 3 }]);
    expect(progress.map(({ lastPage }) => lastPage)).toEqual([2, 4, 4, 3]);
    expect(ends(progress)).toEqual([false, false, false, true]);
  });
});

describe("a total", () => {
  test.each<[string, Page, number | undefined]>([
    ["a number", { pages: 5 }, 5],
    ["a string of digits", { pages: "5" }, 5],
    ["0 on an empty page", { pages: 0, count: 0 }, 0],
    ["0 on a page with items", { pages: 0 }, undefined],
    ["negative", { pages: -1 }, undefined],
    ["a fraction", { pages: 1.5 }, undefined],
    ["a word", { pages: "many" }, undefined],
    ["blank on a page with items", { pages: " " }, undefined],
    ["blank on an empty page", { pages: " ", count: 0 }, undefined],
    ["null", { pages: null }, undefined],
    ["too large to count", { pages: 1e300 }, undefined],
  ])("that is %s", (_name, page, want) => {
    expect(progressOf([page])[0]?.lastPage).toBe(want);
  });
});

describe("stalled", () => {
  test("is the first page without new items if there is no total", () => {
    const [, second] = progressOf([{}, { isNew: false }]);
    expect(second?.problem).toBeInstanceOf(PaginationError);
    expect(second?.problem).toMatchObject({ reason: "stalled", page: 2 });
    expect(second?.problem?.message).toMatch(/^page 2: no new items; .*endless loop$/);
  });

  test("is the third page in a row without new items if the total is known", () => {
    const repeated = { pages: 9, isNew: false };
    const progress = progressOf([{ pages: 9 }, repeated, { pages: 9, count: 0 }, repeated]);
    expect(reasons(progress)).toEqual([undefined, undefined, undefined, "stalled"]);
  });

  test("starts over at a page with new items", () => {
    const repeated = { pages: 9, isNew: false };
    const progress = progressOf([repeated, repeated, { pages: 9 }, repeated, repeated]);
    expect(reasons(progress)).toEqual(new Array(5).fill(undefined));
  });

  test("is not an empty page without a total, which ends the list", () => {
    expect(reasons(progressOf([{}, { count: 0 }]))).toEqual([undefined, undefined]);
  });
});

describe("changed", () => {
  const changes: [string, Page[], string][] = [
    ["the number of pages changes", [{ pages: 2 }, { pages: 3 }], "2 pages"],
    [
      "the number of items changes",
      [
        { pages: 3, total: 6 },
        { pages: 3, total: 5 },
      ],
      "3 pages, 6 items → 3 pages, 5 items",
    ],
    ["an item is repeated", [{ pages: 3 }, { pages: 3, isRepeated: true }], "3 pages"],
    ["a page is empty before the end", [{ pages: 3 }, { pages: 3, count: 0 }], "3 pages"],
  ];

  test.each(changes)("is reported if strict when %s", (_name, pages, totals) => {
    const progress = progressOf(pages, { strict: true });
    expect(reasons(progress)).toEqual([undefined, "changed"]);
    expect(progress[1]?.problem?.message).toMatch(/^page 2: the list changed .*; read it again$/);
    expect(progress[1]?.problem?.message).toContain(totals);
  });

  test.each(changes)("is not reported otherwise when %s", (_name, pages) => {
    expect(reasons(progressOf(pages))).toEqual([undefined, undefined]);
  });

  test("is not reported if the totals stay the same", () => {
    const page = { pages: 3, total: 6 };
    expect(reasons(progressOf([page, page, page], { strict: true }))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("is not reported if there are no totals and the list ends at an empty page", () => {
    expect(reasons(progressOf([{}, {}, { count: 0 }], { strict: true }))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
