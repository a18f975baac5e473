import { kindOf } from "./leaves.js";

/** The value at a path of keys, or `undefined`. */
export function getAt(value: unknown, path: readonly string[] = []): unknown {
  return path.reduce<unknown>(
    (found, key) => (found as { readonly [key: string]: unknown } | null | undefined)?.[key],
    value,
  );
}

/** A copy with another value at a path of keys; anything but a plain object stays what it is, to be rejected later. */
export function setAt<Value>(
  value: Value,
  [key = "", ...rest]: readonly string[],
  member: unknown,
): Value {
  if (kindOf(value) !== "a plain object") return value;
  const inner = rest.length ? setAt(getAt(value, [key]) ?? {}, rest, member) : member;
  return { ...value, [key]: inner };
}
