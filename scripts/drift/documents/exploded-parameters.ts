import type { Schemas } from "../../lib/model.ts";
import { isSameParameter } from "../../lib/same-parameter.ts";
import type { NamedParameter } from "../../plan/parameters.ts";
import type { Both } from "../both.ts";
import { kindsOf, viewSchema } from "../schemas/schema-view.ts";

/** A parameter, or a property of an object that is written as a parameter of its own. */
export interface SentParameter extends NamedParameter {
  readonly object?: NamedParameter;
}

/**
 * Parameters of which one side declares each on its own and the other side declares all as the properties of an object in
 * exploded form, which looks the same on the wire.
 *
 *     name: paging, schema: { type: object, properties: { page: …, size: … } }  ↔  name: page · name: size
 */
export const explodeParameters = (
  { after, before }: Both<readonly NamedParameter[]>,
  schemas: Both<Schemas>,
): Both<readonly SentParameter[]> => ({
  before: explodeFor(after, before, schemas.before),
  after: explodeFor(before, after, schemas.after),
});

const explodeFor = (
  others: readonly NamedParameter[],
  parameters: readonly NamedParameter[],
  schemas: Schemas,
): readonly SentParameter[] =>
  parameters.flatMap((whole) => {
    const members = membersOf(whole, schemas);
    const isApart = members.some((member) =>
      others.some((other) => isSameParameter(member.parameter, other.parameter)),
    );
    return isApart ? members : [whole];
  });

/** The properties of an object that is written in exploded form, as parameters of their own. */
const membersOf = (whole: NamedParameter, schemas: Schemas): readonly SentParameter[] => {
  const { key, parameter } = whole;
  const { explode, in: location, schema, style } = parameter;
  if (location !== "query" || style !== "form" || !explode || schema === undefined) return [];
  const [{ schema: object } = {}, ...others] = viewSchema(schema, schemas).alternatives;
  if (!object || others.length > 0 || [...kindsOf(object)].join() !== "object") return [];
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    key: `${key}.${name}`,
    parameter: {
      ...parameter,
      name,
      required: parameter.required && (object.required ?? []).includes(name),
      schema: property,
    },
    object: whole,
  }));
};
