import { isObject, omit } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { asSchema, typesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * A member of a composition without a type only restricts what stands beside it, which no type expresses: for itself,
 * @hey-api/openapi-ts would print `unknown`.
 *
 *     type: string, anyOf: [{ format: uri }, { minLength: 1 }]  →  type: string
 *     type: string, oneOf: [{ enum: [a] }, { pattern: ^x }]     →  oneOf: [{ enum: [a] }, { type: string, pattern: ^x }]
 *     allOf: [A, { if: …, then: { required: [b] } }]            →  allOf: [A]
 */
export const dropRestrictions = (given: Schema): Schema =>
  transformSchema(given, (schema) => {
    let result = schema;
    const set = (keyword: string, members: readonly Schema[]): void => {
      result =
        members.length === 0 ? asSchema(omit(result, keyword)) : { ...result, [keyword]: members };
    };
    const { allOf } = schema;
    if (allOf?.some(isRestriction))
      set(
        "allOf",
        allOf.filter((each) => !isRestriction(each)),
      );
    for (const keyword of ["anyOf", "oneOf"] as const) {
      const members = schema[keyword];
      if (members === undefined || !members.some(isRestriction)) continue;
      const beside = asSchema(omit(schema, "allOf", "anyOf", "oneOf"));
      const isTyped = typesOf(beside).length > 0 && beside.properties === undefined;
      if (members.every(isRestriction)) set(keyword, []);
      else if (isTyped)
        set(
          keyword,
          members.map((each) => (isRestriction(each) ? { ...beside, ...each } : each)),
        );
    }
    return result;
  });

/** Whether a schema only restricts values: it declares no type, and nothing that only one direction has. */
export const isRestriction = (schema: Schema): boolean =>
  !isObject(schema.additionalProperties) && !Object.keys(schema).some((key) => typing.has(key));

const typing: ReadonlySet<string> = new Set([
  "$ref",
  "type",
  "enum",
  "const",
  "contentMediaType",
  "contentEncoding",
  "properties",
  "patternProperties",
  "items",
  "prefixItems",
  "allOf",
  "anyOf",
  "oneOf",
  "readOnly",
  "writeOnly",
]);
