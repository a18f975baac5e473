import { declarationsOf } from "../../lib/composition.ts";
import { parentsOf } from "../../lib/inheritance.ts";
import { isEqual, own } from "../../lib/json.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { schemaName } from "../../lib/references.ts";
import { alternativesOf, resolve, valuesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";
import { fixedTo, permits, requires, valuesOfAlternative } from "./discriminators.ts";

/**
 * Fixes the discriminator's property in the components that unions consist of, so that their types are the same whether
 * they list their value or leave it to the discriminator. A component to which unions give different values stays.
 *
 *     Shape: { oneOf: [Circle, …], discriminator: { propertyName: kind } }, Circle: { properties: { kind: string } }
 *       →  Circle: { properties: { kind: { const: Circle } } }
 */
export const fixMembers = (
  schemas: Schemas,
  unions: readonly Schema[],
  /** All schemas that have an `allOf`. */
  composed: readonly Schema[] = [],
): Schemas => {
  const fixed = new Map(Object.entries(schemas));
  const claims = agreedOf(unions, schemas);
  const heirs = heirsOf(composed, schemas);
  for (const claim of claims) {
    const given = fixed.get(claim.component);
    const isBase = heirs
      .get(claim.component)
      ?.some((heir) => differs(heir, claim, claims, schemas));
    if (given !== undefined && !isBase)
      fixed.set(claim.component, fixMember(given, claim, schemas));
  }
  return Object.fromEntries(fixed);
};

/** For each component the schemas that are composed of it, directly or through others. */
const heirsOf = (
  composed: readonly Schema[],
  schemas: Schemas,
): ReadonlyMap<string, readonly Schema[]> => {
  const heirs = new Map<string, Schema[]>();
  for (const heir of composed) {
    const seen = new Set<string>();
    const climb = (schema: Schema): void => {
      for (const parent of parentsOf(schema)) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        heirs.set(parent, [...(heirs.get(parent) ?? []), heir]);
        climb(own(schemas, parent) ?? {});
      }
    };
    climb(heir);
  }
  return heirs;
};

/** Whether a schema that is composed of a component has a value of its own, which it declares or a union gives it. */
const differs = (
  heir: Schema,
  { component, property, values }: Claim,
  claims: readonly Claim[],
  schemas: Schemas,
): boolean => {
  const inherited = declarationsOf(property, own(schemas, component) ?? {}, schemas);
  return (
    declarationsOf(property, heir, schemas).some((each) => !inherited.includes(each)) ||
    claims.some(
      (other) =>
        other.property === property &&
        own(schemas, other.component) === heir &&
        !isEqual(other.values, values),
    )
  );
};

/** A component, fixed where it declares the property itself, or beside what declares it for several components. */
const fixMember = (schema: Schema, { property, values }: Claim, schemas: Schemas): Schema => {
  const declared = declarationsOf(property, schema, schemas).map((each) => resolve(each, schemas));
  const [first] = declared;
  const permitted = values.filter((value) => declared.every((each) => permits(each, value)));
  if (first === undefined || permitted.length === 0 || declared.some(isChoice)) return schema;
  const properties = { [property]: fixedTo(permitted, first) };
  if (own(schema.properties, property) !== undefined)
    return { ...schema, properties: { ...schema.properties, ...properties } };
  const required = requires(property, schema, schemas) ? { required: [property] } : {};
  const member = { type: "object", properties, ...required };
  return { ...schema, allOf: [...(schema.allOf ?? []), member] };
};

const isChoice = (schema: Schema): boolean =>
  valuesOf(schema) !== undefined || alternativesOf(schema).length > 0;

interface Claim {
  readonly component: string;
  readonly property: string;
  readonly values: readonly string[];
}

/** Every schema in these, at any depth, that has the keyword. */
export const schemasWith = (
  keyword: "allOf" | "discriminator",
  schemas: readonly Schema[],
): readonly Schema[] => {
  const found: Schema[] = [];
  for (const schema of schemas)
    transformSchema(schema, (each) => {
      if (each[keyword] !== undefined) found.push(each);
      return each;
    });
  return found;
};

/** What unions say of the components that they consist of, where all that name one say the same. */
const agreedOf = (unions: readonly Schema[], schemas: Schemas): readonly Claim[] => {
  const claims = unions.flatMap((union) =>
    alternativesOf(union).flatMap((alternative): readonly Claim[] => {
      const { discriminator = {} } = union;
      const component = schemaName(alternative.$ref) ?? "";
      const values = valuesOfAlternative(alternative, discriminator, schemas);
      const isUnion = alternativesOf(own(schemas, component) ?? {}).length > 0;
      if (discriminator.propertyName === undefined || values.length === 0 || isUnion) return [];
      return [{ component, property: discriminator.propertyName, values: [...values].sort() }];
    }),
  );
  const byComponent = Map.groupBy(claims, ({ component, property }) =>
    JSON.stringify([component, property]),
  );
  return [...byComponent.values()].flatMap(([first, ...rest]) => {
    const isAgreed = rest.every(({ values }) => isEqual(values, first?.values));
    return first && isAgreed ? [first] : [];
  });
};
