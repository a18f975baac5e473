import { isAnnotation } from "../lib/documentation.ts";
import { asArray, asText, isObject, type Json, type JsonObject, omit } from "../lib/json.ts";
import type { Rule } from "../lib/rule.ts";
import { asSchema, typesOf, valuesOf } from "../lib/schema.ts";
import { transform } from "../lib/transform.ts";

/**
 * Alternatives that only list values are an enum: constants, which is how OpenAPI 3.1 documents the values of an enum, or
 * enums and null.
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
        const values = [...new Set(constants.flatMap(valuesIn))];
        const type = [...new Set(values.flatMap((value) => typesOf({ const: value })))];
        const lines = constants.map(describe).filter((line) => line !== "");
        const description = [asText(schema["description"]), lines.join("\n")]
          .filter((text) => text !== "")
          .join("\n\n");
        report({
          pointer: `${pointer}/${keyword}`,
          change: `${constants.length} alternatives → enum: ${JSON.stringify(values)}`,
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

/** At least two schemas that list scalars, or are null. */
const isListOfConstants = (list: Json | undefined): boolean => {
  const members = asArray(list);
  return members.length > 1 && members.every((each) => isObject(each) && isConstant(each));
};

const isConstant = (schema: JsonObject): boolean =>
  Object.keys(schema).every(
    (key) => isAnnotation(key) || ["const", "enum", "type"].includes(key),
  ) &&
  valuesIn(schema).length > 0 &&
  valuesIn(schema).every((value) => value === null || typeof value !== "object");

const isNull = (schema: JsonObject): boolean => schema["type"] === "null";

const valuesIn = (schema: JsonObject): readonly Json[] =>
  isNull(schema) ? [null] : (valuesOf(asSchema(schema)) ?? []);

const describe = (schema: JsonObject): string => {
  const text = schema["description"] ?? schema["title"];
  const values = valuesIn(schema).map((value) => `\`${asText(value) || "null"}\``);
  return typeof text === "string" ? `- ${values.join(", ")}: ${text}` : "";
};
