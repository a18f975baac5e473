import {
  asObject,
  isEqual,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { toPointer } from "../lib/references.ts";
import type { Report, Rule } from "../lib/rule.ts";
import { transform, transformSchema } from "../lib/transform.ts";

/**
 * Drops keywords of schemas whose values have the wrong type, which say nothing, so that every later step can rely on
 * the types of `Schema`. Types under the names of other languages, and items position by position as JSON Schema wrote
 * them up to draft 7, are kept, as it writes them since.
 *
 *     { type: string, required: true }                →  { type: string }
 *     { type: String }                                →  { type: string }
 *     { properties: { a: true } }                     →  { properties: { a: {} } }
 *     { items: [A, B], additionalItems: false }       →  { prefixItems: [A, B], items: false }
 *
 * So are the names of examples that stand beside media types, as if they were some.
 *
 *     content: { application/json: …, _links: { example: … } }  →  content: { application/json: … }
 */
export const dropMalformedKeyword: Rule = {
  id: "drop-malformed-keyword",
  apply: (root, report) =>
    transform(withSoundComponents(root, report), {
      schema: (schema, pointer) => soundSchema(schema, pointer, report),
      requestBody: (body, pointer) => withMediaTypes(body, pointer, report),
      response: (response, pointer) => withMediaTypes(response, pointer, report),
    }),
};

const withMediaTypes = (node: JsonObject, pointer: string, report: Report): JsonObject => {
  const names = Object.keys(asObject(node["content"]));
  const others = names.filter((name) => !/\/|^(\*|\$ref)$/.test(name));
  if (others.length === 0 || others.length === names.length) return node;
  for (const name of others)
    report({
      pointer: pointer + toPointer("content", name),
      change: `${name} → left out: expected a media type`,
    });
  return { ...node, content: omit(asObject(node["content"]), ...others) };
};

/** What a keyword must be: the value, or what it means; nothing where it means nothing. */
interface Check {
  readonly expects: string;
  readonly read: (value: Json) => Json | undefined;
}

const only = (expects: string, isSound: (value: Json) => boolean): Check => ({
  expects,
  read: (value) => (isSound(value) ? value : undefined),
});

const isText = (value: Json): boolean => typeof value === "string";
const text = only("a text", isText);
const number = only("a number", (value) => typeof value === "number");
const boolean = only("true or false", (value) => typeof value === "boolean");
const object = only("an object", isObject);
/** JSON Schema 2020-12, validation, section 6.1.2: an enum should list something, and one that does not says nothing. */
const values = only("a list of values", (value) => Array.isArray(value) && value.length > 0);
const names = only("a list of names", (value) => Array.isArray(value) && value.every(isText));
const schemaOrBoolean = only(
  "a schema, true or false",
  (value) => isObject(value) || typeof value === "boolean",
);
/** A boolean in OpenAPI 3.0, a number since 3.1. */
const exclusiveLimit = only(
  "a number, true or false",
  (value) => typeof value === "number" || typeof value === "boolean",
);

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
const types: Check = {
  expects: "a type of JSON Schema, or a list of some",
  read: (value) => {
    if (!Array.isArray(value)) return typeName(value)[0];
    const given = value as readonly Json[];
    const known = given.flatMap(typeName);
    if (known.length === 0) return undefined;
    return isEqual(known, given) ? given : known;
  },
};

/** JSON Schema 2020-12, section 4.3.2: `true` accepts anything, `false` nothing. */
const schema = (value: Json): JsonObject | undefined => {
  if (typeof value === "boolean") return value ? {} : { not: {} };
  return isObject(value) ? value : undefined;
};

const schemaList: Check = {
  expects: "a list of schemas",
  read: (value) => {
    if (!Array.isArray(value)) return undefined;
    const given = value as readonly Json[];
    if (given.every(isObject)) return given;
    return given.flatMap((each) => schema(each) ?? []);
  },
};

const schemaMap: Check = {
  expects: "an object of schemas",
  read: (value) => {
    if (!isObject(value)) return undefined;
    if (Object.values(value).every(isObject)) return value;
    return mapValues(value, (each) => schema(each) ?? {});
  },
};

const discriminator = only("an object that names a property", (value) => {
  if (!isObject(value)) return false;
  const { mapping, propertyName } = value;
  return (
    (propertyName === undefined || isText(propertyName)) &&
    (mapping === undefined || (isObject(mapping) && Object.values(mapping).every(isText)))
  );
});

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
  required: names,
  properties: schemaMap,
  patternProperties: schemaMap,
  items: schemaOrBoolean,
  additionalProperties: schemaOrBoolean,
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
  exclusiveMinimum: exclusiveLimit,
  exclusiveMaximum: exclusiveLimit,
  minLength: number,
  maxLength: number,
  minItems: number,
  maxItems: number,
  minProperties: number,
  maxProperties: number,
};

const soundSchema = (given: JsonObject, pointer: string, report: Report): JsonObject => {
  const node = withPrefixItems(given, pointer, report);
  let result = node;
  for (const [keyword, value] of Object.entries(node)) {
    const check = Object.hasOwn(checks, keyword) ? checks[keyword] : undefined;
    if (check === undefined) continue;
    const read = check.read(value);
    if (read === value) continue;
    report({
      pointer: pointer + toPointer(keyword),
      change:
        read === undefined
          ? `${shown(value)} → left out: expected ${check.expects}`
          : `${shown(value)} → ${shown(read)}`,
    });
    result = read === undefined ? omit(result, keyword) : { ...result, [keyword]: read };
  }
  return result;
};

const withPrefixItems = (schema: JsonObject, pointer: string, report: Report): JsonObject => {
  const { additionalItems, items, ...rest } = schema;
  if (!Array.isArray(items) || items.length === 0 || "prefixItems" in rest) return schema;
  const sound = (each: Json, at: string): Json =>
    isObject(each)
      ? transformSchema(each, (inner, path) => soundSchema(inner, at + path, report))
      : each;
  report({ pointer: `${pointer}/items`, change: "items, a list → prefixItems" });
  return {
    ...rest,
    prefixItems: (items as readonly Json[]).map((each, index) =>
      sound(each, `${pointer}/items/${index}`),
    ),
    ...(additionalItems !== undefined && {
      items: sound(additionalItems, `${pointer}/additionalItems`),
    }),
  };
};

/** A component that is no schema is one that accepts anything, as a property is. */
const withSoundComponents = (root: JsonObject, report: Report): JsonObject => {
  const components = asObject(root["components"]);
  const given = components["schemas"] ?? {};
  const schemas = asObject(schemaMap.read(given));
  if (schemas === given) return root;
  for (const [name, component] of Object.entries(asObject(given)))
    if (component !== schemas[name])
      report({
        pointer: toPointer("components", "schemas", name),
        change: `${shown(component)} → ${shown(schemas[name] ?? {})}: expected a schema`,
      });
  return { ...root, components: { ...components, schemas } };
};

/** A value as it stands in a report: a long one is cut. */
const shown = (value: Json): string => {
  const written = JSON.stringify(value);
  return written.length > longestShown ? `${written.slice(0, longestShown)}…` : written;
};

const longestShown = 60;
