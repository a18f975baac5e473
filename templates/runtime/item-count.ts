import { statedTotal } from "./page-count.js";
import type { Pagination, ReadEnd } from "./pagination.js";
import { getAt } from "./paths.js";

/**
 * The API states the number of items. When so many pages were read that they have room for all of these, it counts
 * items that do not come, such as deleted ones, and does not tell the end. Nor does it if the caller begins at a later
 * page, until another one follows: that page may be the last one, which may be shorter than those before it.
 */
export const endByItemCount: ReadEnd = (at, pagination, response, items) => {
  const { length } = items;
  const pages = at.page - (at.first ?? 1) + 1;
  const isUnsure = pages > 1 && at.left === undefined && (at.read === undefined || length === 0);
  at.read = (at.read ?? (pages - 1) * length) + length;
  at.longest = Math.max(at.longest ?? 1, length);
  const total = statedTotal(at, pagination, response, items);
  if (total === undefined) return undefined;
  if (at.read >= total) return 0;
  return !isUnsure && pages * at.longest < total
    ? Math.ceil((total - at.read) / at.longest)
    : undefined;
};

/** The API states the number of items of a list that pages by offset. */
export const endByItemCountFromOffset: ReadEnd = (at, pagination, response, items) => {
  const total = statedTotal(at, pagination, response, items);
  if (total === undefined) return undefined;
  const { first = 0 } = pagination;
  const left = total - ((at.offset ?? first) - first) - items.length;
  return Math.ceil(left / Math.max(1, items.length));
};

/** The same two, where the number may also be that of the items on the page, which it then equals. */
export const endByOwnCount: ReadEnd = (at, pagination, response, items) =>
  endByItemCount(at, pagination, unlessOwn(pagination, response, items), items);

export const endByOwnCountFromOffset: ReadEnd = (at, pagination, response, items) =>
  endByItemCountFromOffset(at, pagination, unlessOwn(pagination, response, items), items);

const unlessOwn = (
  { endAt }: Pagination,
  response: unknown,
  { length }: readonly unknown[],
): unknown => (Number(getAt(response, endAt)) === length ? undefined : response);
