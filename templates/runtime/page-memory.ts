const window = 8;

/** How a page compares with the pages before it. */
export interface Deduplicated<Item> {
  /** The items that were not on an earlier page, or all items if nothing is dropped. */
  readonly newItems: readonly Item[];
  /** Whether the page has an item that was not on the last 8 pages. */
  readonly isNew: boolean;
  /** Whether the page has an item that was. */
  readonly isRepeated: boolean;
}

/**
 * Compares the items of each page with those of the last 8 by identity. An item without one is compared by its JSON, and
 * never dropped. If the API declares no identity, a whole page is compared with the previous one.
 */
export function deduplicator<Item>(
  identity: string | undefined,
  dedupe = true,
): (items: readonly Item[]) => Deduplicated<Item> {
  const lastPage = new Map<unknown, number>();
  let count = 0;
  /** Whether the key was on one of the last pages; remembers it for this one. */
  const see = (key: unknown): boolean => {
    const wasSeen = lastPage.delete(key); // Deleted first, so that the key moves to the end of the map.
    lastPage.set(key, count);
    return wasSeen;
  };
  return (items) => {
    const ids = items.map(
      (item) => identity && (item as Record<string, unknown> | null)?.[identity],
    );
    const seen = identity
      ? items.map((item, index) => see(ids[index] ?? JSON.stringify(item)))
      : [see(JSON.stringify(items))];
    count++;
    for (const [key, page] of lastPage) {
      if (page >= count - (identity ? window : 1)) break;
      lastPage.delete(key);
    }
    return {
      newItems: dedupe ? items.filter((_, index) => !seen[index] || ids[index] == null) : items,
      isNew: items.length > 0 && seen.includes(false),
      isRepeated: seen.includes(true),
    };
  };
}
