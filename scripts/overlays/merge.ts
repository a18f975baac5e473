import { isObject, type Json, type JsonObject } from "../lib/json.ts";
import { toPointer } from "../lib/references.ts";

/** Called with a place below the target, and what cannot be merged there. */
type Reject = (pointer: string, problem: string) => never;

/**
 * What an overlay adds to a node: to an object its members, recursively; to an array its items, or itself as one; instead
 * of any other value, itself. OpenAPI Overlay Specification 1.1, section 4.4.3.
 */
export const merge = (target: Json, update: Json, reject: Reject, pointer = ""): Json => {
  if (Array.isArray(target))
    return [
      ...(target as readonly Json[]),
      ...(Array.isArray(update) ? (update as readonly Json[]) : [update]),
    ];
  if (isObject(target)) {
    if (!isObject(update))
      return reject(pointer, `${kindOf(update)} cannot be merged into an object`);
    return mergeObjects(target, update, reject, pointer);
  }
  if (typeof update === "object" && update !== null && target !== null)
    return reject(pointer, `${kindOf(update)} cannot be merged into ${kindOf(target)}`);
  return update;
};

const mergeObjects = (
  target: JsonObject,
  update: JsonObject,
  reject: Reject,
  pointer: string,
): JsonObject => {
  const result: Record<string, Json> = { ...target };
  for (const [key, value] of Object.entries(update)) {
    const at = pointer + toPointer(key);
    const given = Object.hasOwn(target, key) ? target[key] : undefined;
    if (value === null && typeof given === "object") continue; // What YAML makes of a key without a value adds nothing.
    if (Array.isArray(given) && !Array.isArray(value))
      reject(at, `${kindOf(value)} cannot be merged into an array`);
    result[key] = given === undefined ? value : merge(given, value, reject, at);
  }
  return result;
};

const kindOf = (value: Json): string => {
  if (Array.isArray(value)) return "an array";
  if (value === null) return "null";
  return isObject(value) ? "an object" : `a ${typeof value}`;
};
