import type { Discriminator, Schema, Schemas } from "../lib/model.ts";
import { transformSchema } from "../lib/openapi.ts";
import { refTo, schemaName } from "../lib/references.ts";
import { alternativesOf, own, resolve, valuesOf } from "../lib/schema.ts";

/**
 * Gives every alternative of a discriminator its value on the wire: the one that the component fixes itself, those that
 * the mapping gives it, or else its name in the document. OpenAPI 3.1, section 4.8.25.
 *
 *     oneOf: [Circle, Square], where Square has kind: { const: sq }  →  mapping: { Circle: Circle, sq: Square }
 */
export const completeMappings = (given: Schema, schemas: Schemas): Schema =>
  transformSchema(given, (schema) => {
    const { discriminator } = schema;
    // Without alternatives, a mapping names the children of a parent.
    const components = alternativesOf(schema).flatMap(({ $ref }) => schemaName($ref) ?? []);
    if (discriminator === undefined || components.length === 0) return schema;
    const entries = components.flatMap((component) =>
      valuesFor(component, discriminator, schemas).map(
        (value) => [value, refTo(component).$ref] as const,
      ),
    );
    return {
      ...schema,
      discriminator: { ...discriminator, mapping: Object.fromEntries(entries) },
    };
  });

const valuesFor = (
  component: string,
  { mapping = {}, propertyName = "" }: Discriminator,
  schemas: Schemas,
): readonly string[] => {
  const property = own(resolve(own(schemas, component) ?? {}, schemas).properties, propertyName);
  const [value, ...others] = valuesOf(resolve(property ?? {}, schemas)) ?? [];
  if (typeof value === "string" && others.length === 0) return [value];
  const mapped = Object.entries(mapping).filter(
    ([, target]) => (schemaName(target) ?? target) === component,
  );
  return mapped.length > 0 ? mapped.map(([key]) => key) : [component];
};
