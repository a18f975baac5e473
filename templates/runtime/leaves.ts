import type { Leaf, Shape } from "./operation.js";

/**
 * A parameter's value → its leaves, in the order of the caller's keys. `undefined`, `null`, `{}` and `[]` have none.
 * Throws a `TypeError` that names the path for what cannot be sent and, if strict, for what the specification does not
 * declare: an API that ignores an unknown filter answers with everything.
 */
export function leavesOf(value: unknown, shape: Shape, path: string, strict: boolean): Leaf[] {
  const leaves: Leaf[] = [];
  const above: unknown[] = [];
  const visit = (value: unknown, shape: Shape, path: string, keys: readonly string[]): void => {
    if (value == null) return;
    const kind = kindOf(value);
    if (!kind) throw refuse(path, "a scalar, an array, a plain object or a Date", value);
    if (above.includes(value)) throw refuse(path, "a value without cycles", value);
    const declared = alternativesOf(shape).find(
      (each) => each === "any" || shapeKind(each) === kind,
    );
    if (!declared && strict) {
      const wanted = alternativesOf(shape).map(shapeKind).join(" or ");
      throw refuse(path, `${wanted}, as the specification declares`, value);
    }
    above.push(value);
    if (kind === "scalar") {
      leaves.push({ keys, value: toText(value, path, declared) });
    } else if (kind === "array") {
      visitItems(value as readonly unknown[], declared, path, keys);
    } else {
      for (const [key, member] of Object.entries(value)) {
        if (member != null) {
          visit(member, memberShape(declared, key, path), `${path}.${key}`, [...keys, key]);
        }
      }
    }
    above.pop();
  };

  /** Scalars make one leaf; what else stands in an array is told apart by its index. */
  const visitItems = (
    array: readonly unknown[],
    declared: Shape | undefined,
    path: string,
    keys: readonly string[],
  ): void => {
    const [brackets, items] = itemShape(declared);
    const before = leaves.length;
    array.forEach((item, index) => {
      visit(item, items, `${path}.${index}`, [...keys, String(index)]);
    });
    const added = leaves.splice(before);
    const texts = added.flatMap(({ keys: { length }, value }) =>
      typeof value === "string" && length === keys.length + 1 ? value : [],
    );
    if (texts.length < added.length) leaves.push(...added);
    else if (texts.length > 0)
      leaves.push({ keys: brackets ? [...keys, "[]"] : keys, value: texts });
  };

  const memberShape = (declared: Shape | undefined, key: string, path: string): Shape => {
    if (declared === undefined || declared === "any") return "any";
    const members = declared as { readonly [key: string]: Shape };
    const shape = Object.hasOwn(members, key) ? members[key] : members["*"];
    if (!shape && strict) throw undeclared(`${path}.${key}`, members);
    return shape ?? "any";
  };

  visit(value, shape, path, []);
  return leaves;
}

/** What is thrown for a key that the specification does not declare. */
export function undeclared(path: string, declared: object): TypeError {
  const keys = Object.keys(declared).join(", ") || "nothing";
  return new TypeError(
    `${path} is not declared by the specification, which declares ${keys}. To send it all the same, set strictParams: false.`,
  );
}

/** What is thrown for a value that cannot be sent. */
export const refuse = (path: string, expected: string, found: unknown): TypeError =>
  new TypeError(`${path}: expected ${expected}, found ${describe(found)}`);

const alternativesOf = (shape: Shape): readonly Shape[] =>
  Array.isArray(shape) && shape.length > 1 ? (shape as readonly Shape[]) : [shape];

/** Whether `[]` belongs into the name, and what an item is. */
const itemShape = (declared: Shape | undefined): readonly [brackets: boolean, items: Shape] => {
  if (declared === undefined || declared === "any") return [false, "any"];
  if (Array.isArray(declared)) return [false, declared[0] as Shape];
  return [true, (declared as { readonly "[]": Shape })["[]"]];
};

const shapeKind = (shape: Shape): string =>
  typeof shape === "string" ? "scalar" : Array.isArray(shape) || "[]" in shape ? "array" : "object";

/** Nothing for what would serialise to nothing: a Map, a Promise, an instance of a class. */
export function kindOf(value: object): "scalar" | "array" | "object" | undefined {
  if (typeof value !== "object" || value instanceof Date) return "scalar";
  if (Array.isArray(value)) return "array";
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null ? "object" : undefined;
}

function toText(value: unknown, path: string, shape: Shape | undefined): string {
  if (value instanceof Date && !Number.isNaN(+value)) {
    const text = value.toISOString();
    return shape === "date" ? text.slice(0, text.indexOf("T")) : text;
  }
  const isSound =
    typeof value === "string"
      ? value.isWellFormed()
      : typeof value === "bigint"
        ? BigInt.asIntN(64, value) === value
        : typeof value === "boolean" || Number.isFinite(value);
  if (!isSound) {
    throw refuse(path, "a string, a finite number, a boolean, an int64 or a valid Date", value);
  }
  return String(value);
}

function describe(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(+value) ? "an invalid Date" : "a Date";
  if (typeof value === "string") return value.isWellFormed() ? "a string" : "half a surrogate pair";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value !== "object" || !value) return `a ${typeof value}`;
  // An object may hold a member called `constructor`, or have no prototype at all.
  const { constructor } = value as { readonly constructor?: unknown };
  const name = typeof constructor === "function" ? constructor.name : "Object";
  return Array.isArray(value) ? "an array" : `an object (${name})`;
}
