/** The same thing in the document that callers compiled against, and in upstream's. */
export interface Both<Value> {
  readonly before: Value;
  readonly after: Value;
}

/** Reads something of both: `both(operations, ({ body }) => body)`. */
export const both = <Value, Result>(
  pair: Both<Value>,
  read: (value: Value) => Result,
): Both<Result> => ({ before: read(pair.before), after: read(pair.after) });

/** {@link both}, with something else of the same side at hand. */
export const bothWith = <Value, Other, Result>(
  pair: Both<Value>,
  other: Both<Other>,
  read: (value: Value, other: Other) => Result,
): Both<Result> => ({
  before: read(pair.before, other.before),
  after: read(pair.after, other.after),
});

/** Whether a value is on both sides. */
export const areBoth = <Value>(pair: Both<Value | undefined>): pair is Both<Value> =>
  pair.before !== undefined && pair.after !== undefined;

/** Every key of two lists, each once, in the order of before and then of after. */
export const allKeys = (pair: Both<Iterable<string>>): readonly string[] => [
  ...new Set([...pair.before, ...pair.after]),
];

/** Pairs the items of two lists, each at most once; what pairs with nothing is alone. */
export class Pairing<Item> {
  readonly #before: Item[];
  readonly #after: Item[];

  constructor(lists: Both<readonly Item[]>) {
    this.#before = [...lists.before];
    this.#after = [...lists.after];
  }

  /** Takes every pair that matches, in the order of before. */
  take(matches: (before: Item, after: Item) => boolean): readonly Both<Item>[] {
    return [...this.#before].flatMap((before) => {
      const after = this.#after.find((each) => matches(before, each));
      if (after === undefined) return [];
      this.#before.splice(this.#before.indexOf(before), 1);
      this.#after.splice(this.#after.indexOf(after), 1);
      return [{ before, after }];
    });
  }

  /** What no pair took. */
  get rest(): Both<readonly Item[]> {
    return { before: this.#before, after: this.#after };
  }
}
