import { asSchema, own, resolve, valuesOf } from "../../lib/schema.ts";
import { asText, omit } from "../../lib/json.ts";
import type { Discriminator, Schema, Schemas } from "../../lib/model.ts";
import { schemaName } from "../../lib/references.ts";
import { areBoth, type Both, both, bothWith } from "../both.ts";
import type { Alternative } from "./schema-view.ts";
import type { At, SchemaWalk } from "./schema-walk.ts";

/** The property that tells alternatives apart, and its values for those that stay. */
export const compareDiscriminators = (
  unions: Both<Schema>,
  pairs: readonly Both<Alternative | undefined>[],
  at: At,
  { note, schemas }: SchemaWalk,
): void => {
  const discriminators = both(unions, ({ discriminator }) => discriminator ?? {});
  const property = both(discriminators, ({ propertyName }) => propertyName ?? "nothing");
  if (property.before !== property.after) {
    note("discriminator-changed", at, property.before, property.after);
    return;
  }
  if (property.before === "nothing") return;
  const staying = pairs.filter((pair) => areBoth(both(pair, (each) => each?.component)));
  const values = bothWith(discriminators, schemas, (discriminator, all) => ({
    discriminator,
    all,
  }));
  const text = {
    before: staying.map(({ before }) => formatValues(before, values.before)).join(", "),
    after: staying.map(({ after }) => formatValues(after, values.after)).join(", "),
  };
  if (text.before !== text.after) note("mapping-changed", at, text.before, text.after);
};

/** The values of an alternative: those that the mapping gives it, the one that it declares itself, or else its name. */
const formatValues = (
  alternative: Alternative | undefined,
  { all, discriminator }: { readonly all: Schemas; readonly discriminator: Discriminator },
): string => {
  const { component = "", schema = {} } = alternative ?? {};
  const { mapping = {}, propertyName = "" } = discriminator;
  const mapped = Object.entries(mapping)
    .filter(([, target]) => (schemaName(target) ?? target) === component)
    .map(([value]) => value);
  if (mapped.length > 0) return mapped.sort().join(" or ");
  const [declared, ...others] =
    valuesOf(resolve(own(schema.properties, propertyName) ?? {}, all)) ?? [];
  return others.length === 0 && declared !== undefined ? asText(declared) : component;
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
    const member = { type: "string", ...asSchema(omit(declared, "enum", "const")) };
    return {
      ...schema,
      properties: { ...schema.properties, [before]: member },
      required: [...new Set([...(schema.required ?? []), before])],
    };
  });
};
