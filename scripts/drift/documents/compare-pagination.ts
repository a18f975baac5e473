import { isEqual, type Json } from "../../lib/json.ts";
import { type Pagination, type PaginationMark, paginationOf } from "../../lib/pagination.ts";
import { areBoth, type Both, both } from "../both.ts";
import type { Report } from "../context.ts";
import type { Place } from "../place.ts";

/** How a paginator walks the pages of a list. */
export const comparePagination = (
  marks: Both<PaginationMark | undefined>,
  place: Place,
  report: Report,
): void => {
  const reason = both(marks, (mark) => mark?.reason ?? "nothing that could be paged");
  const paginations = both(marks, paginationOf);
  if (!areBoth(paginations)) {
    if (paginations.before) report("pagination-lost", place, reason.before, reason.after);
    if (paginations.after) report("pagination-added", place, reason.before, reason.after);
    return;
  }
  const walks = both(paginations, walkOf);
  if (!isEqual(walks.before, walks.after)) {
    const { total: _, ...withoutTotal } = walks.after;
    const isOnlyTotal = isEqual(walks.before, withoutTotal);
    report(
      isOnlyTotal ? "pagination-total-added" : "pagination-changed",
      place,
      reason.before,
      reason.after,
    );
    return;
  }
  const identity = both(paginations, (each) => each.identity ?? "the whole page");
  if (identity.before !== identity.after)
    report("identity-changed", place, identity.before, identity.after);
};

/**
 * What changes how pages are walked, field by field; of the two totals only the one that the paginator reads. A new
 * field of `Pagination` does not compile until its place is decided here.
 */
const walkOf = ({ totalPages, total, ...rest }: Pagination): Readonly<Record<string, Json>> => {
  const { firstPage, identity: _identity, items, page, size: _size, ...others } = rest;
  others satisfies Record<string, never>;
  const read = totalPages ? ["pages", totalPages] : total && ["items", total];
  return {
    items,
    page,
    ...(firstPage !== undefined && { firstPage }),
    ...(read && { total: read }),
  };
};
