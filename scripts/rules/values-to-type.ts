import { asObject, type Json, type JsonObject, omit } from "../lib/json.ts";
import type { Rule } from "../lib/rule.ts";
import { asSchema, valuesOf } from "../lib/schema.ts";
import { transform } from "../lib/transform.ts";

/**
 * The values of an enum are of the type that stands beside them: YAML reads a number where quotes are missing, and a text
 * where there are too many. Of a list they are the items'.
 *
 *     type: string, enum: [1, 2]                         →  type: string, enum: ["1", "2"]
 *     type: integer, enum: ["1", "2"]                    →  type: integer, enum: [1, 2]
 *     type: array, items: { type: string }, enum: [a, b] →  type: array, items: { type: string, enum: [a, b] }
 */
export const valuesToType: Rule = {
  id: "values-to-type",
  apply: (root, report) =>
    transform(root, {
      schema: (schema, pointer) =>
        withValuesOfType(schema, (keyword, change) => {
          report({ pointer: `${pointer}/${keyword}`, change });
        }),
    }),
};

type Report = (keyword: string, change: string) => void;

const withValuesOfType = (schema: JsonObject, report: Report): JsonObject => {
  const types = [schema["type"] ?? []].flat().filter((type) => type !== "null");
  const values = valuesOf(asSchema(schema));
  const [type] = types;
  if (types.length !== 1 || typeof type !== "string" || values === undefined) return schema;
  const keyword = schema["const"] === undefined ? "enum" : "const";
  if (type === "array" && keyword === "enum" && isOfItems(values)) {
    report(keyword, "moved to the items, as the type is array");
    return toItems(schema, values);
  }
  const written = values.map((value) => asType(value, type));
  if (written.every((value, index) => value === values[index])) return schema;
  report(
    keyword,
    `${JSON.stringify(values)} → ${JSON.stringify(written)}, as their type is ${type}`,
  );
  return { ...schema, [keyword]: keyword === "enum" ? written : (written[0] ?? null) };
};

const isOfItems = (values: readonly Json[]): boolean =>
  values.some((value) => value !== null) && values.every((value) => !Array.isArray(value));

/** Values that the items list themselves, or that a `$ref` names, are the more exact ones. */
const toItems = (schema: JsonObject, values: readonly Json[]): JsonObject => {
  const list = omit(schema, "enum");
  const items = asObject(list["items"]);
  if (["$ref", "enum", "const", "allOf", "anyOf", "oneOf"].some((each) => each in items))
    return list;
  const listed = { ...items, enum: values.filter((value) => value !== null) };
  return { ...list, items: withValuesOfType(listed, () => undefined) };
};

/** A value as what its text means in a type; unchanged where it is of that type, or cannot be. */
const asType = (value: Json, type: string): Json => {
  if (type === "string")
    return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  if (typeof value !== "string") return value;
  if (type === "boolean") return value === "true" || (value === "false" ? false : value);
  const isNumeric = type === "integer" || type === "number";
  return isNumeric && String(Number(value)) === value ? Number(value) : value;
};
