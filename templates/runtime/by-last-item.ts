import { advanceTo } from "./advance-to.js";
import { PaginationError } from "./errors.js";
import type { Advance } from "./pagination.js";
import { getAt } from "./paths.js";

/** A member of the last item is the cursor of the next page. Without one, there is no way to what the API has more. */
export const byLastItem: Advance = (at, pagination, response, items) => {
  if (!items) return at.key || undefined;
  const found = getAt(items.at(-1), pagination.next);
  if (!found && pagination.end?.(at, pagination, response, items))
    throw new PaginationError(
      "stalled",
      at.page,
      "expected an item that leads to the next page, since there are more",
    );
  return advanceTo(at, pagination, response, items, found);
};
