import { asArray, asObject, isEqual, isObject, type Json, type JsonObject } from "../lib/json.ts";

/** Two schemas that hold at once → one: what both require, permit and limit. JSON Schema 2020-12, section 10.2.1.1. */
export const mergeBoth = (one: JsonObject, other: JsonObject): JsonObject => {
  const merged: Record<string, Json> = { ...other };
  for (const [key, value] of Object.entries(one)) {
    const second = other[key];
    merged[key] =
      second === undefined || isEqual(value, second) ? value : mergeKeyword(key, value, second);
  }
  return merged;
};

const mergeKeyword = (key: string, one: Json, other: Json): Json => {
  if (key === "required") return [...new Set([...asArray(one), ...asArray(other)])];
  if (key === "properties") return mergeProperties(asObject(one), asObject(other));
  if (key === "enum")
    return asArray(one).filter((value) => asArray(other).some((each) => isEqual(each, value)));
  if (key === "type") return mergeTypes([one].flat(), [other].flat());
  if (/^(max|exclusiveMax)/.test(key)) return Math.min(Number(one), Number(other));
  if (/^(min|exclusiveMin)/.test(key)) return Math.max(Number(one), Number(other));
  if (key === "additionalProperties" && (one === false || other === false)) return false;
  if (key === "items" || key === "additionalProperties")
    return isObject(one) && isObject(other) ? { allOf: [one, other] } : isObject(one) ? one : other;
  return one;
};

const mergeProperties = (one: JsonObject, other: JsonObject): JsonObject => {
  const merged: Record<string, Json> = { ...other, ...one };
  for (const [key, schema] of Object.entries(one)) {
    const second = Object.hasOwn(other, key) ? other[key] : undefined;
    if (second !== undefined && !isEqual(schema, second)) merged[key] = { allOf: [schema, second] };
  }
  return merged;
};

/** The types that both permit; an integer is a number. */
const mergeTypes = (one: readonly Json[], other: readonly Json[]): Json => {
  const isIn = (type: Json, types: readonly Json[]): boolean =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  const common = [
    ...new Set([
      ...one.filter((type) => isIn(type, other)),
      ...other.filter((type) => isIn(type, one)),
    ]),
  ];
  return common.length === 0 ? one : common.length === 1 ? (common[0] ?? null) : common;
};
