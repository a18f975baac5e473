import { isObject, type Json, mapValues, omit } from "../../lib/json.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { asSchema, valuesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * Of the values that a schema lists, @hey-api/openapi-ts prints scalars: objects and lists become schemas that permit
 * nothing else. A value that is listed twice is printed once.
 *
 *     enum: [{ a: 1 }, none, none]  →  anyOf: [{ type: object, properties: { a: { const: 1 } }, required: [a] }, { const: none }]
 */
export const writeConstants = (given: Schema): Schema =>
  transformSchema(given, (schema) => {
    const values = valuesOf(schema) ?? [];
    const distinct = [...new Set(values)];
    if (distinct.every(isScalar))
      return distinct.length === values.length ? schema : { ...schema, enum: distinct };
    const rest = asSchema(omit(schema, "type", "const", "enum"));
    const [only, ...others] = distinct.map(constant);
    return others.length === 0 ? { ...rest, ...only } : { ...rest, anyOf: distinct.map(constant) };
  });

const isScalar = (value: Json): boolean => typeof value !== "object" || value === null;

const constant = (value: Json): Schema => {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return {
      type: "array",
      ...(items.length > 0 && { prefixItems: items.map(constant), items: false }),
    };
  }
  if (!isObject(value)) return { const: value };
  const properties = mapValues(value, constant) as Schemas;
  return { type: "object", properties, required: Object.keys(value), additionalProperties: false };
};
