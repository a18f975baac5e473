import { isEqualButForDocumentation } from "./documentation.ts";
import { asObject, isObject, type Json } from "./json.ts";
import type { Schema, Schemas } from "./model.ts";
import { resolveReference, schemaAt } from "./references.ts";

/** JSON as a schema. Normalization drops malformed keywords first, so that their types hold. */
export const asSchema = (value: Json | undefined): Schema => asObject(value);

/** A schema, or what its `$ref` names, with the keywords beside the `$ref` on top. */
export const resolve = (schema: Schema, schemas: Schemas): Schema =>
  schema.$ref === undefined ? schema : resolveReference(schema, (ref) => schemaAt(ref, schemas));

/** The values that a schema permits, where it lists them. */
export const valuesOf = (schema: Schema): readonly Json[] | undefined =>
  schema["const"] === undefined ? schema.enum : [schema["const"]];

/** An example that a schema gives. */
export const exampleOf = (schema: Schema): Json | undefined => {
  const { example, examples } = schema;
  return example ?? (Array.isArray(examples) ? (examples as readonly Json[])[0] : undefined);
};

/** The types that a schema declares or that its other keywords imply; empty for one that permits any type. */
export const typesOf = (schema: Schema): readonly string[] => {
  const values = valuesOf(schema);
  if (typeof schema.type === "string") return [schema.type];
  if (schema.type !== undefined) return values ? typesWith(values, schema.type) : schema.type;
  if (values) return [...new Set(values.map(typeOfValue))];
  if (schema.properties !== undefined || schema.patternProperties !== undefined) return ["object"];
  if (isObject(schema.additionalProperties)) return ["object"];
  return isObject(schema.items) ? ["array"] : [];
};

/** The types that one of the values has, and null, which authors often forget in an enum. */
const typesWith = (values: readonly Json[], types: readonly string[]): readonly string[] => {
  const found = new Set(values.map(typeOfValue));
  const kept = types.filter((type) => found.has(type === "integer" ? "number" : type));
  return kept.length === 0 ? types : types.filter((type) => type === "null" || kept.includes(type));
};

const typeOfValue = (value: Json): string => {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
};

/** The types without `"null"`. */
export const nonNullTypesOf = (schema: Schema): readonly string[] =>
  typesOf(schema).filter((type) => type !== "null");

/** Whether null is the only value of a schema, as far as its own keywords say. */
export const isOnlyNull = (schema: Schema): boolean =>
  typesOf(schema).length > 0 && nonNullTypesOf(schema).length === 0;

/** Whether a schema itself, without its alternatives, accepts null: authors often forget it in the enum. */
export const allowsNull = (schema: Schema): boolean =>
  typesOf(schema).includes("null") && (schema["const"] ?? null) === null;

/** `anyOf: [{ required: [a] }, { required: [b] }]` has no alternatives: it is a condition, which no type expresses. */
export const isCondition = (schema: Schema): boolean =>
  Object.keys(schema).every((key) => ["required", "not", "title", "description"].includes(key));

/** The members of `oneOf` and `anyOf`. */
export const alternativesOf = (schema: Schema): readonly Schema[] => [
  ...(schema.oneOf ?? []),
  ...(schema.anyOf ?? []),
];

/** What items beyond `prefixItems` are; nothing where the schema does not say. */
export const itemsOf = (schema: Schema): Schema | undefined =>
  isObject(schema.items) ? schema.items : undefined;

/** A list whose items are declared position by position. */
export interface Tuple {
  readonly items: readonly Schema[];
  /** What may follow; nothing for a list of exactly these items. */
  readonly others?: Schema;
}

const longestTuple = 16;

/** `prefixItems`, or a short list of a fixed length. JSON Schema 2020-12, section 10.3.1.1: unless closed, it goes on. */
export const tupleOf = (schema: Schema): Tuple | undefined => {
  const { items, maxItems = Infinity, minItems, prefixItems = [] } = schema;
  if (prefixItems.length > 0) {
    const isClosed = items === false || maxItems <= prefixItems.length;
    return {
      items: prefixItems.slice(0, maxItems),
      ...(!isClosed && { others: isObject(items) ? items : {} }),
    };
  }
  if (minItems !== maxItems || maxItems === 0 || maxItems > longestTuple) return undefined;
  return { items: Array.from({ length: maxItems }, () => itemsOf(schema) ?? {}) };
};

/**
 * What properties beyond the declared ones hold, `{}` for anything; nothing where there are none. A schema that declares
 * properties, or patterns of their names, is taken to declare all of them, unless it says otherwise.
 */
export const additionalPropertiesOf = (schema: Schema): Schema | undefined => {
  const { additionalProperties: others, patternProperties = {}, properties } = schema;
  const declared = [...Object.values(patternProperties), ...(isObject(others) ? [others] : [])];
  const values = declared.filter(
    (each, index) =>
      !declared.slice(0, index).some((other) => isEqualButForDocumentation(each, other)),
  );
  const [only, ...more] = values;
  if (others === true || values.some((each) => Object.keys(each).length === 0)) return {};
  if (only !== undefined) return more.length === 0 ? only : { anyOf: values };
  return (others ?? properties === undefined) ? {} : undefined;
};

/** Whether a schema accepts objects, as far as its own keywords say. */
export const isObjectSchema = (schema: Schema): boolean =>
  schema.type === undefined
    ? schema.properties !== undefined
    : [schema.type].flat().includes("object");

/**
 * Whether responses may hold other strings than the ones listed: an API may add values. An enum of a single string is
 * the value of a discriminator and stays closed.
 */
export const isOpenEnum = (values: readonly Json[]): boolean => {
  const strings = values.filter((value) => value !== null);
  return strings.length > 1 && strings.every((value) => typeof value === "string");
};

/** Whether a string stands for bytes: `format: binary`, or in OpenAPI 3.1 a media type without an encoding. */
export const isBinary = (schema: Schema): boolean =>
  schema.format === "binary" ||
  (typeof schema["contentMediaType"] === "string" && schema["contentEncoding"] === undefined);

/** Whether a parameter or a member of a body of this format accepts a `Date`. */
export const takesDate = (format: string | undefined): boolean =>
  format === "date" || format === "date-time";

/** Whether a parameter of this schema accepts a bigint: a number is exact up to 53 bits only. */
export const takesBigint = (schema: Schema): boolean =>
  schema.format === "int64" && typesOf(schema).includes("integer");
