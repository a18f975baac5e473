import type { Alternatives, Leaf, List, Members, Shape } from "./operation.js";

/**
 * Returns the leaves of a value, in the order of the caller's keys. `undefined`, `null`, `{}` and `[]` have none.
 *
 * @throws {TypeError} if something cannot be sent or, if strict, is not declared by the specification: an API that ignores
 * an unknown filter would return everything.
 */
export function leavesOf(
  value: unknown,
  shape: Shape,
  strict: boolean,
  keys: readonly string[] = [],
  ancestors: readonly unknown[] = [],
): readonly Leaf[] {
  if (shape === "raw" && value !== undefined) return [{ keys, value: value as string }];
  if (value == null) return [];
  const path = keys.join(".") || "params";
  if (ancestors.includes(value)) throw invalid(path, "a value without cycles", value);
  const kind = kindOf(value);
  const shapes = alternativesOf(shape);
  const declared = shapes.find((each) => kindOf(each) === kind);
  if (!declared) {
    if (kind && !strict) return leavesOf(value, "any", strict, keys, ancestors);
    throw invalid(
      path,
      `${shapes.map(kindOf).join(" or ")}, as declared by the specification`,
      value,
    );
  }
  if (kind === "a scalar") return [{ keys, value: toText(value, path, declared) }];

  const list = kind === "an array" ? (declared as List) : undefined;
  const leaves = Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const inner = list ? list[0] : memberOf(declared as Members, key);
    if (!inner && strict && member != null)
      throw undeclared([...keys, key].join("."), declared as object);
    return leavesOf(member, inner ?? "any", strict, [...keys, key], [...ancestors, value]);
  });
  // The scalars of an array form one leaf. Objects and arrays in it get leaves of their own, with the index as a key.
  const texts = leaves.flatMap((leaf) =>
    typeof leaf.value === "string" && leaf.keys.length === keys.length + 1 ? leaf.value : [],
  );
  return list && leaves.length > 0 && texts.length === leaves.length
    ? [{ keys, value: texts, format: list[1] }]
    : leaves;
}

/** The error for a value that cannot be sent. */
export const invalid = (path: string, expected: string, found: unknown): TypeError =>
  new TypeError(`${path}: expected ${expected}, found ${describe(found)}`);

/** The error for a member that the specification does not declare. */
export function undeclared(path: string, declared: object): TypeError {
  const keys = Object.keys(declared).join(", ") || "nothing";
  return new TypeError(
    `${path} is not declared by the specification, which declares ${keys}. To send it anyway, set strictParams: false.`,
  );
}

export const alternativesOf = (shape: Shape): readonly Shape[] =>
  shape === "any"
    ? ["scalar", ["any"], { "*": "any" }]
    : ((shape as Partial<Alternatives>)["|"] ?? [shape]);

export const memberOf = (members: Members, key: string): Shape | undefined =>
  Object.hasOwn(members, key) ? members[key] : members["*"];

/** Returns `undefined` for objects that would serialize to nothing, such as a Map, a Promise or a class instance. */
export function kindOf(value: unknown): "a scalar" | "an array" | "a plain object" | undefined {
  if (typeof value !== "object" || value === null || value instanceof Date) return "a scalar";
  if (Array.isArray(value)) return "an array";
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null
    ? "a plain object"
    : undefined;
}

function toText(value: unknown, path: string, shape: Shape): string {
  const isValid =
    typeof value === "string"
      ? value.isWellFormed()
      : typeof value === "bigint"
        ? BigInt.asIntN(64, value) === value
        : typeof value === "boolean" || Number.isFinite((value as number | Date).valueOf());
  if (!isValid)
    throw invalid(path, "a well-formed string, finite number, boolean, int64 or valid Date", value);
  const text = value instanceof Date ? value.toISOString() : String(value);
  return value instanceof Date && shape === "date" ? text.slice(0, text.indexOf("T")) : text;
}

function describe(value: unknown): string {
  const kind = kindOf(value);
  if (kind !== "a scalar") return kind ?? `an object (${(value as object).constructor.name})`;
  return /^[sf]/.test(typeof value) ? `a ${typeof value}` : String(value);
}
