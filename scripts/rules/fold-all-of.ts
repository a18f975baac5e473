import { isAnnotation } from "../lib/documentation.ts";
import { asArray, isObject, type JsonObject, omit } from "../lib/json.ts";
import type { Rule } from "../lib/rule.ts";
import { transform } from "../lib/transform.ts";

/**
 * OpenAPI 3.0 describes a reference by wrapping it in `allOf`; in 3.1 a `$ref` may have siblings.
 *
 *     allOf: [{ $ref: … }, { description: … }]  →  $ref: …, description: …
 */
export const foldAllOf: Rule = {
  id: "fold-all-of",
  apply: (root, report) =>
    transform(root, {
      schema: (schema, pointer) => {
        const members = asArray(schema["allOf"]).filter(isObject);
        const annotations = members.filter(hasOnlyAnnotations);
        const [only, ...others] = members.filter((member) => !annotations.includes(member));
        const siblings = omit(schema, "allOf");
        if (only === undefined || others.length > 0 || !hasOnlyAnnotations(siblings)) return schema;
        report({
          pointer: `${pointer}/allOf`,
          change: "one member and annotations → the member with these annotations",
        });
        return Object.assign({}, only, ...annotations, siblings) as JsonObject;
      },
    }),
};

const hasOnlyAnnotations = (schema: JsonObject): boolean => Object.keys(schema).every(isAnnotation);
