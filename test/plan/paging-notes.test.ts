import { expect, test } from "vitest";
import type { Operation } from "../../scripts/lib/model.ts";
import type { PaginationMark } from "../../scripts/lib/pagination.ts";
import { pagingNotes } from "../../scripts/plan/paging-notes.ts";

const paged: PaginationMark = {
  pages: true,
  kind: "number",
  items: [],
  page: ["page"],
  reason: "",
};
const operations = (marks: Readonly<Record<string, PaginationMark | undefined>>): Operation[] =>
  Object.entries(marks).map(([id, pagination]) => ({ id, pagination })) as unknown as Operation[];
const because = (reason: string): PaginationMark => ({
  pages: false,
  reason: `does not page: ${reason}`,
});

test("The lists without a paginator are named with their reasons, in one sentence", () => {
  expect(
    pagingNotes(
      operations({
        ListA: paged,
        ListB: because("no link"),
        GetC: undefined,
        ListD: because("no link"),
        ListE: because("two arrays"),
      }),
    ),
  ).toEqual([
    "1 of 4 lists have a paginator; 3 do not: ListB, ListD (no link); ListE (two arrays)",
  ]);
});

test("Of many lists with the same reason, some are named", () => {
  const marks = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`List${String(index)}`, because("no link")]),
  );
  expect(pagingNotes(operations(marks))).toEqual([
    "0 of 8 lists have a paginator; 8 do not: List0, List1, List2, List3, List4 and 3 more (no link)",
  ]);
});

test("Nothing is said if every list has one", () => {
  expect(pagingNotes(operations({ ListA: paged, GetB: undefined }))).toEqual([]);
});
