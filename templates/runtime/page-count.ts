import type { Pagination, Position, ReadEnd } from "./pagination.js";
import { getAt } from "./paths.js";

/** The API states the number of pages. */
export const endByPageCount: ReadEnd = (at, pagination, response, items) => {
  const total = statedTotal(at, pagination, response, items);
  return total && (at.first ?? 1) + total - 1 - at.page;
};

/** The total that the API states, or stated before. An implausible one, such as 0 beside items, counts as not stated. */
export function statedTotal(
  at: Position,
  { endAt }: Pagination,
  response: unknown,
  { length }: readonly unknown[],
): number | undefined {
  const value = getAt(response, endAt);
  const total = typeof value === "string" ? Number(value.trim() || NaN) : value;
  if (Number.isSafeInteger(total) && (total as number) >= (length && 1)) at.total = total as number;
  return at.total;
}
