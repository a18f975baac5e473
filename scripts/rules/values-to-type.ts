import type { Json } from "../lib/json.ts";
import { transform } from "../lib/openapi.ts";
import type { Rule } from "../lib/rule.ts";
import { asSchema, valuesOf } from "../lib/schema.ts";

/**
 * The values of an enum are of the type that stands beside them: YAML reads a number where quotes are missing, and a text
 * where there are too many.
 *
 *     type: string, enum: [1, 2]       →  type: string, enum: ["1", "2"]
 *     type: integer, enum: ["1", "2"]  →  type: integer, enum: [1, 2]
 */
export const valuesToType: Rule = {
  id: "values-to-type",
  apply: (root, report) =>
    transform(root, {
      schema: (schema, pointer) => {
        const types = [schema["type"] ?? []].flat().filter((type) => type !== "null");
        const values = valuesOf(asSchema(schema));
        const [type] = types;
        if (types.length !== 1 || typeof type !== "string" || values === undefined) return schema;
        const written = values.map((value) => asType(value, type));
        if (written.every((value, index) => value === values[index])) return schema;
        const keyword = schema["const"] === undefined ? "enum" : "const";
        report({
          pointer: `${pointer}/${keyword}`,
          change: `${JSON.stringify(values)} → ${JSON.stringify(written)}, as their type is ${type}`,
        });
        return { ...schema, [keyword]: keyword === "enum" ? written : (written[0] ?? null) };
      },
    }),
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
