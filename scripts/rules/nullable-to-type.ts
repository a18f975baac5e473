import { isAnnotation } from "../lib/documentation.ts";
import { asArray, isEqual, isObject, type Json, type JsonObject, omit } from "../lib/json.ts";
import type { Rule, RuleChange } from "../lib/rule.ts";
import { asSchema, typesOf } from "../lib/schema.ts";
import { transform } from "../lib/transform.ts";

/**
 * Rewrites OpenAPI 3.0's `nullable` for 3.1, whatever version the document declares: Telnyx still uses it in 3.1. In the
 * time of Swagger 2.0 it was called `x-nullable`.
 *
 *     { type: string, nullable: true }                 →  { type: [string, "null"] }
 *     { type: string, enum: [a, b], nullable: true }   →  { type: [string, "null"], enum: [a, b, null] }
 *     { $ref: …, nullable: true }                      →  { anyOf: [{ $ref: … }, { type: "null" }] }
 *     { oneOf: [{ $ref: … }, { nullable: true }] }     →  { oneOf: [{ $ref: … }, { type: "null" }] }
 *     { enum: [1, null] }                              →  { type: [number, "null"], enum: [1, null] }
 *     { enum: [null] }                                 →  { type: "null" }
 */
export const nullableToType: Rule = {
  id: "nullable-to-type",
  apply: (root, report) =>
    transform(nullAlternatives(root, report), {
      schema: (schema, pointer) => {
        const keyword = keywords.find((each) => typeof schema[each] === "boolean");
        if (keyword === undefined) return withTypes(schema, pointer, report);
        const isNullable = schema[keyword] === true;
        const rest = omit(schema, ...keywords);
        report({
          pointer: `${pointer}/${keyword}`,
          change: `${keyword}: ${isNullable} → ${isNullable ? "null is one of the types" : "left out"}`,
        });
        return isNullable ? withTypes(admitNull(rest), pointer, () => undefined) : rest;
      },
    }),
};

const keywords = ["nullable", "x-nullable"] as const;

/** Whoever writes `nullable` for an alternative of its own means null, and not anything. */
const nullAlternatives = (root: JsonObject, report: (change: RuleChange) => void): JsonObject =>
  transform(root, {
    schema: (schema, pointer) => {
      let result = schema;
      for (const union of ["anyOf", "oneOf"]) {
        const members = asArray(schema[union]);
        const index = members.length > 1 ? members.findIndex(isOnlyNullable) : -1;
        if (index < 0) continue;
        report({ pointer: `${pointer}/${union}/${index}`, change: "nullable alone → type: null" });
        result = { ...result, [union]: members.with(index, nullSchema) };
      }
      return result;
    },
  });

const isOnlyNullable = (schema: Json): boolean =>
  isObject(schema) &&
  schema["nullable"] === true &&
  Object.keys(schema).every((key) => key === "nullable" || isAnnotation(key));

/** An enum that lists null accepts it, so its types are written out: tools drop null from an enum that does not say so. */
const withTypes = (
  schema: JsonObject,
  pointer: string,
  report: (change: RuleChange) => void,
): JsonObject => {
  const values: readonly Json[] = asArray(schema["enum"]);
  if (values.length > 0 && values.every((value) => value === null)) {
    report({ pointer, change: "enum of nothing but null → type: null" });
    return { ...omit(schema, "enum"), type: "null" };
  }
  if (schema["type"] !== undefined || !values.includes(null) || values.length < 2) return schema;
  const type = typesOf(asSchema(schema));
  report({ pointer, change: `enum with null and without a type → type: ${type.join(", ")}` });
  return { ...schema, type };
};

const compositions = ["$ref", "allOf", "anyOf", "oneOf"];

const nullSchema: JsonObject = { type: "null" };

const admitNull = (schema: JsonObject): JsonObject => {
  if (schema["type"] !== undefined) {
    const types = typeof schema["type"] === "string" ? [schema["type"]] : asArray(schema["type"]);
    return {
      ...schema,
      ...withNullMember(schema),
      type: types.includes("null") ? types : [...types, "null"],
    };
  }
  const annotations = Object.keys(schema).filter(isAnnotation);
  const others = Object.keys(schema).filter((keyword) => !isAnnotation(keyword));
  const isComposed = others.some((keyword) => compositions.includes(keyword));
  // What stands beside a composition holds for the object, and not for null.
  if (isComposed && others.filter((keyword) => keyword !== "discriminator").length > 1)
    return { ...omit(schema, ...others), anyOf: [omit(schema, ...annotations), nullSchema] };
  for (const keyword of ["anyOf", "oneOf"])
    if (schema[keyword] !== undefined) {
      const members = asArray(schema[keyword]);
      const has = members.some((member) => isEqual(member, nullSchema));
      return has ? schema : { ...schema, [keyword]: [...members, nullSchema] };
    }
  if (schema["enum"] !== undefined) return { ...schema, ...withNullMember(schema) };
  for (const keyword of ["$ref", "allOf"]) {
    const value = schema[keyword];
    if (value !== undefined)
      return { ...omit(schema, keyword), anyOf: [{ [keyword]: value }, nullSchema] };
  }
  const implied = schema["const"] === undefined ? typesOf(asSchema(schema)) : [];
  return implied.length > 0 ? { ...schema, type: [...implied, "null"] } : schema;
};

const withNullMember = (schema: JsonObject): JsonObject => {
  const members: readonly Json[] = asArray(schema["enum"]);
  return schema["enum"] === undefined || members.includes(null) ? {} : { enum: [...members, null] };
};
