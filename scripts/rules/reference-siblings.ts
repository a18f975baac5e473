import { versionOf } from "../lib/document.ts";
import { isAnnotation, isDocumentation } from "../lib/documentation.ts";
import { type JsonObject, omit } from "../lib/json.ts";
import type { Rule } from "../lib/rule.ts";
import { transform } from "../lib/transform.ts";

/**
 * Keywords beside a `$ref` apply in OpenAPI 3.1 (JSON Schema 2020-12, section 8.2.3.1) and not in 3.0 (section 4.7.23).
 * Documentation may always stand there, and `nullable`, which authors of 3.0 mean where they write it.
 *
 *     3.1  { $ref: …, required: [b] }  →  { allOf: [{ $ref: … }, { required: [b] }] }
 *     3.0  { $ref: …, required: [b] }  →  { $ref: … }
 */
export const referenceSiblings: Rule = {
  id: "reference-siblings",
  apply(root, report) {
    const applies = !versionOf(root).startsWith("3.0");
    const isKept = (keyword: string): boolean =>
      keyword === "nullable" || (applies ? isAnnotation(keyword) : isDocumentation(keyword));
    return transform(root, {
      schema: (schema, pointer) => {
        const { $ref, ...rest } = schema;
        const others = Object.keys(rest).filter((keyword) => !isKept(keyword));
        if (typeof $ref !== "string" || others.length === 0) return schema;
        const kept = omit(rest, ...others);
        const keywords = others.join(", ");
        if (!applies) {
          report({ pointer, change: `${keywords} beside $ref, ignored in OpenAPI 3.0 → left out` });
          return { $ref, ...kept };
        }
        report({ pointer, change: `$ref and ${keywords} → allOf of both` });
        const sibling: JsonObject = omit(rest, ...Object.keys(kept));
        return { ...kept, allOf: [{ $ref }, sibling] };
      },
    });
  },
};
