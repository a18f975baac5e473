import { invalid, kindOf } from "./leaves.js";

/** The value at a path of keys, or `undefined`. */
export function getAt(value: unknown, path: readonly string[] | undefined): unknown {
  return path?.reduce<unknown>(
    (found, key) => (found as { readonly [key: string]: unknown } | null | undefined)?.[key],
    value,
  );
}

/** A copy with the number at a path of keys. */
export function setAt<Value>(
  value: Value,
  [key = "", ...rest]: readonly string[],
  number: number,
  name = "params",
): Value {
  if (kindOf(value) !== "a plain object") throw invalid(name, "a plain object", value);
  const inner = getAt(value, [key]) ?? {};
  return { ...value, [key]: rest.length === 0 ? number : setAt(inner, rest, number, key) };
}
