import { accepts } from "../../scripts/lib/accepts.ts";
import { asObject, isObject, type Json, type JsonObject, omit } from "../../scripts/lib/json.ts";
import type { Schema, Schemas } from "../../scripts/lib/model.ts";
import {
  alternativesOf,
  asSchema,
  isOpenEnum,
  itemsOf,
  resolve,
  tupleOf,
  typesOf,
  valuesOf,
} from "../../scripts/lib/schema.ts";
import { transformSchema } from "../../scripts/lib/transform.ts";
import { visibleIn } from "../../scripts/lib/visible-properties.ts";

export type Side = "request" | "response";

/** The schemas of a document as requests or responses have them: without what only the other side has. */
export const schemasIn = (side: Side, root: JsonObject): Schemas => {
  const schemas = asObject(asObject(root["components"])["schemas"]) as Schemas;
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, seenFrom(side, schema, schemas)]),
  );
};

export const seenFrom = (side: Side, schema: Schema, schemas: Schemas): Schema =>
  transformSchema(schema, (each) => visibleIn(side, each, schemas));

/** What a package's types say of a response: no limits, other properties, and other strings than those listed. */
export const asTyped = (schema: Schema): Schema =>
  transformSchema(schema, (each) => {
    const limits = ["maximum", "maxLength", "maxItems", "minItems"];
    const isClosed = each.additionalProperties === false;
    const typed = asSchema(omit(each, ...limits, ...(isClosed ? ["additionalProperties"] : [])));
    return isOpenEnum(typed.enum ?? [])
      ? { ...asSchema(omit(typed, "enum")), type: typesOf(typed) }
      : typed;
  });

const scalars: Readonly<Record<string, readonly Json[]>> = {
  string: ["", "a", "b", "c", "2026-01-01T00:00:00Z", "long enough"],
  integer: [0, 1, 2, 9, 99],
  number: [0, 1, 2, 1.5, 99],
  boolean: [true, false],
  null: [null],
};
const mostAlternatives = 100;

/** Values that a schema accepts, of every kind and with every property there and missing. */
export const samplesOf = (given: Schema, schemas: Schemas): readonly Json[] => {
  const found = candidates(given, schemas, 0).filter((value) => accepts(given, value, schemas));
  return [...new Map(found.map((value) => [JSON.stringify(value), value])).values()];
};

const candidates = (given: Schema, schemas: Schemas, depth: number): readonly Json[] => {
  if (depth > 10) return [];
  const schema = resolve(given, schemas);
  const inner = [...alternativesOf(schema), ...(schema.allOf ?? [])];
  if (inner.length > 0) return inner.flatMap((each) => candidates(each, schemas, depth + 1));
  const values = valuesOf(schema);
  if (values) return values;
  const types = typesOf(schema);
  return (types.length === 0 ? Object.keys(scalars) : types).flatMap((type) => {
    if (type === "object") return objects(schema, schemas, depth);
    if (type === "array") {
      const tuple = tupleOf(schema);
      return tuple
        ? tuples(tuple.items, schemas, depth)
        : lists(itemsOf(schema) ?? {}, schemas, depth);
    }
    return scalars[type] ?? [];
  });
};

const tuples = (items: readonly Schema[], schemas: Schemas, depth: number): readonly Json[] => {
  const found = items.map((item) => candidates(item, schemas, depth + 1));
  const whole = found.map(([first = null]) => first);
  return found.flatMap((values, index) => values.map((value) => whole.with(index, value)));
};

const lists = (items: Schema, schemas: Schemas, depth: number): readonly Json[] => {
  const found = candidates(items, schemas, depth + 1);
  const [first = null] = found;
  return [[], ...found.map((each) => [each]), [first, first, first, first, first]];
};

const objects = (schema: Schema, schemas: Schemas, depth: number): readonly Json[] => {
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => [name, candidates(property, schemas, depth + 1)] as const,
  );
  const whole = Object.fromEntries(
    members.flatMap(([name, [first]]) => (first === undefined ? [] : [[name, first]])),
  );
  const isRequired = (name: string): boolean => schema.required?.includes(name) ?? false;
  const least = Object.fromEntries(Object.entries(whole).filter(([name]) => isRequired(name)));
  const { additionalProperties } = schema;
  const others = isObject(additionalProperties)
    ? candidates(additionalProperties, schemas, depth + 1)
    : [];
  return [
    whole,
    least,
    ...others.slice(0, 1).map((value) => ({ ...whole, other: value })),
    ...members.flatMap(([name, values]) => [
      ...(isRequired(name) ? [] : [omit(whole, name)]),
      ...values.slice(0, mostAlternatives).map((value) => ({ ...whole, [name]: value })),
    ]),
  ].filter(isObject);
};
