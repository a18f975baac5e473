import { endByLast, endByMore, endByNext } from "./more-pages.js";
import type { ReadEnd } from "./pagination.js";
import { getAt } from "./paths.js";

/** The API states whether there are more pages, and the number of items, which tells how many can be requested ahead. */
export const endByMoreAndCount: ReadEnd = (...page) => countedPages(endByMore(...page), ...page);

/** The API states whether this is the last page, and the number of items. */
export const endByLastAndCount: ReadEnd = (...page) => countedPages(endByLast(...page), ...page);

/** The API states what comes next, and the number of items. */
export const endByNextAndCount: ReadEnd = (...page) => countedPages(endByNext(...page), ...page);

/** What the API states about the next page is believed; the number of items only adds to it. */
function countedPages(
  left: number | undefined,
  ...[at, { first = 0, total }, response, { length }]: Parameters<ReadEnd>
): number | undefined {
  if (left !== 1 || !length) return left;
  const before = at.offset === undefined ? (at.page - (at.first ?? 1)) * length : at.offset - first;
  const counted = Number(getAt(response, total)) - before - length;
  return Math.max(1, Math.ceil(counted / length) || 1);
}
