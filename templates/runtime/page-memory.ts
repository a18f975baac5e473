type Members = { readonly [key: string]: unknown };

const window = 8;

/** What a page adds to those before it. */
export interface Recalled<Item> {
  /** The items that are to come out. */
  readonly fresh: readonly Item[];
  /** Whether the page holds an item that was not seen in the last 8 pages. */
  readonly isNew: boolean;
  /** Whether it holds one that was. */
  readonly isRepeated: boolean;
}

/**
 * Remembers the identities of the last 8 pages. An item without one is known by all it holds, and never dropped; where
 * the API declares no identity, a page is compared as a whole with the one before it.
 */
export function remember<Item>(
  identity: string | undefined,
  dedupe: boolean,
): (items: readonly Item[]) => Recalled<Item> {
  const lastPage = new Map<unknown, number>();
  let count = 0;
  /** Whether the last pages held it; now they do. */
  const see = (key: unknown): boolean => {
    const wasSeen = lastPage.delete(key); // Set anew, a key becomes the youngest of the map.
    lastPage.set(key, count);
    return wasSeen;
  };
  return (items) => {
    const ids = items.map((item) => identity && (item as Members | null)?.[identity]);
    const seen = identity
      ? items.map((item, index) => see(ids[index] ?? JSON.stringify(item)))
      : [see(JSON.stringify(items))];
    count++;
    for (const [key, page] of lastPage) {
      if (page >= count - (identity ? window : 1)) break;
      lastPage.delete(key);
    }
    const isRepeated = seen.includes(true);
    return {
      fresh: dedupe ? items.filter((_, index) => !seen[index] || ids[index] == null) : items,
      isNew: items.length > 0 && seen.includes(false),
      isRepeated,
    };
  };
}
