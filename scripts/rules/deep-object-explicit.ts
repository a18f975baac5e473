import { partsOf, takenTypesOf } from "../lib/composition.ts";
import { asText, type JsonObject } from "../lib/json.ts";
import type { Schema } from "../lib/model.ts";
import { resolveSchema } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";
import { asSchema, itemsOf } from "../lib/schema.ts";
import { transform } from "../lib/transform.ts";

/**
 * By OpenAPI's default, an object in the query without a style is form-exploded: `?number=2` instead of
 * `?page[number]=2`. Upstream means deepObject where the description mentions it, where objects are nested or in a list,
 * or lists in a list, which no other style can serialize, and for the names that the configuration lists. OpenAPI 3.1,
 * section 4.8.12.
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
        const kind = asSchema(parameter["schema"]).type === "array" ? "a list" : "an object";
        report({
          pointer,
          change: `${asText(parameter["name"])}, ${kind} in the query → style: deepObject, explode: true`,
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
  const schema = asSchema(parameter["schema"]);
  if (parameter["style"] !== undefined || parameter["explode"] === false) return false;
  const takes = (each: Schema, ...types: readonly string[]): boolean =>
    takenTypesOf(each, resolve).some((type) => types.includes(type));
  const isDeepList = (list: Schema): boolean =>
    partsOf(list, resolve).some((part) => takes(itemsOf(part) ?? {}, "object", "array"));
  if (isDeepList(schema)) return true;
  if (!takes(schema, "object")) return false;
  return (
    names.includes(asText(parameter["name"])) ||
    /consolidated|deep ?object/i.test(asText(parameter["description"])) ||
    partsOf(schema, resolve)
      .flatMap(({ properties = {} }) => Object.values(properties))
      .some((each) => takes(each, "object") || isDeepList(each))
  );
};
