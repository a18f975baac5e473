import { asText, omit, own } from "../../lib/json.ts";
import { mappedValues } from "../../lib/mappings.ts";
import type { Discriminator, Schema, Schemas } from "../../lib/model.ts";
import { alternativesOf, asSchema, resolve, valuesOf } from "../../lib/schema.ts";
import { areBoth, type Both, both, bothWith } from "../both.ts";
import type { Alternative } from "./schema-view.ts";
import type { At, SchemaWalk } from "./schema-walk.ts";

/**
 * The property that tells alternatives apart, and its values for those that stay. Where it is named for the first time, or
 * no longer, the alternatives themselves gain or lose its values.
 */
export const compareDiscriminators = (
  unions: Both<Schema>,
  pairs: readonly Both<Alternative | undefined>[],
  at: At,
  { note, schemas }: SchemaWalk,
): void => {
  const discriminators = both(unions, ({ discriminator }) => discriminator ?? {});
  const property = both(discriminators, ({ propertyName }) => propertyName);
  if (property.before === undefined || property.after === undefined) return;
  if (property.before !== property.after) {
    note("discriminator-changed", at, property.before, property.after);
    return;
  }
  const givers = bothWith(discriminators, schemas, (discriminator, all) => ({
    discriminator,
    all,
  }));
  const staying = pairs
    .filter((pair) => areBoth(both(pair, (each) => each?.component)))
    .map((pair) => bothWith(pair, givers, valuesGiven));
  const hasLost = staying.some(({ after, before }) => before.some((each) => !after.includes(each)));
  const hasGained = staying.some(({ after, before }) =>
    after.some((each) => !before.includes(each)),
  );
  if (!hasLost && !hasGained) return;
  const text = {
    before: staying.map(({ before }) => before.join(" or ")).join(", "),
    after: staying.map(({ after }) => after.join(" or ")).join(", "),
  };
  const narrowed = hasGained ? "mapping-changed" : "mapping-narrowed";
  note(hasLost ? narrowed : "mapping-widened", at, text.before, text.after);
};

/** The values of an alternative: those that the mapping gives it, the one that it declares itself, or else its name. */
const valuesGiven = (
  alternative: Alternative | undefined,
  { all, discriminator }: { readonly all: Schemas; readonly discriminator: Discriminator },
): readonly string[] => {
  const { component = "", schema = {} } = alternative ?? {};
  const { propertyName = "" } = discriminator;
  const mapped = mappedValues(discriminator, component);
  if (mapped.length > 0) return mapped.toSorted();
  const [declared, ...others] =
    valuesOf(resolve(own(schema.properties, propertyName) ?? {}, all)) ?? [];
  return [others.length === 0 && declared !== undefined ? asText(declared) : component];
};

/**
 * A component that is an alternative may leave the discriminator's property undeclared, or declare its value: of both, only
 * the values are left out, which are compared as those of the discriminator.
 */
export const withoutDiscriminatorValues = (
  pair: Both<Alternative>,
  unions: Both<Schema>,
  schemas: Both<Schemas>,
): Both<Schema> => {
  const { after, before } = both(unions, ({ discriminator }) => discriminator?.propertyName);
  const areComponents = areBoth(both(pair, ({ component }) => component));
  if (before === undefined || before !== after || !areComponents)
    return both(pair, ({ schema }) => schema);
  return bothWith(pair, schemas, ({ schema }, all) => {
    const declared = resolve(own(schema.properties, before) ?? {}, all);
    const isChoice = alternativesOf(declared).every((each) => valuesOf(each) !== undefined);
    const values = ["enum", "const", ...(isChoice ? ["anyOf", "oneOf"] : [])];
    const member = { type: "string", ...asSchema(omit(declared, ...values)) };
    return {
      ...schema,
      properties: { ...schema.properties, [before]: member },
      required: [...new Set([...(schema.required ?? []), before])],
    };
  });
};
