import { versionOf } from "../lib/document.ts";
import { type JsonObject, omit } from "../lib/json.ts";
import type { Rule, RuleChange } from "../lib/rule.ts";
import { transform } from "../lib/transform.ts";

/**
 * Upgrades 3.0 to 3.1, so that later steps handle one version. `nullable` has a rule of its own.
 *
 *     openapi: 3.0.3                      →  openapi: 3.1.0
 *     minimum: 0, exclusiveMinimum: true  →  exclusiveMinimum: 0
 */
export const openapi31: Rule = {
  id: "openapi-3.1",
  apply(root, report) {
    const version = versionOf(root);
    const upgraded = transform(root, {
      schema: (schema, pointer) =>
        moveLimit(
          moveLimit(schema, "minimum", "exclusiveMinimum", pointer, report),
          "maximum",
          "exclusiveMaximum",
          pointer,
          report,
        ),
    });
    if (version === "3.1.0") return upgraded;
    report({ pointer: "/openapi", change: `${version} → 3.1.0` });
    return { ...upgraded, openapi: "3.1.0" };
  },
};

const moveLimit = (
  schema: JsonObject,
  limit: string,
  exclusive: string,
  pointer: string,
  report: (change: RuleChange) => void,
): JsonObject => {
  if (typeof schema[exclusive] !== "boolean") return schema;
  report({
    pointer: `${pointer}/${exclusive}`,
    change: `${exclusive}: ${schema[exclusive]} → OpenAPI 3.1's form`,
  });
  const value = schema[limit];
  if (!schema[exclusive] || value === undefined) return omit(schema, exclusive);
  return { ...omit(schema, limit), [exclusive]: value };
};
