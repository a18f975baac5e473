import { alternativesOf, invalid, memberOf } from "./leaves.js";
import type { Leaf, List, Members, Shape } from "./operation.js";

/** The body that callers pass, unchanged. */
export const valueOf = ([leaf]: readonly Leaf[]): unknown => leaf?.value;

/** The shape of a member of an object, or of an item of an array, where one is declared. */
export const shapeIn = (
  shape: Shape | undefined,
  holder: unknown,
  key: string,
): Shape | undefined => {
  const declared = alternativesOf(shape ?? "any").find(
    (each) => typeof each === "object" && Array.isArray(each) === Array.isArray(holder),
  );
  if (!declared) return undefined;
  return Array.isArray(declared) ? (declared as List)[0] : memberOf(declared as Members, key);
};

const isDateOnly = (shape: Shape | undefined): boolean =>
  shape !== undefined && alternativesOf(shape).includes("date");

/** `YYYY-MM-DD` where the specification declares a date, else ISO 8601. */
const dateText = (date: Date, shape: Shape | undefined): string => {
  const text = date.toISOString();
  return isDateOnly(shape) ? text.slice(0, text.indexOf("T")) : text;
};

/**
 * The JSON text of a body, of a part of one, or of a parameter.
 *
 * @throws {TypeError} for what JSON cannot hold: bytes, a Map, a number that is none, a circle, or a bigint that the
 * runtime cannot write exactly.
 */
export function jsonOf(value: unknown, shape: Shape | undefined, path = "body"): string {
  return JSON.stringify(toJson(value, shape, path, []));
}

function toJson(
  value: unknown,
  shape: Shape | undefined,
  path: string,
  ancestors: readonly unknown[],
): unknown {
  if (typeof value === "bigint") return numberOf(value, path);
  const isDate = value instanceof Date;
  if ((isDate || typeof value === "number") && !Number.isFinite(+value))
    throw invalid(path, isDate ? "a valid Date" : "a finite number", value);
  if (isDate) return dateText(value, shape);
  if (typeof value !== "object" || value === null || "toJSON" in value) return value;
  if (ancestors.includes(value)) throw invalid(path, "a value without cycles", value);
  const inner = (key: string, member: unknown): unknown =>
    toJson(member, shapeIn(shape, value, key), `${path}.${key}`, [...ancestors, value]);
  if (Array.isArray(value)) return value.map((item, index) => inner(String(index), item));
  if (!hasMembers(value)) throw invalid(path, "a value that JSON can hold", value);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => [key, inner(key, member)]),
  );
}

/** Whether an object is what its members are, as objects of the caller's own classes are: a Blob or a Map has none. */
export const hasMembers = (value: unknown): value is object =>
  Object.prototype.toString.call(value) === "[object Object]";

/** A JSON number with all its digits. */
function numberOf(value: bigint, path: string): unknown {
  if (BigInt(Number(value)) === value && Number.isSafeInteger(Number(value))) return Number(value);
  const { rawJSON } = JSON as { readonly rawJSON?: (text: string) => unknown };
  if (!rawJSON) throw invalid(path, "a number that JSON.stringify can write exactly", value);
  return rawJSON(String(value));
}

/** The text of a field of a form. */
export function textOf([key, value, shape]: Field): string {
  if (value instanceof Date) return dateText(value, shape);
  if (typeof value === "object") return jsonOf(value, shape, `body.${key}`);
  const scalar = value as bigint | boolean | number | string;
  return String(scalar);
}

/** The members of a form. */
export function membersOf(body: unknown): readonly [key: string, value: unknown][] {
  if (!hasMembers(body) && !Array.isArray(body)) throw invalid("body", "an object", body);
  return Object.entries(body);
}

/** A file of a multipart body: a Blob, or bytes as one. */
export const fileOf = (value: unknown): Blob | undefined => {
  if (value instanceof Blob) return value;
  const isBytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  return isBytes ? new Blob([value as BlobPart]) : undefined;
};

/** A field of a form, with its declared shape. */
export type Field = readonly [key: string, value: unknown, shape: Shape | undefined];

/** The fields of a form, an array as several. `undefined` and `null` are left out. */
export function fieldsOf(body: unknown, shape: Shape | undefined): readonly Field[] {
  return membersOf(body)
    .flatMap(([key, value]): Field[] => {
      const declared = shapeIn(shape, body, key);
      return Array.isArray(value)
        ? value.map((item: unknown): Field => [key, item, shapeIn(declared, value, "0")])
        : [[key, value, declared]];
    })
    .filter(([, value]) => value != null);
}
