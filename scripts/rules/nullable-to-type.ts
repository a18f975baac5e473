import { asArray, isEqual, type Json, type JsonObject, omit } from "../lib/json.ts";
import { transform } from "../lib/transform.ts";
import type { Rule, RuleChange } from "../lib/rule.ts";
import { asSchema, typesOf } from "../lib/schema.ts";

/**
 * Rewrites OpenAPI 3.0's `nullable` for 3.1, whatever version the document declares: Telnyx still uses it in 3.1.
 *
 *     { type: string, nullable: true }                 →  { type: [string, "null"] }
 *     { type: string, enum: [a, b], nullable: true }   →  { type: [string, "null"], enum: [a, b, null] }
 *     { $ref: …, nullable: true }                      →  { anyOf: [{ $ref: … }, { type: "null" }] }
 *     { enum: [1, null] }                              →  { type: [number, "null"], enum: [1, null] }
 *     { enum: [null] }                                 →  { type: "null" }
 */
export const nullableToType: Rule = {
  id: "nullable-to-type",
  apply: (root, report) =>
    transform(root, {
      schema: (schema, pointer) => {
        if (typeof schema["nullable"] !== "boolean") return withTypes(schema, pointer, report);
        const rest = omit(schema, "nullable");
        report({
          pointer: `${pointer}/nullable`,
          change: `nullable: ${schema["nullable"]} → ${schema["nullable"] ? "null is one of the types" : "left out"}`,
        });
        return schema["nullable"] ? withTypes(admitNull(rest), pointer, () => undefined) : rest;
      },
    }),
};

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
  return schema;
};

const withNullMember = (schema: JsonObject): JsonObject => {
  const members: readonly Json[] = asArray(schema["enum"]);
  return schema["enum"] === undefined || members.includes(null) ? {} : { enum: [...members, null] };
};
