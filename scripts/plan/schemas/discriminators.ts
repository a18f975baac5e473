import { allOfParts, declarationsOf, resolverIn } from "../../lib/composition.ts";
import { type Json, omit, own } from "../../lib/json.ts";
import { mappedValues } from "../../lib/mappings.ts";
import type { Discriminator, Schema, Schemas } from "../../lib/model.ts";
import { schemaName } from "../../lib/references.ts";
import { alternativesOf, asSchema, nonNullTypesOf, resolve, valuesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * Fixes the discriminator's property in each alternative to its value on the wire: the one that the component fixes
 * itself, those that the mapping gives it, or else its name in the document. OpenAPI 3.1, section 4.8.25.
 *
 *     oneOf: [Circle, …], discriminator: { propertyName: kind }
 *       →  oneOf: [{ allOf: [{ properties: { kind: { const: Circle } }, required: [kind] }, Circle] }, …]
 */
export const fixAlternatives = (given: Schema, schemas: Schemas): Schema =>
  transformSchema(given, (schema) => {
    const { discriminator } = schema;
    const property = discriminator?.propertyName;
    if (property === undefined || alternativesOf(schema).length === 0) return schema;
    const fix = (alternative: Schema): Schema => {
      const declared = declarationsOf(property, alternative, schemas).map((each) =>
        resolve(each, schemas),
      );
      const named = valuesOfAlternative(alternative, discriminator ?? {}, schemas);
      const permitted = named.filter((value) => declared.every((each) => permits(each, value)));
      const values = permitted.length > 0 ? permitted : listedIn(declared);
      const own = declared.find(isFixed);
      if (named.length === 0 || values.length === 0) return alternative;
      if (own && requires(property, alternative, schemas)) return alternative;
      const properties = { [property]: own ?? fixedTo(values, declared[0] ?? {}) };
      return { allOf: [{ type: "object", properties, required: [property] }, alternative] };
    };
    const { anyOf, oneOf } = schema;
    return {
      ...asSchema(omit(schema, "discriminator")),
      ...(oneOf && { oneOf: oneOf.map(fix) }),
      ...(anyOf && { anyOf: anyOf.map(fix) }),
    };
  });

/** The values that a union's discriminator gives one of its alternatives; none to one that is no component. */
export const valuesOfAlternative = (
  { $ref }: Schema,
  discriminator: Discriminator,
  schemas: Schemas,
): readonly string[] => {
  const component = schemaName($ref);
  if (component === undefined) return [];
  const mapped = mappedValues(discriminator, component);
  if (mapped.length > 0) return mapped;
  // A union among the alternatives has the values of its own alternatives.
  const isUnion = alternativesOf(resolve(own(schemas, component) ?? {}, schemas)).length > 0;
  return isUnion ? [] : [component];
};

/** Whether a schema, or a member of its `allOf`, requires a property. */
export const requires = (property: string, given: Schema, schemas: Schemas): boolean =>
  allOfParts(given, resolverIn(schemas)).some(({ required = [] }) => required.includes(property));

/** Whether a property has one value only. */
export const isFixed = (property: Schema): boolean => valuesOf(property)?.length === 1;

/** Whether a property may have a value of a mapping: one that it rules out would leave nothing of the union's member. */
export const permits = (property: Schema, value: string): boolean => {
  const types = nonNullTypesOf(property);
  return (
    valuesOf(property)?.some((each) => asKey(each) === value) ??
    (types.length === 0 || types.some((type) => isOfType(value, type)))
  );
};

/** A list or an object has no value that a mapping can name. */
const isOfType = (value: string, type: string): boolean => {
  if (isNumeric(type)) return value !== "" && Number.isFinite(Number(value));
  if (type === "boolean") return value === "true" || value === "false";
  return type === "string";
};

const isNumeric = (type: string): boolean => type === "integer" || type === "number";

/** The values that a property lists itself. */
const listedIn = (declared: readonly Schema[]): readonly string[] =>
  declared
    .flatMap((each) => valuesOf(each) ?? [])
    .filter((each) => each !== null)
    .map(asKey);

/** A value as the key of a mapping. */
const asKey = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** A property's schema with the values that a mapping gives it; a mapping's keys are strings, whatever the property is. */
export const fixedTo = (values: readonly string[], { description, ...rest }: Schema): Schema => {
  const types = nonNullTypesOf(asSchema(rest));
  const constants = values.map((value) => ({ const: wireValue(value, types) }));
  const [only = {}, ...others] = constants;
  return {
    ...(description !== undefined && { description }),
    ...(others.length === 0 ? only : { anyOf: constants }),
  };
};

const wireValue = (value: string, types: readonly string[]): Json => {
  const [type] = types.filter((each) => each !== "string" && isOfType(value, each));
  if (type === undefined) return value;
  return isNumeric(type) ? Number(value) : value === "true";
};
