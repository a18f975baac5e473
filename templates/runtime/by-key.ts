import { advanceTo } from "./advance-to.js";
import type { Advance, Key } from "./pagination.js";
import { getAt } from "./paths.js";

/** Each page states the key that the next one begins after, an object with the members of a key. */
export const byKey: Advance = (at, pagination, response, items) => {
  if (!items) return at.key;
  const found = getAt(response, pagination.next);
  const text = Object.keys(Object(found) as object).length > 0 && JSON.stringify(found);
  at.used ??= new Set([at.key === undefined ? "?" : JSON.stringify(at.key)]);
  const leadsOn = advanceTo(at, pagination, response, items, text);
  at.left ??= 1;
  return leadsOn && (found as Key);
};
