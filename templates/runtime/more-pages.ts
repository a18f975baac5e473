import type { ReadEnd } from "./pagination.js";
import { getAt } from "./paths.js";

/** The API states whether there are more pages. */
export const endByMore: ReadEnd = (_at, { endAt }, response) => {
  const value = getAt(response, endAt);
  if (value === true || value === "true" || value === 1) return 1;
  return value === false || value === "false" || value === 0 ? 0 : undefined;
};

/** The API states whether this is the last page. */
export const endByLast: ReadEnd = (...page) => {
  const more = endByMore(...page);
  return more === undefined ? undefined : 1 - more;
};

/** The API states what comes next; on the last page nothing, or 0, which no page is that follows another. */
export const endByNext: ReadEnd = (_at, { endAt }, response) => (getAt(response, endAt) ? 1 : 0);
