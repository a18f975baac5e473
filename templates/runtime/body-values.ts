import { invalid } from "./leaves.js";
import type { Leaf, List, Members, Shape } from "./operation.js";

/** The body that callers pass, unchanged. */
export const valueOf = ([leaf]: readonly Leaf[]): unknown => leaf?.value;

/** The shape of a member of an object, or of the items of an array, where one is declared. */
const shapeIn = (shape: Shape | undefined, key: string): Shape | undefined => {
  if (typeof shape !== "object") return undefined;
  if ("|" in shape)
    return (shape["|"] as readonly Shape[]).map((each) => shapeIn(each, key)).find(Boolean);
  if (Array.isArray(shape)) return (shape as List)[0];
  const members = shape as Members;
  return Object.hasOwn(members, key) ? members[key] : members["*"];
};

const isDateOnly = (shape: Shape | undefined): boolean =>
  shape === "date" ||
  (typeof shape === "object" && "|" in shape && (shape["|"] as readonly Shape[]).includes("date"));

/** `YYYY-MM-DD` where the specification declares a date, else ISO 8601. */
const dateText = (date: Date, shape: Shape | undefined): string => {
  const text = date.toISOString();
  return isDateOnly(shape) ? text.slice(0, text.indexOf("T")) : text;
};

/**
 * The JSON text of a body.
 *
 * @throws {TypeError} for what JSON cannot hold: a Blob, or a bigint that the runtime cannot write exactly.
 */
export function jsonOf(body: unknown, shape: Shape | undefined): string {
  return JSON.stringify(toJson(body, shape, "body"));
}

function toJson(value: unknown, shape: Shape | undefined, path: string): unknown {
  if (value instanceof Date) return dateText(value, shape);
  if (typeof value === "bigint") return numberOf(value, path);
  if (value instanceof Blob) throw invalid(path, "a value that JSON can hold", value);
  if (typeof value !== "object" || value === null || "toJSON" in value) return value;
  const inner = (key: string, member: unknown): unknown =>
    toJson(member, shapeIn(shape, key), `${path}.${key}`);
  if (Array.isArray(value)) return value.map((item, index) => inner(String(index), item));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => [key, inner(key, member)]),
  );
}

/** A JSON number with all its digits. */
function numberOf(value: bigint, path: string): unknown {
  if (BigInt(Number(value)) === value && Number.isSafeInteger(Number(value))) return Number(value);
  const { rawJSON } = JSON as { readonly rawJSON?: (text: string) => unknown };
  if (!rawJSON) throw invalid(path, "a number that JSON.stringify can write exactly", value);
  return rawJSON(String(value));
}

/** The text of a field of a form. */
export function textOf(value: unknown, shape: Shape | undefined): string {
  if (value instanceof Date) return dateText(value, shape);
  if (typeof value === "object") return jsonOf(value, shape);
  const scalar = value as bigint | boolean | number | string;
  return String(scalar);
}

/** A field of a form, with its declared shape. */
export type Field = readonly [key: string, value: unknown, shape: Shape | undefined];

/** The fields of a form, an array as several. `undefined` and `null` are left out. */
export function fieldsOf(body: unknown, shape: Shape | undefined): readonly Field[] {
  return Object.entries(body as object)
    .flatMap(([key, value]: [string, unknown]): Field[] => {
      const declared = shapeIn(shape, key);
      return Array.isArray(value)
        ? value.map((item: unknown): Field => [key, item, shapeIn(declared, "0")])
        : [[key, value, declared]];
    })
    .filter(([, value]) => value != null);
}
