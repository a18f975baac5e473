import { isParent, parentsOf } from "../../lib/inheritance.ts";
import { omit, own } from "../../lib/json.ts";
import { mappedComponent } from "../../lib/mappings.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { asSchema, resolve } from "../../lib/schema.ts";
import { fixedTo, isFixed, permits } from "./discriminators.ts";

/**
 * Fixes the discriminator's property of every child to the child's value, and to those of its own children. A parent
 * without alternatives then needs no discriminator. OpenAPI 3.1, section 4.8.25.
 *
 *     Pet: { discriminator: { propertyName: kind, mapping: { dog: Dog } } }, Dog: { allOf: [{ $ref: Pet }, …] }
 *       →  Dog: { allOf: [{ $ref: Pet }, …, { properties: { kind: { const: dog } } }] }
 */
export const fixChildren = (schemas: Schemas): Schemas => {
  const fixed = new Map<string, Schema>(Object.entries(schemas));
  for (const [parent, schema] of Object.entries(schemas)) {
    const { discriminator } = schema;
    if (!isParent(schema) || discriminator?.propertyName === undefined) continue;
    fixed.set(parent, asSchema(omit(fixed.get(parent) ?? schema, "discriminator")));
    for (const [child, values] of valuesByChild(parent, discriminator.mapping ?? {}, schemas)) {
      const given = own(schemas, child);
      if (given === undefined || child === parent) continue;
      const change = fixProperty(discriminator.propertyName, values, schema, schemas);
      fixed.set(child, change(fixed.get(child) ?? given));
    }
  }
  return Object.fromEntries(fixed);
};

/** The values of each child: those that the mapping gives it, and those of its own children. */
const valuesByChild = (
  parent: string,
  mapping: { readonly [value: string]: string },
  schemas: Schemas,
): ReadonlyMap<string, readonly string[]> => {
  const values = new Map<string, string[]>();
  for (const [value, target] of Object.entries(mapping)) {
    const climb = (name: string, within: readonly string[]): void => {
      if (name === parent || within.includes(name)) return;
      values.set(name, [...(values.get(name) ?? []), value]);
      for (const each of parentsOf(own(schemas, name)))
        if (descendsFrom(each, parent, schemas)) climb(each, [...within, name]);
    };
    climb(mappedComponent(target), []);
  }
  return values;
};

const descendsFrom = (
  name: string,
  ancestor: string,
  schemas: Schemas,
  within: readonly string[] = [],
): boolean =>
  !within.includes(name) &&
  parentsOf(own(schemas, name)).some(
    (each) => each === ancestor || descendsFrom(each, ancestor, schemas, [...within, name]),
  );

const fixProperty =
  (property: string, values: readonly string[], parent: Schema, schemas: Schemas) =>
  (child: Schema): Schema => {
    const declared = own(child.properties, property);
    const inherited = own(parent.properties, property);
    const schema = resolve(declared ?? inherited ?? {}, schemas);
    const permitted = values.filter((value) => permits(schema, value));
    if (permitted.length === 0 || (declared !== undefined && isFixed(schema))) return child;
    const properties = { [property]: fixedTo(permitted, schema) };
    if (declared !== undefined || child.allOf === undefined)
      return { ...child, properties: { ...child.properties, ...properties } };
    const isRequired = parent.required?.includes(property) ?? false;
    const member = { type: "object", properties, ...(isRequired && { required: [property] }) };
    return { ...child, allOf: [...child.allOf, member] };
  };
