import { isAnnotation } from "../../lib/documentation.ts";
import { type Json, omit } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { asSchema, valuesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";
import { withMarks } from "./marks.ts";

/**
 * Some strings or any other → an open enum, of which editors complete the known ones.
 *
 *     anyOf: [{ enum: [a, b] }, { type: string }]  →  enum: [a, b], x-open: true
 */
export const openEnums = (given: Schema): Schema =>
  transformSchema(given, (schema) => {
    const keyword = (["anyOf", "oneOf"] as const).find((each) => schema[each]?.some(isAnyString));
    const members = keyword === undefined ? [] : (schema[keyword] ?? []);
    const values = [...new Set(members.flatMap(stringsOf))];
    if (keyword === undefined || values.length === 0) return schema;
    const open = withMarks({ type: "string", enum: values }, { "x-open": true });
    const others = members.filter((each) => !isAnyString(each) && stringsOf(each).length === 0);
    return others.length > 0
      ? { ...schema, [keyword]: [open, ...others] }
      : { ...asSchema(omit(schema, keyword)), ...open };
  });

const isAnyString = (schema: Schema): boolean =>
  schema.type === "string" &&
  Object.keys(schema).every(
    (key) => isAnnotation(key) || ["type", "minLength", "maxLength", "pattern"].includes(key),
  );

/** The values of a schema that lists nothing but strings. */
const stringsOf = (schema: Schema): readonly Json[] => {
  const values = valuesOf(schema) ?? [];
  return values.every((value) => typeof value === "string") ? values : [];
};
