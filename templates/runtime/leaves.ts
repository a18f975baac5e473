import type { Leaf, Shape } from "./operation.js";

/**
 * A parameter's value → its leaves, in the order of the caller's keys. `undefined`, `null`, `{}` and `[]` have none.
 * Throws a `TypeError` that names the path for what cannot be sent and, if strict, for what the specification does not
 * declare: an API that ignores an unknown filter answers with everything.
 */
export function leavesOf(value: unknown, shape: Shape, path: string, strict: boolean): Leaf[] {
  const leaves: Leaf[] = [];
  collect(value, shape, path, [], []);
  return leaves;

  function collect(
    value: unknown,
    shape: Shape,
    path: string,
    keys: readonly string[],
    above: readonly unknown[],
  ): void {
    if (value == null) return;
    const kind = kindOf(value);
    if (kind === "other") throw refuse(path, "a scalar, an array, a plain object or a Date", value);
    if (above.includes(value)) throw refuse(path, "a value without cycles", value);
    const declared = alternative(shape, kind, path, value);
    const within = [...above, value];
    if (kind === "scalar") {
      leaves.push({ keys, value: toText(value, path, declared) });
    } else if (kind === "array") {
      collectItems(value as unknown[], declared, path, keys, within);
    } else {
      for (const [key, member] of Object.entries(value)) {
        if (member != null)
          collect(
            member,
            memberShape(declared, key, path),
            `${path}.${key}`,
            [...keys, key],
            within,
          );
      }
    }
  }

  function collectItems(
    array: unknown[],
    declared: Shape,
    path: string,
    keys: readonly string[],
    above: readonly unknown[],
  ): void {
    const items = itemShape(declared);
    const present = array.filter((item) => item != null);
    if (present.every((item) => kindOf(item) === "scalar")) {
      const value = present.map((item, index) =>
        toText(item, `${path}.${index}`, alternative(items, "scalar", path, item)),
      );
      if (value.length > 0)
        leaves.push({ keys: "[]" in (declared as object) ? [...keys, "[]"] : keys, value });
    } else {
      present.forEach((item, index) => {
        collect(item, items, `${path}.${index}`, [...keys, String(index)], above);
      });
    }
  }

  function alternative(shape: Shape, kind: string, path: string, value: unknown): Shape {
    const choices =
      Array.isArray(shape) && shape.length > 1 ? (shape as readonly Shape[]) : [shape];
    const fit = choices.find((each) => each === "any" || shapeKind(each) === kind);
    if (fit !== undefined) return fit;
    if (strict)
      throw refuse(
        path,
        `${choices.map(shapeKind).join(" or ")}, as the specification declares`,
        value,
      );
    return "any";
  }

  function memberShape(declared: Shape, key: string, path: string): Shape {
    if (declared === "any") return declared;
    const members = declared as { readonly [key: string]: Shape };
    const shape = Object.hasOwn(members, key) ? members[key] : members["*"];
    if (shape !== undefined) return shape;
    if (strict) throw undeclared(`${path}.${key}`, members);
    return "any";
  }
}

/** What is thrown for a key that the specification does not declare. */
export function undeclared(path: string, declared: object): TypeError {
  const keys = Object.keys(declared).join(", ") || "nothing";
  return new TypeError(
    `${path} is not declared by the specification, which declares ${keys}. To send it all the same, set strictParams: false.`,
  );
}

export function refuse(path: string, expected: string, found: unknown): TypeError {
  return new TypeError(`${path}: expected ${expected}, found ${describe(found)}`);
}

const itemShape = (declared: Shape): Shape =>
  declared === "any"
    ? declared
    : ((Array.isArray(declared) ? declared[0] : (declared as { "[]": Shape })["[]"]) as Shape);

function shapeKind(shape: Shape): string {
  if (typeof shape === "string") return "scalar";
  return Array.isArray(shape) || "[]" in shape ? "array" : "object";
}

function kindOf(value: unknown): "scalar" | "array" | "object" | "other" {
  if (typeof value !== "object" || value instanceof Date) return "scalar";
  if (Array.isArray(value)) return "array";
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null ? "object" : "other";
}

function toText(value: unknown, path: string, shape: Shape): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    const text = value.toISOString();
    return shape === "date" ? text.slice(0, text.indexOf("T")) : text;
  }
  const isSound =
    (typeof value === "string" && value.isWellFormed()) ||
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value)) ||
    (typeof value === "bigint" && BigInt.asIntN(64, value) === value);
  if (!isSound)
    throw refuse(path, "a string, a finite number, a boolean, an int64 or a valid Date", value);
  return String(value);
}

function describe(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : "a Date";
  if (typeof value === "string")
    return value.isWellFormed() ? "a string" : "a string with half a surrogate pair";
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  return Array.isArray(value)
    ? "an array"
    : `an object (${(Object.getPrototypeOf(value) as object | null)?.constructor.name ?? "Object"})`;
}
