import { isEqual, isObject, type Json, own } from "../../lib/json.ts";
import type { Schema, Schemas } from "../../lib/model.ts";

/** Two schemas that apply together → one: what both require, allow and limit. JSON Schema 2020-12, section 10.2.1.1. */
export const mergeBoth = (one: Schema, other: Schema): Schema => {
  const merged: Record<string, Json> = { ...other };
  for (const [keyword, value] of Object.entries(one)) {
    const second = other[keyword];
    if (second === undefined || isEqual(value, second)) merged[keyword] = value;
    else {
      const merge = mergers[keyword];
      merged[keyword] = merge ? merge(one, other) : mergeLimit(keyword, value, second);
    }
  }
  return merged;
};

/** How keywords merge that both schemas have, with different values. */
const mergers: Readonly<Record<string, (one: Schema, other: Schema) => Json>> = {
  required: (one, other) => [...new Set([...(one.required ?? []), ...(other.required ?? [])])],
  properties: (one, other) => mergeProperties(one.properties ?? {}, other.properties ?? {}),
  enum: (one, other) =>
    (one.enum ?? []).filter((value) => other.enum?.some((each) => isEqual(each, value))),
  type: (one, other) => mergeTypes([one.type ?? []].flat(), [other.type ?? []].flat()),
  items: (one, other) => mergeMembers(one.items, other.items),
  additionalProperties: (one, other) =>
    one.additionalProperties === false || other.additionalProperties === false
      ? false
      : mergeMembers(one.additionalProperties, other.additionalProperties),
};

const mergeLimit = (keyword: string, one: Json, other: Json): Json => {
  if (/^(max|exclusiveMax)/.test(keyword)) return Math.min(Number(one), Number(other));
  if (/^(min|exclusiveMin)/.test(keyword)) return Math.max(Number(one), Number(other));
  return one;
};

const mergeMembers = (one: Schema | boolean = true, other: Schema | boolean = true): Json => {
  if (isObject(one) && isObject(other)) return allOf(one, other);
  return isObject(one) ? one : other;
};

/**
 * Each part once, and none inside another: of recursive schemas that apply together, the members apply together too, and
 * would otherwise be more parts at every level.
 */
const allOf = (one: Schema, other: Schema): Schema => {
  const parts = [one, other].flatMap((each) =>
    Object.keys(each).join() === "allOf" ? (each.allOf ?? []) : [each],
  );
  const different = parts.filter(
    (part, index) => parts.findIndex((each) => isEqual(each, part)) === index,
  );
  const [only, ...others] = different;
  return only !== undefined && others.length === 0 ? only : { allOf: different };
};

const mergeProperties = (one: Schemas, other: Schemas): Schemas => {
  const merged: Record<string, Schema> = { ...other, ...one };
  for (const [key, schema] of Object.entries(one)) {
    const second = own(other, key);
    if (second !== undefined && !isEqual(schema, second)) merged[key] = allOf(schema, second);
  }
  return merged;
};

/** The types that both allow; an integer is a number. */
const mergeTypes = (one: readonly string[], other: readonly string[]): Json => {
  const isIn = (type: string, types: readonly string[]): boolean =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  const common = [
    ...new Set([
      ...one.filter((type) => isIn(type, other)),
      ...other.filter((type) => isIn(type, one)),
    ]),
  ];
  if (common.length === 0) return one;
  return common.length === 1 ? (common[0] ?? null) : common;
};
