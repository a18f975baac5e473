const window = 8;

/** How a page compares with the pages before it. */
export type Comparison<Item> = readonly [
  /** All items, except for those that equal one with the same identity on an earlier page. */
  newItems: readonly Item[],
  /** How many items were on one of the last pages. */
  known: number,
  /** Whether these are unchanged. */
  isCopy: boolean,
];

/**
 * Compares the items of each page with those of the last pages: at least 8, at most 15. As soon as two items of one page
 * share an identity, it is none, and whole items are compared.
 */
export function pageMemory<Item>(
  identity: string | undefined,
): (items: readonly Item[]) => Comparison<Item> {
  let older: Map<unknown, Item>;
  let newer = new Map<unknown, Item>();
  let count = 0;
  const idOf = (item: Item): unknown =>
    identity && (item as Record<string, unknown> | null)?.[identity];
  const compare = (items: readonly Item[]): Comparison<Item> => {
    const keys = items.map((item) => idOf(item) ?? JSON.stringify(item));
    if (identity && new Set(keys).size < keys.length) {
      identity = undefined;
      return compare(items);
    }
    if (count++ % window < 1) {
      older = newer;
      newer = new Map();
    }
    const earlier = keys.map((key) => newer.get(key) ?? older.get(key));
    items.forEach((item, index) => newer.set(keys[index], item));
    const isSame = items.map(
      (item, index) =>
        earlier[index] !== undefined && JSON.stringify(item) === JSON.stringify(earlier[index]),
    );
    return [
      items.filter((item, index) => !isSame[index] || idOf(item) == null),
      earlier.filter((item) => item !== undefined).length,
      !isSame.includes(false),
    ];
  };
  return compare;
}
