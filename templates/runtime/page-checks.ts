import { PaginationError } from "./errors.js";
import { pageMemory } from "./page-memory.js";
import type { Pagination, Position } from "./pagination.js";
import { getAt } from "./paths.js";

/**
 * Checks that each page brings the list further, and returns the items that are new.
 *
 * @throws {PaginationError} `stalled` if the server repeats itself; with `strict`, `changed` if items moved meanwhile.
 */
export function pageChecks(
  { identity, total }: Pagination,
  strict: boolean | undefined,
): (at: Position, response: unknown, items: readonly unknown[]) => readonly unknown[] {
  const compare = pageMemory(identity);
  let idlePages = 0;
  let firstTotal: string | undefined;
  return (at, response, items) => {
    const [newItems, known] = compare(items);
    idlePages = known < items.length ? 0 : idlePages + 1;
    // One page with nothing new is enough where only an empty page would end the list, and where a total is reached by
    // repeating items; three in a row where the list says how much is left.
    const isPatient =
      at.left === undefined
        ? identity && newItems.length
        : at.left > 0 || !identity || !known || !at.total;
    if (idlePages > (isPatient ? 2 : 0))
      throw new PaginationError(
        "stalled",
        at.page,
        "no new items; stopped to avoid an endless loop",
      );
    const stated = [at.total, total && getAt(response, total)].join();
    firstTotal ??= stated;
    if (strict && (known || stated !== firstTotal || (!items.length && (at.left ?? 0) > 0)))
      throw new PaginationError(
        "changed",
        at.page,
        `the list changed (${firstTotal} to ${stated}); read it again`,
      );
    return newItems;
  };
}
