import { PaginationError } from "./errors.js";
import type { Key, Pagination, Position } from "./pagination.js";

/** Notes whether a cursor or a link leads on, and returns it. One that was used before never does. */
export function leadOn(
  at: Position,
  pagination: Pagination,
  answer: unknown,
  items: readonly unknown[],
  found: unknown,
): Key | undefined {
  const key =
    typeof found === "string" || typeof found === "number" ? found || undefined : undefined;
  at.left = key === undefined ? 0 : pagination.end?.(at, pagination, answer, items);
  if (at.left === 0 || key === undefined) return undefined;
  at.used ??= new Set([at.key ?? ""]);
  if (at.used.has(key))
    throw new PaginationError(
      "stalled",
      at.page,
      "the next page was requested before; stopped to avoid an endless loop",
    );
  at.used.add(key);
  return key;
}
