import { omit } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { alternativesOf, asSchema, itemsOf, nonNullTypesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * Items say nothing of a value that is no list: beside alternatives of which some are none, they are those of the lists.
 * Converters of Swagger 2.0 write `type: [array, string]` so.
 *
 *     items: A, oneOf: [{ type: array, items: {} }, { type: string }]  →  oneOf: [{ type: array, items: A }, { type: string }]
 */
export const itemsOfLists = (given: Schema): Schema =>
  transformSchema(given, (schema) => {
    const { anyOf, items, oneOf } = schema;
    const isOpen = items !== undefined && schema.type === undefined;
    if (!isOpen || !alternativesOf(schema).some(isOther)) return schema;
    const withItems = (each: Schema): Schema =>
      nonNullTypesOf(each).includes("array") && Object.keys(itemsOf(each) ?? {}).length === 0
        ? { ...each, items }
        : each;
    return {
      ...asSchema(omit(schema, "items")),
      ...(anyOf && { anyOf: anyOf.map(withItems) }),
      ...(oneOf && { oneOf: oneOf.map(withItems) }),
    };
  });

/** Whether a schema is of types that are no list. */
const isOther = (schema: Schema): boolean => {
  const types = nonNullTypesOf(schema);
  return types.length > 0 && !types.includes("array");
};
