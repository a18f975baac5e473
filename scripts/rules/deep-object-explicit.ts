import { asObject, asText, type JsonObject } from "../lib/json.ts";
import { resolveSchema, transform } from "../lib/openapi.ts";
import type { Rule } from "../lib/rule.ts";
import { asSchema, isObjectSchema } from "../lib/schema.ts";

/**
 * By OpenAPI's default, an object in the query without a style is form-exploded: `?number=2` instead of
 * `?page[number]=2`. Upstream means deepObject where the description mentions it, where objects are nested, which no
 * other style can serialize, and for the names that the configuration lists. OpenAPI 3.1, section 4.8.12.
 *
 *     { name: page, in: query, schema: { type: object } }  →  + style: deepObject, explode: true
 */
export const deepObjectExplicit: Rule = {
  id: "deep-object-explicit",
  apply: (root, report, { deepObjectParameters }) =>
    transform(root, {
      parameter: (parameter, pointer) => {
        if (parameter["in"] !== "query" || !meansDeepObject(parameter, root, deepObjectParameters))
          return parameter;
        if (parameter["style"] === "deepObject" && parameter["explode"] === true) return parameter;
        report({
          pointer,
          change: `${asText(parameter["name"])}, an object in the query → style: deepObject, explode: true`,
        });
        return { ...parameter, style: "deepObject", explode: true };
      },
    }),
};

const meansDeepObject = (
  parameter: JsonObject,
  root: JsonObject,
  names: readonly string[],
): boolean => {
  if (parameter["style"] === "deepObject") return true;
  const resolve = (schema: JsonObject) => asSchema(resolveSchema(schema, root));
  const schema = resolve(asObject(parameter["schema"]));
  if (parameter["style"] !== undefined || parameter["explode"] === false || !isObjectSchema(schema))
    return false;
  return (
    names.includes(asText(parameter["name"])) ||
    /consolidated|deep ?object/i.test(asText(parameter["description"])) ||
    Object.values(schema.properties ?? {}).some((member) => isObjectSchema(resolve(member)))
  );
};
