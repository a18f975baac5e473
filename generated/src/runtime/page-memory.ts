const window = 8;

/**
 * Remembers the identities of the last 8 pages. Of each page it says which items are to come out, whether any was not
 * seen before, and whether any was. Items without an identity are known by all they hold, and never dropped.
 */
export function remember<Item>(identity: string | undefined, dedupe: boolean) {
  const lastSeen = new Map<unknown, number>();
  const recent: unknown[][] = [];
  let count = 0;
  return (
    items: readonly Item[],
  ): { fresh: readonly Item[]; isNew: boolean; isRepeated: boolean } => {
    const keys =
      identity === undefined ? [JSON.stringify(items)] : items.map((item) => keyOf(item, identity));
    const seen: boolean[] = [];
    for (const key of keys) {
      seen.push(lastSeen.has(key));
      lastSeen.set(key, count);
    }
    if (recent.push(keys) > (identity === undefined ? 1 : window)) {
      const oldest = count - recent.length + 1;
      for (const key of recent.shift() ?? [])
        if (lastSeen.get(key) === oldest) lastSeen.delete(key);
    }
    count++;
    const isRepeated = seen.includes(true);
    const isDropped = (item: Item, index: number): boolean =>
      seen[index] === true && keys[index] === identityOf(item, identity);
    return {
      fresh: dedupe && isRepeated ? items.filter((item, index) => !isDropped(item, index)) : items,
      isNew: items.length > 0 && seen.includes(false),
      isRepeated,
    };
  };
}

const identityOf = (item: unknown, identity: string | undefined): unknown =>
  identity === undefined
    ? undefined
    : (item as { readonly [key: string]: unknown } | null)?.[identity];

const keyOf = (item: unknown, identity: string): unknown =>
  identityOf(item, identity) ?? JSON.stringify(item);
