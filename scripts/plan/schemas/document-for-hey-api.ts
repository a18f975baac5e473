import { keepEscapes } from "../../../templates/plugin/escapes.ts";
import { holdsData } from "../../lib/grammar.ts";
import { isObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { typesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";
import { printJsDoc } from "../print-documentation.ts";
import type { PlannedType } from "../types.ts";
import { isMark, type Marks } from "./marks.ts";

/** What hey-api reads: a component for each type. */
export const documentForHeyApi = (types: readonly PlannedType[]): JsonObject => {
  const schemas = Object.fromEntries(types.map(({ name, schema }) => [name, forHeyApi(schema)]));
  return withEscapes({ openapi: "3.1.0", components: { schemas } });
};

/** The same, so that hey-api prints it as it is. */
const withEscapes = (document: JsonObject): JsonObject => {
  const text = JSON.stringify(document);
  if (!text.includes(String.raw`\\u`)) return document;
  return JSON.parse(text, (_, value: Json) => {
    if (typeof value === "string") return keepEscapes(value);
    if (!isObject(value)) return value;
    const members = Object.entries(value).map(([name, member]) => [keepEscapes(name), member]);
    return Object.fromEntries(members) as JsonObject;
  }) as JsonObject;
};

/**
 * Only what is printed: examples, defaults and extensions are in the comments by now. Lists are copies, since hey-api adds
 * to them.
 */
const forHeyApi = (schema: Schema): JsonObject =>
  transformSchema(schema, (each) => {
    const { "x-comment": comment, ...rest } = each as Schema & Marks;
    const printed = Object.entries(rest as JsonObject)
      .filter(([keyword]) => isPrinted(keyword))
      .map(([keyword, value]) => [keyword, Array.isArray(value) ? value.slice() : value]);
    const text = comment && printJsDoc(comment).join("\n");
    return {
      ...oneTypeEach(Object.fromEntries(printed) as Schema),
      ...(text && { "x-comment": text }),
    };
  });

const isPrinted = (keyword: string): boolean =>
  isMark(keyword) || !holdsData(keyword) || keyword === "const" || keyword === "enum";

/**
 * Of several types, hey-api would keep the marks to itself, and print none of them by its marks; of items and of
 * additional properties without a type it would print nothing.
 *
 *     { type: [string, "null"], x-date: true }  →  { anyOf: [{ type: string, x-date: true }, { type: "null" }] }
 *     { items: A }                              →  { type: array, items: A }
 *     { additionalProperties: A }               →  { type: object, additionalProperties: A }
 */
const oneTypeEach = (schema: Schema): Schema => {
  const [implied] = schema["const"] === undefined ? typesOf(schema) : [];
  const { type = implied } = schema;
  const isPrintedByType = !["enum", "allOf", "anyOf", "oneOf", "$ref"].some(
    (each) => each in schema,
  );
  if (type === undefined || !isPrintedByType) return schema;
  if (typeof type === "string") return { ...schema, type };
  return {
    anyOf: type.map((each) => (each === "null" ? { type: each } : { ...schema, type: each })),
  };
};
