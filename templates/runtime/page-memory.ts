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
  const idOf = (item: Item | undefined): unknown =>
    identity && (item as Record<string, unknown> | null | undefined)?.[identity];
  const keyOf = (item: Item | undefined): unknown => idOf(item) ?? JSON.stringify(item);
  const earlier = (key: unknown): Item | undefined => pages.find((page) => page.has(key))?.get(key);
  const compare = (items: readonly Item[]): Comparison<Item> => {
    const page = new Map<unknown, Item>();
    // As a rule nothing repeats. That is fast to see: a shift repeats items of the page before, or the first item.
    let repeats = earlier(keyOf(items[0])) !== undefined;
    for (const item of items) {
      const key = keyOf(item);
      repeats ||= pages[0]?.has(key) as boolean;
      page.set(key, item);
    }
    if (identity && page.size < items.length) {
      identity = undefined;
      return compare(items);
    }
    let known = 0;
    const isNew = (item: Item): boolean => {
      const before = earlier(keyOf(item));
      if (before === undefined) return true;
      known++;
      return idOf(item) == null || JSON.stringify(item) !== JSON.stringify(before);
    };
    const newItems = repeats ? items.filter(isNew) : items;
    pages.unshift(page);
    pages.splice(8);
    return [newItems, known];
  };
  return compare;
}
