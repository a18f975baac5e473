import { isObject, omit } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { asSchema, valuesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * The names that properties may have, where they are listed → properties, so that editors complete them and those that
 * are required are there. Of a `$ref` to an enum, @hey-api/openapi-ts makes a mapped type.
 *
 *     propertyNames: { enum: [a, b] }, additionalProperties: A  →  properties: { a: A, b: A }, additionalProperties: A
 */
export const nameProperties = (given: Schema): Schema =>
  transformSchema(given, (schema) => {
    const { additionalProperties, propertyNames } = schema;
    if (!isObject(propertyNames) || propertyNames["$ref"] !== undefined) return schema;
    const names = valuesOf(asSchema(propertyNames))?.filter((name) => typeof name === "string");
    if (names === undefined || names.length === 0 || additionalProperties === false) return schema;
    const value = isObject(additionalProperties) ? additionalProperties : {};
    const named = Object.fromEntries(names.map((name) => [name, value]));
    const rest = asSchema(omit(schema, "propertyNames"));
    return { ...rest, properties: { ...named, ...schema.properties } };
  });
