import { byNumber } from "./by-number.js";
import type { Advance } from "./pagination.js";
import { getAt } from "./paths.js";

/**
 * Pages have numbers, and responses state them. If nothing declares the number of the first page, the API chooses it, and
 * its response tells whether the list begins at 0 or at 1; if one is declared, the response may raise it.
 */
export const byStatedNumber: Advance = (at, pagination, response, items) => {
  const { current, first } = pagination;
  const isChosen = at.key === undefined;
  if (!items) {
    const key = byNumber(at, pagination);
    return isChosen ? first : key;
  }
  if (isChosen && at.left === undefined && at.page === at.first) {
    const stated = Number(getAt(response, current) ?? NaN);
    if (stated === 1 || (stated === 0 && first === undefined)) {
      at.first = stated;
      if (first === undefined) at.page = stated;
    }
  }
  return byNumber(at, pagination, response, items);
};
