import { propertyOrder } from "../lib/canonical-order.ts";
import { maxDepth } from "../lib/composition.ts";
import { asText, isObject, type Json, type JsonObject, own } from "../lib/json.ts";
import type { Schema, Schemas } from "../lib/model.ts";
import {
  alternativesOf,
  exampleOf,
  isOnlyNull,
  itemsOf,
  nonNullTypesOf,
  resolve,
  valuesOf,
} from "../lib/schema.ts";
import { visibleIn } from "../lib/visible-properties.ts";
import { isFile } from "./schemas/marks.ts";
import { type Usage, usageWithin } from "./schemas/usage-at.ts";

/** Stands for a file, which JSON cannot hold. */
export const file = { "": "file" };

/** Schema of `params` → what a first call may pass: what is required, or else one filter that the specification shows. */
export const exampleParams = (
  params: Schema,
  schemas: Schemas,
  bodyUsage: Usage = "body",
): JsonObject => {
  const required = Object.fromEntries(
    propertyOrder(params)
      .filter((key) => params.required?.includes(key))
      .map((key) => {
        const usage = key === "body" ? bodyUsage : "parameter";
        return [key, fitting(own(params.properties, key) ?? {}, usage, schemas)];
      }),
  );
  if (Object.keys(required).length > 0) return required;
  for (const depth of [3, 2, 1]) {
    const shown = shownAt(depth, params, schemas);
    if (shown) return shown;
  }
  return {};
};

/** A value that fits: of an object its required members, of anything else the specification's example, if it has one. */
const fitting = (given: Schema, usage: Usage, schemas: Schemas, depth = 0): Json => {
  const use = usage === "parameter" ? "parameter" : "request";
  const schema = visibleIn(use, resolve(given, schemas), schemas);
  const shown = shownIn(schema);
  if (shown !== undefined) return shown;
  const [alternative] = alternativesOf(schema)
    .map((each) => resolve(each, schemas))
    .filter((each) => !isOnlyNull(each));
  if (alternative && depth < maxDepth) return fitting(alternative, usage, schemas, depth + 1);
  const [type] = nonNullTypesOf(schema);
  if (schema.allOf && depth < maxDepth)
    return fittingAll(schema, schema.allOf, usage, schemas, depth);
  if (type === "object" && depth < maxDepth)
    return Object.fromEntries(
      propertyOrder(schema)
        .filter((key) => schema.required?.includes(key))
        .map((key) => {
          const member = own(schema.properties, key) ?? {};
          return [key, fitting(member, usageWithin(usage), schemas, depth + 1)];
        }),
    );
  if (type === "array")
    return depth < maxDepth ? [fitting(itemsOf(schema) ?? {}, usage, schemas, depth + 1)] : [];
  if (isFile(schema, usage)) return file;
  if (type === "string") return exampleText(schema);
  return type === "boolean" ? true : (schema["minimum"] ?? 1);
};

/** A value that fits every member of an `allOf`, and the schema that it stands in. */
const fittingAll = (
  schema: Schema,
  members: readonly Schema[],
  usage: Usage,
  schemas: Schemas,
  depth: number,
): Json => {
  const { allOf: _allOf, ...own } = schema;
  const values = [...members, own].map((member) => fitting(member, usage, schemas, depth + 1));
  const objects = values.filter(isObject);
  return objects.length > 0 ? (Object.assign({}, ...objects) as JsonObject) : (values[0] ?? {});
};

/** The first member at a depth that the specification shows: `{ filter: { name: { contains: "a" } } }` at 3. */
const shownAt = (depth: number, schema: Schema, schemas: Schemas): JsonObject | undefined => {
  for (const [key, member] of Object.entries(schema.properties ?? {})) {
    const resolved = resolve(member, schemas);
    const shown = depth === 1 ? shownIn(resolved) : shownAt(depth - 1, resolved, schemas);
    if (shown !== undefined) return { [key]: shown };
  }
  return undefined;
};

/** An example that the schema gives and accepts. */
const shownIn = (schema: Schema): Json | undefined => {
  const permitted = valuesOf(schema)?.filter((each) => each !== null) ?? [];
  const shown = exampleOf(schema);
  if (permitted.length > 0) return permitted.find((each) => each === shown) ?? permitted[0];
  const [type] = nonNullTypesOf(schema);
  if (shown === undefined || shown === null || schema.format === "binary") return undefined;
  if (type === "string") return isObject(shown) || Array.isArray(shown) ? undefined : asText(shown);
  if (type === "integer" || type === "number")
    return Number.isFinite(Number(shown)) ? Number(shown) : undefined;
  return type === "boolean" && typeof shown === "boolean" ? shown : undefined;
};

const exampleText = ({ format }: Schema): Json => {
  if (format === "date") return "2026-01-31";
  if (format === "date-time") return "2026-01-31T12:00:00Z";
  return format === "uuid" ? "00000000-0000-4000-8000-000000000000" : "example";
};
