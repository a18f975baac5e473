import { asObject, type JsonObject } from "../lib/json.ts";
import { isObjectSchema, resolveSchema, transform } from "../lib/openapi.ts";
import type { Rule } from "./rule.ts";

/**
 * An object in the query without a style would be form-exploded by OpenAPI's default: `?number=2` instead of
 * `?page[number]=2`. Where upstream consolidated bracketed parameters, deepObject is meant: it says so in the
 * description, or nests objects, which no other style can carry, or the name is one that is always bracketed.
 * OpenAPI 3.1, section 4.8.12.
 *
 *     { name: page, in: query, schema: { type: object } }  →  + style: deepObject, explode: true
 */
export const deepObjectExplicit: Rule = {
  id: "deep-object-explicit",
  apply: (root, report) =>
    transform(root, {
      parameter: (parameter, pointer) => {
        if (parameter["in"] !== "query" || !meansDeepObject(parameter, root)) return parameter;
        if (parameter["style"] === "deepObject" && parameter["explode"] === true) return parameter;
        report({
          pointer,
          change: `${String(parameter["name"])}, an object in the query → style: deepObject, explode: true`,
        });
        return { ...parameter, style: "deepObject", explode: true };
      },
    }),
};

const meansDeepObject = (parameter: JsonObject, root: JsonObject): boolean => {
  if (parameter["style"] === "deepObject") return true;
  const schema = resolveSchema(asObject(parameter["schema"]), root);
  if (
    parameter["style"] !== undefined ||
    parameter["explode"] === false ||
    !isObjectSchema(schema, root)
  )
    return false;
  return (
    /^(page|filter)$/.test(String(parameter["name"])) ||
    /consolidated|deep ?object/i.test(String(parameter["description"] ?? "")) ||
    Object.values(asObject(schema["properties"])).some((member) =>
      isObjectSchema(asObject(member), root),
    )
  );
};
