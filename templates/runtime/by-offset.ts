import { PaginationError } from "./errors.js";
import type { Advance } from "./pagination.js";

/**
 * Pages begin at an offset, which advances by the items that came: an API may return fewer than it was asked for. After
 * an empty page it cannot advance.
 *
 * @throws {PaginationError} `stalled` if the API says after an empty page that more items are left.
 */
export const byOffset: Advance = (at, pagination, response, items) => {
  const { end, first = 0 } = pagination;
  const given = at.key === undefined ? undefined : Number(at.key);
  if (!items) return given;
  at.offset ??= given ?? first;
  at.step = items.length;
  at.left = end?.(at, pagination, response, items);
  if (items.length > 0) return (at.offset += items.length);
  if (at.left && at.left > 0)
    throw new PaginationError(
      "stalled",
      at.page,
      `no items, although ${at.total === undefined ? "more" : at.left} are left; stopped to avoid an endless loop`,
    );
  at.left = 0;
  return undefined;
};
