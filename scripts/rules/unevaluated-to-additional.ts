import { isEqual, isObject, type Json, type JsonObject, omit } from "../lib/json.ts";
import type { Rule } from "../lib/rule.ts";
import { transform } from "../lib/transform.ts";

/**
 * Where nothing but a schema's own properties and items is evaluated, what is left is what is additional. JSON Schema
 * 2020-12, section 11. TypeSpec writes `{ not: {} }` where nothing may be.
 *
 *     properties: …, unevaluatedProperties: { type: string }  →  properties: …, additionalProperties: { type: string }
 *     prefixItems: …, unevaluatedItems: false                 →  prefixItems: …, items: false
 *     additionalProperties: { not: {} }                       →  additionalProperties: false
 *
 * Beside a composition, further properties are anything to a type: those of the composition may have other types.
 *
 *     allOf: …, unevaluatedProperties: { type: string }       →  additionalProperties: true is added
 */
export const unevaluatedToAdditional: Rule = {
  id: "unevaluated-to-additional",
  apply: (root, report) =>
    transform(root, {
      schema: (given, pointer) =>
        names.reduce((schema, [unevaluated, additional]) => {
          if (isOpenComposition(schema, unevaluated)) {
            report({
              pointer: `${pointer}/${unevaluated}`,
              change: "additionalProperties: true is added",
            });
            return { ...schema, additionalProperties: true };
          }
          const isEvaluated =
            additional in schema || applicators[additional].some((each) => each in schema);
          const keyword = isEvaluated ? additional : unevaluated;
          const written = schema[keyword];
          const value = written !== undefined && isNothing(written) ? false : written;
          if (value === undefined || (isEvaluated && value === written)) return schema;
          report({
            pointer: `${pointer}/${keyword}`,
            change: `${keyword} → ${additional}${value === false ? ": false" : ""}`,
          });
          return { ...omit(schema, keyword), [additional]: value };
        }, given),
    }),
};

const names = [
  ["unevaluatedProperties", "additionalProperties"],
  ["unevaluatedItems", "items"],
] as const;

const inPlace = ["$ref", "allOf", "anyOf", "oneOf", "if", "then", "else"];

/** Keywords that evaluate properties or items which others declare. */
const applicators = {
  additionalProperties: [...inPlace, "dependentSchemas"],
  items: [...inPlace, "contains"],
};

const isOpenComposition = (schema: JsonObject, unevaluated: string): boolean =>
  unevaluated === "unevaluatedProperties" &&
  schema[unevaluated] !== undefined &&
  !isNothing(schema[unevaluated]) &&
  schema["additionalProperties"] === undefined &&
  applicators.additionalProperties.some((each) => each in schema);

const isNothing = (schema: Json): boolean =>
  schema === false ||
  (isObject(schema) && [{ not: {} }, { not: true }].some((each) => isEqual(schema, each)));
