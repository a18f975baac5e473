import { advanceTo } from "./advance-to.js";
import type { Advance } from "./pagination.js";
import { getAt } from "./paths.js";

/** A member of the last item is the cursor of the next page. */
export const byLastItem: Advance = (at, pagination, response, items) =>
  items
    ? advanceTo(at, pagination, response, items, getAt(items.at(-1), pagination.next))
    : at.key || undefined;
