import type { Advance } from "./pagination.js";

/** Pages have numbers. */
export const byNumber: Advance = (at, pagination, response, items) => {
  const { end, first = 1 } = pagination;
  if (items) {
    at.left = end?.(at, pagination, response, items);
    return at.page + 1;
  }
  at.first = first;
  at.step = 1;
  return (at.page = Number(at.key ?? first));
};
