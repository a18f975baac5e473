const window = 8;

/** How a page compares with the pages before it. */
export type Comparison<Item> = readonly [
  /** All items, except for those that equal one with the same identity on an earlier page. */
  newItems: readonly Item[],
  /** How many items were on one of the last pages. */
  known: number,
];

/**
 * Compares the items of each page with those of the last 8. As soon as two items of one page share an identity, it is
 * none, and whole items are compared.
 */
export function pageMemory<Item>(
  identity: string | undefined,
): (items: readonly Item[]) => Comparison<Item> {
  const pages: Map<unknown, Item>[] = [];
  const idOf = (item: Item): unknown =>
    identity && (item as Record<string, unknown> | null)?.[identity];
  const earlier = (key: unknown): Item | undefined => pages.find((page) => page.has(key))?.get(key);
  const compare = (items: readonly Item[]): Comparison<Item> => {
    const keys = items.map((item) => idOf(item) ?? JSON.stringify(item));
    const page = new Map(keys.map((key, index) => [key, items[index] as Item]));
    if (identity && page.size < items.length) {
      identity = undefined;
      return compare(items);
    }
    // As a rule nothing repeats. That is fast to see: a shift repeats items of the page before, or the first item.
    const repeats = earlier(keys[0]) !== undefined || keys.some((key) => pages[0]?.has(key));
    const known = repeats ? keys.map(earlier) : [];
    pages.unshift(page);
    pages.length = Math.min(window, pages.length);
    return [
      items.filter(
        (item, index) =>
          !repeats || idOf(item) == null || JSON.stringify(item) !== JSON.stringify(known[index]),
      ),
      known.filter((item) => item !== undefined).length,
    ];
  };
  return compare;
}
