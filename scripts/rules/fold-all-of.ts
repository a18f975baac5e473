import { asArray, isObject, type JsonObject, omit } from "../lib/json.ts";
import { transform } from "../lib/openapi.ts";
import type { Rule } from "./rule.ts";

/**
 * OpenAPI 3.0's way to describe a reference, in the words of 3.1, where a `$ref` may have siblings.
 *
 *     allOf: [{ $ref: … }, { description: … }]  →  $ref: …, description: …
 */
export const foldAllOf: Rule = {
  id: "fold-all-of",
  apply: (root, report) =>
    transform(root, {
      schema: (schema, pointer) => {
        const members = asArray(schema["allOf"]).filter(isObject);
        const typed = members.filter((member) => !saysOnlyWords(member));
        const [only] = typed;
        const siblings = omit(schema, "allOf");
        if (
          members.length === 0 ||
          only === undefined ||
          typed.length > 1 ||
          !saysOnlyWords(siblings)
        )
          return schema;
        const words = members.filter((member) => member !== only);
        report({
          pointer: `${pointer}/allOf`,
          change: "one member and words about it → the member with these words",
        });
        return Object.assign({}, only, ...words, siblings) as JsonObject;
      },
    }),
};

const annotations = new Set([
  "title",
  "description",
  "default",
  "deprecated",
  "example",
  "examples",
  "externalDocs",
  "readOnly",
  "writeOnly",
]);

const saysOnlyWords = (schema: JsonObject): boolean =>
  Object.keys(schema).every((key) => annotations.has(key) || key.startsWith("x-"));
