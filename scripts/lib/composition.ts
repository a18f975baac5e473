import { omit, own } from "./json.ts";
import type { Resolve, Schema, Schemas } from "./model.ts";
import { alternativesOf, asSchema, nonNullTypesOf, resolve } from "./schema.ts";

export const resolverIn =
  (schemas: Schemas): Resolve =>
  (schema) =>
    resolve(schema, schemas);

/** How deep a schema is followed into its parts where it matters which part holds which: it may be a part of its own. */
export const maxDepth = 8;

/** A schema, the members that it is composed of, and theirs. Each `$ref` is followed once, so that a circle ends. */
export const composed =
  (membersOf: (schema: Schema) => readonly Schema[]) =>
  (given: Schema, resolve: Resolve): readonly Schema[] => {
    const followed = new Set<string>();
    const parts: Schema[] = [];
    const visit = (part: Schema): void => {
      const { $ref } = part;
      const isKnown = $ref !== undefined && followed.has($ref);
      if ($ref !== undefined) followed.add($ref);
      const schema = isKnown ? asSchema(omit(part, "$ref")) : resolve(part);
      parts.push(schema);
      membersOf(schema).forEach(visit);
    };
    visit(given);
    return parts;
  };

/** A schema and the members of its `allOf`, all of which apply to a value. */
export const allOfParts = composed((schema) => schema.allOf ?? []);

/** A schema, the members of its `allOf`, and its alternatives, some of which apply to a value. */
export const partsOf = composed((schema) => [...(schema.allOf ?? []), ...alternativesOf(schema)]);

/** How a schema and the members of its `allOf` declare a property, in their order. */
export const declarationsOf = (
  property: string,
  given: Schema,
  schemas: Schemas,
): readonly Schema[] =>
  allOfParts(given, resolverIn(schemas))
    .map(({ properties }) => own(properties, property))
    .filter((declared) => declared !== undefined);

/**
 * The types, without `"null"`, of the values that a schema takes, through what it refers to and is composed of; empty
 * where that can be any.
 */
export const takenTypesOf = (given: Schema, resolve: Resolve, depth = 0): readonly string[] => {
  const schema = resolve(given);
  const own = nonNullTypesOf(schema);
  if (own.length > 0 || depth > maxDepth) return own;
  const typesIn = (member: Schema): readonly string[] => takenTypesOf(member, resolve, depth + 1);
  const whole = (schema.allOf ?? []).map(typesIn).find((types) => types.length > 0);
  if (whole) return whole;
  const alternatives = alternativesOf(schema)
    .filter(({ type }) => type !== "null")
    .map(typesIn);
  return alternatives.some((types) => types.length === 0) ? [] : [...new Set(alternatives.flat())];
};
