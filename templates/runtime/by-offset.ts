import type { Advance } from "./pagination.js";

/**
 * Pages begin at an offset, which advances by the items that came: an API may return fewer than it was asked for. After
 * an empty page it cannot advance.
 */
export const byOffset: Advance = (at, pagination, response, items) => {
  const { end, first = 0 } = pagination;
  const given = at.key === undefined ? undefined : Number(at.key);
  if (!items) return given;
  at.offset ??= given ?? first;
  at.step = items.length;
  at.left = end?.(at, pagination, response, items);
  if (items.length > 0) return (at.offset += items.length);
  at.left = 0;
  return undefined;
};
