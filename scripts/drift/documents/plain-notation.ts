import { schemasOf, withSchemas } from "../../lib/components.ts";
import type { OpenApiDocument } from "../../lib/document.ts";
import { isParent } from "../../lib/inheritance.ts";
import {
  asArray,
  asObject,
  asText,
  isEqual,
  isObject,
  type Json,
  type JsonObject,
  omit,
} from "../../lib/json.ts";
import { mappedComponent, referToComponents } from "../../lib/mappings.ts";
import type { Schema } from "../../lib/model.ts";
import { refTo } from "../../lib/references.ts";
import { asSchema, typesOf } from "../../lib/schema.ts";
import { transform } from "../../lib/transform.ts";
import { fixMembers } from "../../plan/schemas/fix-members.ts";

/**
 * A normalized document whose schemas say what they mean in one way, so that another way is no change.
 *
 *     type: [string], minLength: 0, deprecated: false  →  type: string
 *     const: a, example: b                             →  enum: [a], examples: [b]
 *     type: integer, exclusiveMinimum: 0               →  type: integer, minimum: 1
 *     type: string, contentEncoding: base64            →  type: string, format: byte
 *     type: [string, "null"], enum: [a]                →  type: string, enum: [a]
 *     type: boolean, enum: [true, false]               →  type: boolean
 *
 * The components of a union list the values that its discriminator gives them, and a parent refers to its children, since
 * a value of the parent may be any of them.
 */
export const plainNotation = (document: OpenApiDocument): OpenApiDocument => ({
  ...document,
  root: transform(withFixedMembers(document.root), { schema: plainSchema }),
});

const withFixedMembers = (root: JsonObject): JsonObject => {
  const unions: Schema[] = [];
  const composed: Schema[] = [];
  transform(root, {
    schema: (schema) => {
      if (schema["discriminator"] !== undefined) unions.push(asSchema(schema));
      if (schema["allOf"] !== undefined) composed.push(asSchema(schema));
      return schema;
    },
  });
  if (unions.length === 0) return root;
  return withSchemas(root, fixMembers(schemasOf(root), unions, composed));
};

const plainSchema = (schema: JsonObject): JsonObject => {
  let plain = schema;
  for (const [keyword, value] of Object.entries(schema)) {
    const rewritten = rewrite(keyword, value, schema);
    if (rewritten !== undefined) plain = { ...omit(plain, keyword), ...rewritten };
  }
  return isParent(schema) ? { ...plain, $defs: childrenOf(schema) } : plain;
};

/** The components in the mapping of a parent, by their names. */
const childrenOf = ({ discriminator }: JsonObject): JsonObject => {
  const targets = Object.values(asObject(asObject(discriminator)["mapping"]));
  const names = targets.map(mappedComponent).sort();
  return Object.fromEntries(names.map((name) => [name, refTo(name)]));
};

/** What a keyword is in plain notation; nothing where it is plain already. */
const rewrite = (keyword: string, value: Json, schema: JsonObject): JsonObject | undefined => {
  const implied = impliedValues.get(keyword);
  if (implied !== undefined && isEqual(value, implied)) return {};
  const isInteger = takesOnlyIntegers(schema) && Number.isInteger(value);
  switch (keyword) {
    case "type":
      return Array.isArray(value)
        ? { type: plainTypes(listedTypes(value as readonly Json[], schema)) }
        : undefined;
    case "const":
      return schema["enum"] === undefined ? { enum: [value] } : undefined;
    case "enum":
      return listsBooleans(schema) ? {} : undefined;
    case "example":
      return schema["examples"] === undefined ? { examples: [value] } : {};
    case "exclusiveMinimum":
      return isInteger
        ? { minimum: Math.max(Number(value) + 1, Number(schema["minimum"] ?? -Infinity)) }
        : undefined;
    case "exclusiveMaximum":
      return isInteger
        ? { maximum: Math.min(Number(value) - 1, Number(schema["maximum"] ?? Infinity)) }
        : undefined;
    case "multipleOf":
      return takesOnlyIntegers(schema) && value === 1 ? {} : undefined;
    case "$defs": // What is referred to is a component by now.
    case "definitions":
    case "$id":
    case "$anchor":
      return {};
    case "contentEncoding":
      return value === "base64" &&
        ["byte", undefined].includes(schema["format"] as string | undefined)
        ? { format: "byte" }
        : undefined;
    case "contentMediaType":
      return value === "application/octet-stream" && schema["contentEncoding"] === undefined
        ? { format: "binary" }
        : undefined;
    case "additionalProperties":
      return isEqual(value, {}) ? { additionalProperties: true } : undefined;
    case "discriminator":
      return isObject(value) ? { discriminator: plainDiscriminator(value) } : undefined;
    default:
      return undefined;
  }
};

/** Whether each number that a schema takes is an integer; it may take null besides. */
const takesOnlyIntegers = (schema: JsonObject): boolean => {
  const types = typesOf(asSchema(schema));
  return types.includes("integer") && types.every((type) => type === "integer" || type === "null");
};

/** Whether the listed values are all that the type takes: true, false and, if it takes that, null. */
const listsBooleans = (schema: JsonObject): boolean => {
  const values = asArray(schema["enum"]);
  const types = listedTypes([schema["type"] ?? null].flat(), schema);
  const areBooleans = types.every((type) => type === "boolean" || type === "null");
  return areBooleans && values.includes(true) && values.includes(false);
};

/** What the absence of a keyword means. */
const impliedValues: ReadonlyMap<string, Json> = new Map<string, Json>([
  ...["minLength", "minItems", "minProperties"].map((keyword) => [keyword, 0] as const),
  ...["uniqueItems", "deprecated", "readOnly", "writeOnly"].map(
    (keyword) => [keyword, false] as const,
  ),
  ...["required", "allOf"].map((keyword) => [keyword, []] as const),
  ["items", {}],
]);

/** Null is not among the types of a schema that lists its values without it. */
const listedTypes = (types: readonly Json[], schema: JsonObject): readonly Json[] => {
  const values = asArray(schema["enum"]);
  return values.length === 0 || values.includes(null)
    ? types
    : types.filter((type) => type !== "null");
};

const plainTypes = (types: readonly Json[]): Json => {
  const sorted = types.map(asText).sort();
  return sorted.length === 1 ? (sorted[0] ?? null) : sorted;
};

/** Each component by its reference; a mapping that only repeats the names of components is the implied one. */
const plainDiscriminator = (discriminator: JsonObject): JsonObject => {
  const { mapping, ...rest } = discriminator;
  if (!isObject(mapping)) return discriminator;
  const isImplied = Object.entries(mapping).every(
    ([value, target]) => value === mappedComponent(target),
  );
  return isImplied ? rest : { ...rest, mapping: referToComponents(mapping) };
};
