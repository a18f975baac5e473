import { isObject, type Json } from "../lib/json.ts";
import type { Discriminator, Schema, Schemas } from "../lib/model.ts";
import { forEachRef, transformSchema } from "../lib/openapi.ts";
import { refTo, schemaName } from "../lib/references.ts";
import { isOpenEnum, takesBigint, takesDate, typesOf } from "../lib/schema.ts";
import { type Marks, withMarks } from "./marks.ts";

/** Where a schema is used: in a parameter, in a body that is sent, or in one that is received. */
export type Usage = "parameter" | "body" | "response";

/** How each component is used, directly or through what refers to it. */
export class ComponentUsage {
  readonly #usages = new Map<string, Set<Usage>>();
  readonly #schemas: Schemas;

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  add(part: Json, usage: Usage): void {
    forEachRef(part, (ref) => {
      const name = schemaName(ref);
      if (name === undefined) return;
      const usages = this.#usages.get(name) ?? new Set();
      if (usages.has(usage)) return;
      this.#usages.set(name, usages.add(usage));
      this.add(this.#schemas[name] ?? {}, usage);
    });
  }

  of(name: string): ReadonlySet<Usage> {
    return this.#usages.get(name) ?? new Set();
  }
}

/** Components that are sent and received and whose types differ between the two, directly or through what they refer to. */
export const splitComponents = (schemas: Schemas, usage: ComponentUsage): ReadonlySet<string> => {
  const inBoth = Object.entries(schemas).filter(
    ([name]) => usage.of(name).has("response") && usage.of(name).size > 1,
  );
  const split = new Set(
    inBoth.filter(([name, schema]) => differs(schema, usage.of(name))).map(([name]) => name),
  );
  for (let before = -1; before !== split.size;) {
    before = split.size;
    for (const [name, schema] of inBoth)
      forEachRef(schema, (ref) => split.has(schemaName(ref) ?? "") && split.add(name));
  }
  return split;
};

const differs = (schema: Schema, usages: ReadonlySet<Usage>): boolean => {
  let found = false;
  transformSchema(schema, (each) => {
    if (
      isOpenEnum(each.enum ?? []) ||
      (usages.has("parameter") && (takesDate(each.format) || takesBigint(each)))
    )
      found = true;
    return each;
  });
  return found;
};

/** A schema as one side uses it: with the marks of that side, and with references under the names of its types. */
export const markUsage = (
  schema: Schema,
  usages: ReadonlySet<Usage>,
  nameOf: (component: string) => string,
): Schema => {
  const isSent = usages.has("parameter") || usages.has("body");
  return transformSchema(schema, (each) => {
    const marks: Marks = {
      ...(!isSent && isOpenEnum(each.enum ?? []) && { "x-open": true }),
      ...(isSent && isObjectWithKeys(each) && { "x-undefined": true }),
      ...(isSent &&
        !usages.has("response") &&
        typesOf(each).includes("array") && { "x-readonly": true }),
      ...(usages.has("parameter") && takesDate(each.format) && { "x-date": true }),
      ...(usages.has("parameter") && takesBigint(each) && { "x-bigint": true }),
    };
    const name = schemaName(each.$ref);
    const { discriminator } = each;
    const renamed = {
      ...(name !== undefined && refTo(nameOf(name))),
      ...(discriminator?.mapping && { discriminator: renameMapping(discriminator, nameOf) }),
    };
    const marked = withMarks(each, marks);
    return Object.keys(renamed).length > 0 ? { ...marked, ...renamed } : marked;
  });
};

const isObjectWithKeys = ({ additionalProperties, properties }: Schema): boolean =>
  properties !== undefined || isObject(additionalProperties);

const renameMapping = (
  { mapping = {}, ...rest }: Discriminator,
  nameOf: (component: string) => string,
): Discriminator => ({
  ...rest,
  mapping: Object.fromEntries(
    Object.entries(mapping).map(([value, target]) => [
      value,
      refTo(nameOf(schemaName(target) ?? target)).$ref,
    ]),
  ),
});
