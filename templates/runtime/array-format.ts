import type { Leaf } from "./operation.js";

/** How an array inside a deepObject parameter is sent; OpenAPI leaves it undefined, so every API has a way of its own. */
export type ArrayFormat = (keys: readonly string[], values: readonly string[]) => readonly Leaf[];

/** `filter[status]=a,b` */
export const comma: ArrayFormat = (keys, value) => [{ keys, value }];

/** `filter[status][]=a&filter[status][]=b` */
export const brackets: ArrayFormat = (keys, values) =>
  values.map((value) => ({ keys: [...keys, ""], value }));

/** `filter[status]=a&filter[status]=b` */
export const repeat: ArrayFormat = (keys, values) => values.map((value) => ({ keys, value }));

/** `filter[status][0]=a&filter[status][1]=b` */
export const indices: ArrayFormat = (keys, values) =>
  values.map((value, index) => ({ keys: [...keys, String(index)], value }));
