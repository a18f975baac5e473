/** A scalar or an array of scalars inside the parameters, with the keys that lead to it. */
export interface Leaf {
  readonly keys: readonly string[];
  readonly value: string | readonly string[];
  /** The array's own format, if it differs from the API's. */
  readonly format?: ArrayFormat | undefined;
}

/** Serializes an array inside a deepObject parameter. OpenAPI does not define how, so each API has its own format. */
export type ArrayFormat = (leaf: Leaf) => readonly Leaf[];

/** `filter[status]=a,b` */
export const comma: ArrayFormat = (leaf) => [leaf];

/** `filter[status][]=a&filter[status][]=b` */
export const brackets: ArrayFormat = (leaf) => each(leaf, () => [""]);

/** `filter[status]=a&filter[status]=b` */
export const repeat: ArrayFormat = (leaf) => each(leaf, () => []);

/** `filter[status][0]=a&filter[status][1]=b` */
export const indices: ArrayFormat = (leaf) => each(leaf, (index) => [String(index)]);

/** One leaf per array item; a scalar is returned unchanged. */
const each = (leaf: Leaf, additional: (index: number) => readonly string[]): readonly Leaf[] =>
  typeof leaf.value === "string"
    ? [leaf]
    : leaf.value.map((value, index) => ({ keys: [...leaf.keys, ...additional(index)], value }));
