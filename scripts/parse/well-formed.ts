import {
  asObject,
  isEqual,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { transform, transformSchema } from "../lib/transform.ts";

type Check = (value: Json) => Json | undefined;

const text: Check = (value) => (typeof value === "string" ? value : undefined);
const number: Check = (value) => (typeof value === "number" ? value : undefined);
const boolean: Check = (value) => (typeof value === "boolean" ? value : undefined);
const object: Check = (value) => (isObject(value) ? value : undefined);
/** JSON Schema 2020-12, validation, section 6.1.2: an enum should list something, and one that does not says nothing. */
const values: Check = (value) => (Array.isArray(value) && value.length > 0 ? value : undefined);
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value) !== undefined) ? value : undefined;
const texts: Check = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === "string") ? value : undefined;

/** The types of JSON Schema, under the names that authors give them in other languages. */
const typeNames: Readonly<Record<string, string>> = {
  string: "string",
  str: "string",
  date: "string",
  datetime: "string",
  uuid: "string",
  integer: "integer",
  int: "integer",
  long: "integer",
  number: "number",
  float: "number",
  double: "number",
  decimal: "number",
  boolean: "boolean",
  bool: "boolean",
  object: "object",
  array: "array",
  null: "null",
};
const typeName = (value: Json): readonly string[] => {
  const name = typeof value === "string" ? value.toLowerCase() : "";
  return Object.hasOwn(typeNames, name) ? [typeNames[name] ?? ""] : [];
};
const types: Check = (value) => {
  if (!Array.isArray(value)) return typeName(value)[0];
  const given = value as readonly Json[];
  const known = given.flatMap(typeName);
  if (known.length === 0) return undefined;
  return isEqual(known, given) ? given : known;
};

/** JSON Schema 2020-12, section 4.3.2: `true` accepts anything, `false` nothing. */
const schema = (value: Json): JsonObject | undefined => {
  if (typeof value === "boolean") return value ? {} : { not: {} };
  return isObject(value) ? value : undefined;
};

const schemaList: Check = (value) => {
  if (!Array.isArray(value)) return undefined;
  const given = value as readonly Json[];
  if (given.every(isObject)) return given;
  return given.flatMap((each) => schema(each) ?? []);
};

const schemaMap: Check = (value) => {
  if (!isObject(value)) return undefined;
  if (Object.values(value).every(isObject)) return value;
  return mapValues(value, (each) => schema(each) ?? {});
};

const discriminator: Check = (value) => {
  if (!isObject(value)) return undefined;
  const { mapping, propertyName } = value;
  const isSound =
    (propertyName === undefined || typeof propertyName === "string") &&
    (mapping === undefined ||
      (isObject(mapping) && Object.values(mapping).every((each) => typeof each === "string")));
  return isSound ? value : undefined;
};

/** The keywords that the pipeline reads, and what each must be. */
const checks: Readonly<Record<string, Check>> = {
  $ref: text,
  $comment: text,
  title: text,
  summary: text,
  description: text,
  pattern: text,
  format: text,
  type: types,
  enum: values,
  required: texts,
  properties: schemaMap,
  patternProperties: schemaMap,
  items: either(object, boolean),
  additionalProperties: either(object, boolean),
  prefixItems: schemaList,
  allOf: schemaList,
  anyOf: schemaList,
  oneOf: schemaList,
  discriminator,
  externalDocs: object,
  deprecated: boolean,
  readOnly: boolean,
  writeOnly: boolean,
  uniqueItems: boolean,
  minimum: number,
  maximum: number,
  multipleOf: number,
  // A boolean in OpenAPI 3.0, a number since 3.1.
  exclusiveMinimum: either(number, boolean),
  exclusiveMaximum: either(number, boolean),
  minLength: number,
  maxLength: number,
  minItems: number,
  maxItems: number,
  minProperties: number,
  maxProperties: number,
};

/**
 * Drops keywords of schemas whose values have the wrong type, which say nothing, so that every later step can rely on
 * the types of `Schema`.
 *
 *     { type: string, required: true }  →  { type: string }
 *     { properties: { a: true } }       →  { properties: { a: {} } }
 */
export const dropMalformedKeywords = (root: JsonObject): JsonObject =>
  transform(withSoundComponents(root), { schema: soundSchema });

const soundSchema = (given: JsonObject): JsonObject => {
  const node = withPrefixItems(given);
  let result = node;
  for (const [keyword, value] of Object.entries(node)) {
    const check = Object.hasOwn(checks, keyword) ? checks[keyword] : undefined;
    if (check === undefined) continue;
    const checked = check(value);
    if (checked === undefined) result = omit(result, keyword);
    else if (checked !== value) result = { ...result, [keyword]: checked };
  }
  return result;
};

/**
 * Items position by position, as JSON Schema wrote them up to draft 7, and libraries of validation still do.
 *
 *     { items: [A, B], additionalItems: false }  →  { prefixItems: [A, B], items: false }
 */
const withPrefixItems = (schema: JsonObject): JsonObject => {
  const { additionalItems, items, ...rest } = schema;
  if (!Array.isArray(items) || items.length === 0 || "prefixItems" in rest) return schema;
  const sound = (each: Json): Json => (isObject(each) ? transformSchema(each, soundSchema) : each);
  return {
    ...rest,
    prefixItems: (items as readonly Json[]).map(sound),
    ...(additionalItems !== undefined && { items: sound(additionalItems) }),
  };
};

/** A component that is no schema is one that accepts anything, as a property is. */
const withSoundComponents = (root: JsonObject): JsonObject => {
  const components = asObject(root["components"]);
  const given = components["schemas"] ?? {};
  const schemas = schemaMap(given) ?? {};
  return schemas === given ? root : { ...root, components: { ...components, schemas } };
};
