import { resolverIn, takenTypesOf } from "../../lib/composition.ts";
import { isObject, omit } from "../../lib/json.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { asSchema } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * Of `allOf`, `anyOf` and `oneOf`, @hey-api/openapi-ts reads one, and beside it no more than properties → members of one
 * `allOf`.
 *
 *     allOf: [A], oneOf: [B, C]                              →  allOf: [A, { oneOf: [B, C] }]
 *     oneOf: [A, B], additionalProperties: { type: string }  →  allOf: [{ oneOf: [A, B] }, { additionalProperties: … }]
 *     allOf: [A], items: B                                   →  allOf: [A, { items: B }]
 */
export const oneComposition = (given: Schema, schemas: Schemas): Schema =>
  transformSchema(given, (schema) => {
    const present = unions.filter((keyword) => keyword in schema);
    if (present.length === 0 && schema.allOf === undefined) return schema;
    const unread = unreadBeside(schema, schemas);
    const others = [
      ...present.map((keyword) => ({ [keyword]: schema[keyword] ?? [] })),
      ...(unread === undefined ? [] : [unread]),
    ];
    const isOne = schema.allOf === undefined && others.length === 1;
    if (others.length === 0 || (isOne && !isNullableObject(schema))) return schema;
    const rest = asSchema(omit(schema, ...present, ...Object.keys(unread ?? {})));
    return { ...rest, allOf: [...(schema.allOf ?? []), ...others] };
  });

const unions = ["anyOf", "oneOf"] as const;

/** Null beside properties would be part of the union, of which no null is left beside an object. */
const isNullableObject = ({ properties, type }: Schema): boolean =>
  properties !== undefined && Array.isArray(type) && type.includes("null");

/** Whether what a schema is composed of can be a list: some authors add to objects what lists have. */
const mayBeList = (schema: Schema, schemas: Schemas): boolean => {
  const composed = asSchema(omit(schema, "type", "items"));
  const types = takenTypesOf(composed, resolverIn(schemas));
  return types.length === 0 || types.includes("array");
};

/** What only a member of its own says: the items of a list, and beside a union additional properties. */
const unreadBeside = (schema: Schema, schemas: Schemas): Schema | undefined => {
  const { type, ...rest } = schema;
  const pick = (...keywords: readonly string[]): Schema =>
    asSchema(Object.fromEntries(Object.entries(rest).filter(([key]) => keywords.includes(key))));
  if ((type === undefined || type === "array") && mayBeList(schema, schemas)) {
    const list = pick("items", "prefixItems", "minItems", "maxItems");
    if ("items" in list || "prefixItems" in list) return { type: "array", ...list };
  }
  const { additionalProperties, patternProperties } = schema;
  const isOpen = additionalProperties === true || isObject(additionalProperties);
  if (!unions.some((keyword) => keyword in schema) || !(isOpen || patternProperties))
    return undefined;
  const object = ["properties", "required", "additionalProperties", "patternProperties"];
  return { type: "object", ...pick(...object) };
};
