import { isEqual, isObject, type Json, omit } from "../lib/json.ts";
import { transform } from "../lib/transform.ts";
import type { Rule } from "../lib/rule.ts";

/**
 * Where nothing but a schema's own properties is evaluated, what is left is what is additional. JSON Schema 2020-12,
 * section 11.3. TypeSpec writes `{ not: {} }` where nothing may be.
 *
 *     properties: …, unevaluatedProperties: { type: string }  →  properties: …, additionalProperties: { type: string }
 *     additionalProperties: { not: {} }                       →  additionalProperties: false
 */
export const unevaluatedToAdditional: Rule = {
  id: "unevaluated-to-additional",
  apply: (root, report) =>
    transform(root, {
      schema: (schema, pointer) => {
        const keyword =
          schema["additionalProperties"] === undefined &&
          !applicators.some((each) => each in schema)
            ? "unevaluatedProperties"
            : "additionalProperties";
        const given = schema[keyword];
        const value = given !== undefined && isNothing(given) ? false : given;
        if (value === undefined || (keyword === "additionalProperties" && value === given))
          return schema;
        report({
          pointer: `${pointer}/${keyword}`,
          change: `${keyword} → additionalProperties${value === false ? ": false" : ""}`,
        });
        return { ...omit(schema, keyword), additionalProperties: value };
      },
    }),
};

/** Keywords that evaluate properties which others declare. */
const applicators = ["$ref", "allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas"];

const isNothing = (schema: Json): boolean =>
  schema === false ||
  (isObject(schema) && [{ not: {} }, { not: true }].some((each) => isEqual(schema, each)));
