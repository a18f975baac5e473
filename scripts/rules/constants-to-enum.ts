import { asArray, asText, isObject, type Json, type JsonObject, omit } from "../lib/json.ts";
import { transform } from "../lib/openapi.ts";
import type { Rule } from "../lib/rule.ts";
import { asSchema, isAnnotation, typesOf, valuesOf } from "../lib/schema.ts";

/**
 * Alternatives that are one value each, which is how OpenAPI 3.1 documents the values of an enum, are an enum.
 *
 *     oneOf: [{ const: a, description: first }, { const: b }]  →  type: string, enum: [a, b], description: "- `a`: first"
 */
export const constantsToEnum: Rule = {
  id: "constants-to-enum",
  apply: (root, report) =>
    transform(root, {
      schema: (schema, pointer) => {
        const keyword = ["oneOf", "anyOf"].find((each) => isListOfConstants(schema[each]));
        const siblings = ["oneOf", "anyOf", "allOf", "$ref", "enum", "const", "discriminator"];
        if (keyword === undefined || siblings.some((each) => each !== keyword && each in schema))
          return schema;
        const constants = asArray(schema[keyword]).filter(isObject);
        const values = [...new Set(constants.map(valueOf))];
        const type = [...new Set(values.flatMap((value) => typesOf({ const: value })))];
        const said = constants.map(describe).filter((line) => line !== "");
        const description = [asText(schema["description"]), said.join("\n")]
          .filter((text) => text !== "")
          .join("\n\n");
        report({
          pointer: `${pointer}/${keyword}`,
          change: `${constants.length} constants → enum: ${JSON.stringify(values)}`,
        });
        return {
          type: type.length === 1 ? (type[0] ?? null) : type,
          ...omit(schema, keyword),
          enum: values,
          ...(description !== "" && { description }),
        };
      },
    }),
};

/** At least two schemas of one scalar each. */
const isListOfConstants = (list: Json | undefined): boolean => {
  const members = asArray(list);
  return members.length > 1 && members.every((each) => isObject(each) && isConstant(each));
};

const isConstant = (schema: JsonObject): boolean =>
  Object.keys(schema).every(
    (key) => isAnnotation(key) || ["const", "enum", "type"].includes(key),
  ) &&
  (isNull(schema) ||
    (valuesOf(asSchema(schema))?.length === 1 && typeof valueOf(schema) !== "object"));

const isNull = (schema: JsonObject): boolean => schema["type"] === "null";

const valueOf = (schema: JsonObject): Json =>
  isNull(schema) ? null : (valuesOf(asSchema(schema))?.[0] ?? null);

const describe = (constant: JsonObject): string => {
  const text = constant["description"] ?? constant["title"];
  return typeof text === "string" ? `- \`${asText(valueOf(constant)) || "null"}\`: ${text}` : "";
};
