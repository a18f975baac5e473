import { kindOf, refuse } from "./leaves.js";

/** What stands at the end of a path of keys, if anything does. */
export function at(value: unknown, path: readonly string[] | undefined): unknown {
  return path?.reduce<unknown>(
    (found, key) => (found as { readonly [key: string]: unknown } | null | undefined)?.[key],
    value,
  );
}

/** A copy with the number of the page in its place. */
export function put<Value>(
  value: Value,
  [key = "", ...rest]: readonly string[],
  number: number,
  name = "params",
): Value {
  if (kindOf(value) !== "a plain object") throw refuse(name, "a plain object", value);
  const inner = at(value, [key]) ?? {};
  return { ...value, [key]: rest.length === 0 ? number : put(inner, rest, number, key) };
}
