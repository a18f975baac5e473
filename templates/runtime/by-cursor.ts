import { advanceTo } from "./advance-to.js";
import type { Advance } from "./pagination.js";
import { getAt } from "./paths.js";

/** Each page states the cursor of the next one. */
export const byCursor: Advance = (at, pagination, response, items) => {
  if (!items) return at.key || undefined;
  const key = advanceTo(at, pagination, response, items, getAt(response, pagination.next));
  at.left ??= 1;
  return key;
};
