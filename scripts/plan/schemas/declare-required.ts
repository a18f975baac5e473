import { declarationsOf, resolverIn, takenTypesOf } from "../../lib/composition.ts";
import { isEqualButForDocumentation } from "../../lib/documentation.ts";
import { own } from "../../lib/json.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { alternativesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * Declares a required property where it is required, if it is declared elsewhere: in TypeScript, `required` only works
 * beside the property. Names that nothing declares are left alone.
 *
 *     allOf: [{ $ref: Base }], required: [code]      →  allOf: [{ $ref: Base }, { properties: { code: … }, required: [code] }]
 *     allOf: [{ $ref: Base }, { required: [code] }]  →  the same
 *     anyOf: [{ $ref: A }, { $ref: B }], required: [code]
 *       →  anyOf: [{ $ref: A }, { $ref: B }], properties: { code: … }, required: [code]
 */
export const declareRequired = (given: Schema, schemas: Schemas): Schema =>
  transformSchema(given, (schema) => inAllOf(ofAlternatives(schema, schemas), schemas));

/** What a schema with `allOf` requires, in a member of its own. */
const inAllOf = (schema: Schema, schemas: Schemas): Schema => {
  const { allOf } = schema;
  if (allOf === undefined) return schema;
  const declared = (name: string): Schema | undefined => declarationsOf(name, schema, schemas)[0];
  const isElsewhere = (part: Schema, name: string): boolean =>
    own(part.properties, name) === undefined && declared(name) !== undefined;
  // A `$ref` keeps its own requirements: only what this schema adds is moved.
  const parts = [schema, ...allOf.filter(({ $ref }) => $ref === undefined)];
  const required = [
    ...new Set(
      parts.flatMap((part) => (part.required ?? []).filter((name) => isElsewhere(part, name))),
    ),
  ];
  if (required.length === 0) return schema;
  const properties = Object.fromEntries(required.map((name) => [name, declared(name) ?? {}]));
  const members = allOf
    .map((member) => (member.$ref === undefined ? withoutRequired(member, required) : member))
    .filter((member) => Object.keys(member).length > 0);
  return {
    ...withoutRequired(schema, required),
    allOf: [...members, { type: "object", properties, required }],
  };
};

/** What is required beside alternatives that declare it, all of which are objects. */
const ofAlternatives = (schema: Schema, schemas: Schemas): Schema => {
  const alternatives = alternativesOf(schema);
  const areObjects = alternatives.every(
    (each) => takenTypesOf(each, resolverIn(schemas)).join() === "object",
  );
  if (alternatives.length === 0 || !areObjects) return schema;
  const added = (schema.required ?? []).flatMap((name) => {
    if (declarationsOf(name, schema, schemas).length > 0) return [];
    const declared: Schema[] = [];
    for (const each of alternatives.flatMap((one) => declarationsOf(name, one, schemas)))
      if (!declared.some((other) => isEqualButForDocumentation(other, each))) declared.push(each);
    const [only] = declared;
    if (only === undefined) return [];
    return [[name, declared.length === 1 ? only : { anyOf: declared }] as const];
  });
  return added.length === 0
    ? schema
    : {
        ...schema,
        type: "object",
        properties: { ...schema.properties, ...Object.fromEntries(added) },
      };
};

/** A schema that no longer requires some names that it does not declare itself. */
const withoutRequired = ({ required = [], ...rest }: Schema, names: readonly string[]): Schema => {
  const kept = required.filter(
    (name) => !names.includes(name) || own(rest.properties, name) !== undefined,
  );
  return kept.length > 0 ? { ...rest, required: kept } : rest;
};
