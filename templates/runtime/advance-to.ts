import { PaginationError } from "./errors.js";
import type { Key, Pagination, Position } from "./pagination.js";

/**
 * Notes whether a cursor or a link leads on, and returns it. One that was used before never does, nor does anything but
 * a text or a number: it is not the end either.
 */
export function advanceTo(
  at: Position,
  pagination: Pagination,
  response: unknown,
  items: readonly unknown[],
  found: unknown,
): Key | undefined {
  at.left = found ? pagination.end?.(at, pagination, response, items) : 0;
  if (at.left === 0) return undefined;
  const isKey = typeof found === "string" || typeof found === "number";
  const used = usedIn(at);
  if (!isKey || used.has(found))
    throw new PaginationError(
      "stalled",
      at.page,
      isKey
        ? "the next page was requested before; stopped to avoid an endless loop"
        : `expected a text that leads to the next page, found ${JSON.stringify(found)}`,
    );
  used.add(found);
  return found;
}

/** The cursors and links that were used, the first one among them. */
export const usedIn = (at: Position): Set<Key> => (at.used ??= new Set([at.key ?? "?"]));
