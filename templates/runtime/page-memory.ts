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
 * Compares the items of each page with those of the last 8. As soon as two items of one page share an identity, it is
 * none, and whole items are compared.
 */
export function pageMemory<Item>(
  identity: string | undefined,
): (items: readonly Item[]) => Comparison<Item> {
  const pages: Map<unknown, Item>[] = [];
  const idOf = (item: Item): unknown =>
    identity && (item as Record<string, unknown> | null)?.[identity];
  const compare = (items: readonly Item[]): Comparison<Item> => {
    const keys = items.map((item) => idOf(item) ?? JSON.stringify(item));
    const page = new Map(keys.map((key, index) => [key, items[index] as Item]));
    if (identity && page.size < items.length) {
      identity = undefined;
      return compare(items);
    }
    const earlier = keys.map((key) => pages.find((each) => each.has(key))?.get(key));
    pages.unshift(page);
    pages.splice(window);
    const isSame = items.map(
      (item, index) =>
        earlier[index] !== undefined && JSON.stringify(item) === JSON.stringify(earlier[index]),
    );
    return [
      items.filter((item, index) => !isSame[index] || idOf(item) == null),
      keys.filter((_, index) => earlier[index] !== undefined).length,
      !isSame.includes(false),
    ];
  };
  return compare;
}
