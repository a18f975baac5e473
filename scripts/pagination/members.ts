import { maxDepth, partsOf, resolverIn } from "../lib/composition.ts";
import { byCodeUnit } from "../lib/json.ts";
import type { Schema, Schemas } from "../lib/model.ts";
import { alternativesOf, itemsOf, resolve, typesOf } from "../lib/schema.ts";
import { elsewhere, plain } from "./words.ts";

/** A member of an object, however deep, and what it is. */
export interface Member {
  readonly path: readonly string[];
  readonly schema: Schema;
}

/** The types that a schema permits, wherever it is composed of others; none if it permits any. */
export const typesIn = (schema: Schema, schemas: Schemas): ReadonlySet<string> => {
  const known = typesBySchema.get(schemas) ?? new WeakMap<Schema, ReadonlySet<string>>();
  typesBySchema.set(schemas, known);
  const types =
    known.get(schema) ??
    new Set(partsOf(schema, resolverIn(schemas)).flatMap((part) => typesOf(part)));
  known.set(schema, types);
  return types;
};

/** The lists of an API share their envelopes, whose members are asked for again and again. */
const typesBySchema = new WeakMap<Schemas, WeakMap<Schema, ReadonlySet<string>>>();

export const isArray = (schema: Schema, schemas: Schemas): boolean =>
  typesIn(schema, schemas).has("array");

export const isNumeric = (schema: Schema, schemas: Schemas): boolean => {
  const types = typesIn(schema, schemas);
  return types.has("integer") || types.has("number");
};

/** Whether a value may be of one of the types: a schema without types permits any, also as an alternative to null. */
export const mayBe = (schema: Schema, schemas: Schemas, ...types: readonly string[]): boolean => {
  const permitted = typesIn(schema, schemas);
  return (
    permitted.size === 0 ||
    types.some((type) => permitted.has(type)) ||
    alternativesOf(resolve(schema, schemas)).some((each) => typesIn(each, schemas).size === 0)
  );
};

/** What the items of an array are. */
export const elementOf = (schema: Schema, schemas: Schemas): Schema | undefined => {
  for (const part of partsOf(schema, resolverIn(schemas))) {
    const items = itemsOf(part);
    if (items) return items;
  }
  return undefined;
};

/** The properties of an object, in code-unit order, so that the same one is taken however upstream lists them. */
export const propertiesOf = (
  schema: Schema,
  schemas: Schemas,
): readonly (readonly [string, Schema])[] => {
  const found = new Map<string, Schema>();
  for (const part of partsOf(schema, resolverIn(schemas)))
    for (const [name, property] of Object.entries(part.properties ?? {}))
      if (!found.has(name)) found.set(name, property);
  return [...found].sort(([a], [b]) => byCodeUnit(a, b));
};

/** The properties that an object has for certain: of alternatives, those that all of them have. */
export const commonProperties = (
  given: Schema,
  schemas: Schemas,
  depth = 0,
): ReadonlySet<string> => {
  if (depth > maxDepth) return new Set();
  const schema = resolve(given, schemas);
  const own = [
    ...Object.keys(schema.properties ?? {}),
    ...(schema.allOf ?? []).flatMap((part) => [...commonProperties(part, schemas, depth + 1)]),
  ];
  const [first, ...others] = alternativesOf(schema)
    .filter((each) => !isNull(each, schemas))
    .map((each) => commonProperties(each, schemas, depth + 1));
  const shared = [...(first ?? [])].filter((name) => others.every((each) => each.has(name)));
  return new Set([...own, ...shared]);
};

const isNull = (schema: Schema, schemas: Schemas): boolean => {
  const types = typesIn(schema, schemas);
  return types.size === 1 && types.has("null");
};

/**
 * The members of an object and of the objects in it, the nearer ones first; not those of lists, nor of what leads to
 * other pages than the next one.
 */
export const membersOf = (root: Schema, schemas: Schemas, depth = 3): readonly Member[] => {
  const result: Member[] = [];
  let level: readonly Member[] = [{ path: [], schema: root }];
  for (let count = 0; count < depth && level.length > 0; count++) {
    level = level
      .filter(({ schema }) => !isArray(schema, schemas))
      .flatMap(({ path, schema }) =>
        propertiesOf(schema, schemas).map(([name, property]) => ({
          path: [...path, name],
          schema: property,
        })),
      )
      .filter(
        ({ path, schema }) =>
          !elsewhere.test(plain(path.at(-1) ?? "")) || typesIn(schema, schemas).has("boolean"),
      );
    result.push(...level);
  }
  return result;
};

/** The plain names of a member and of the object that it is in. */
export const namesOf = ({
  path,
}: Pick<Member, "path">): readonly [name: string, parent: string] => [
  plain(path.at(-1) ?? ""),
  plain(path.at(-2) ?? ""),
];
