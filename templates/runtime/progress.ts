import { PaginationError } from "./errors.js";
import type { Pagination } from "./operation.js";
import type { Deduplicated } from "./page-memory.js";
import { getAt } from "./paths.js";

/** How far a list has been read. */
export interface Progress {
  /** The number of the last page, if the API has stated a plausible total. */
  readonly lastPage: number | undefined;
  readonly isLast: boolean;
  /** Why no further page may be read. */
  readonly problem: PaginationError | undefined;
}

export interface ProgressTracker {
  /** Takes the pages in the order in which they are read. */
  readonly next: (
    number: number,
    page: unknown,
    items: readonly unknown[],
    deduplicated: Pick<Deduplicated<unknown>, "isNew" | "isRepeated">,
  ) => Progress;
}

/** Decides after each page whether the list ends, stalls or, if strict, has changed. */
export function trackProgress(
  { firstPage = 1, total, totalPages }: Pagination,
  pageSize: number,
  strict: boolean | undefined,
): ProgressTracker {
  let lastPage: number | undefined;
  let totals: string | undefined;
  let pagesWithoutNewItems = 0;
  return {
    next(number, page, { length }, { isNew, isRepeated }) {
      const pages = pageCount(getAt(page, totalPages), length);
      if (pages !== undefined) lastPage = pages - 1 + firstPage;
      const isLast =
        lastPage === undefined ? length === 0 || length < pageSize : number >= lastPage;

      pagesWithoutNewItems = isNew ? 0 : pagesWithoutNewItems + 1;
      const isStalled = lastPage === undefined ? !isNew && length > 0 : pagesWithoutNewItems > 2;

      const current = `${String(getAt(page, totalPages))} pages, ${String(getAt(page, total))} items`;
      totals ??= current;
      const isChanged = strict && (isRepeated || current !== totals || (length === 0 && !isLast));

      const problem = isStalled
        ? new PaginationError("stalled", number, "no new items; stopped to avoid an endless loop")
        : isChanged
          ? new PaginationError(
              "changed",
              number,
              `the list changed (${totals} → ${current}); read it again`,
            )
          : undefined;
      return { lastPage, isLast, problem };
    },
  };
}

/** The number of pages that the API states. Implausible totals (0 pages, yet items) are ignored. */
function pageCount(value: unknown, itemCount: number): number | undefined {
  const pages = typeof value === "string" && value.trim() ? Number(value) : value;
  const isPlausible = Number.isSafeInteger(pages) && (pages as number) >= (itemCount > 0 ? 1 : 0);
  return isPlausible ? (pages as number) : undefined;
}
