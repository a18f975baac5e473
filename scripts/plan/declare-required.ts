import type { Schema, Schemas } from "../lib/model.ts";
import { transformSchema } from "../lib/openapi.ts";
import { declarationsOf, own } from "../lib/schema.ts";

/**
 * Declares a required property where it is required, if another member of `allOf` declares it: in TypeScript, `required`
 * only works beside the property. Names that no member declares are left alone.
 *
 *     allOf: [{ $ref: Base }], required: [code]      →  allOf: [{ $ref: Base }, { properties: { code: … }, required: [code] }]
 *     allOf: [{ $ref: Base }, { required: [code] }]  →  the same
 */
export const declareRequired = (given: Schema, schemas: Schemas): Schema =>
  transformSchema(given, (schema) => {
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
  });

/** A schema that no longer requires some names that it does not declare itself. */
const withoutRequired = ({ required = [], ...rest }: Schema, names: readonly string[]): Schema => {
  const kept = required.filter(
    (name) => !names.includes(name) || own(rest.properties, name) !== undefined,
  );
  return kept.length > 0 ? { ...rest, required: kept } : rest;
};
