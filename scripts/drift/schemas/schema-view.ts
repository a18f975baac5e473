import { maxDepth } from "../../lib/composition.ts";
import { isAnnotation } from "../../lib/documentation.ts";
import { omit, own } from "../../lib/json.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { schemaAt, schemaName } from "../../lib/references.ts";
import {
  allowsNull,
  alternativesOf,
  asSchema,
  isCondition,
  isOnlyNull,
  nonNullTypesOf,
  typesOf,
  valuesOf,
} from "../../lib/schema.ts";
import type { Marks } from "../../plan/schemas/marks.ts";
import { mergeBoth } from "./merge-schemas.ts";

/** A schema as it is compared: resolved, its `allOf` merged, null set apart, each alternative on its own. */
export interface SchemaView {
  /** Without `oneOf` and `anyOf`: constraints beside them are part of each alternative. */
  readonly schema: Schema;
  readonly isNullable: boolean;
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  /** The component's name, its title, or what kind of value it is. */
  readonly name: string;
  readonly component?: string;
  readonly schema: Schema;
}

export const viewSchema = (given: Schema, schemas: Schemas, depth = 0): SchemaView => {
  const schema = merge(given, schemas);
  const members = alternativesOf(schema);
  const isUnion = members.length > 0 && depth < maxDepth && !members.every(isCondition);
  const rest = isUnion ? asSchema(omit(schema, "oneOf", "anyOf")) : schema;
  if (!isUnion)
    return {
      schema: rest,
      isNullable: allowsNull(rest),
      alternatives: [toAlternative(given, rest)],
    };
  const views = members.map((member) => viewSchema(member, schemas, depth + 1));
  // Annotations beside `oneOf` apply to the union; constraints apply to each alternative.
  const constraints = asSchema(
    Object.fromEntries(
      Object.entries(rest).filter(([key]) => !isAnnotation(key) && key !== "discriminator"),
    ),
  );
  return {
    schema: rest,
    isNullable:
      allowsNull(rest) || views.some((view) => view.isNullable || isOnlyNull(view.schema)),
    alternatives: foldScalars(
      views
        .filter((view) => !isOnlyNull(view.schema))
        .flatMap(({ alternatives }) => alternatives)
        .map((each) => ({ ...each, schema: mergeBoth(constraints, each.schema) })),
    ),
  };
};

/** Merges plain scalar alternatives into one, so that `enum: [a, b]` equals `oneOf` of two constants. */
const foldScalars = (alternatives: readonly Alternative[]): readonly Alternative[] => {
  const plain = alternatives.filter(({ schema }) => isPlainScalar(schema));
  const [first, ...others] = plain;
  if (first === undefined || others.length === 0) return alternatives;
  const hasOpenMember = plain.some(({ schema }) => valuesOf(schema) === undefined);
  const type = [...new Set(plain.flatMap(({ schema }) => typesOf(schema)))];
  const values = plain.flatMap(({ schema }) => valuesOf(schema) ?? []);
  // Some values of one type, and all of another, are not one enum.
  if (hasOpenMember && type.length > 1 && values.length > 0) return alternatives;
  const schema: Schema = { type, ...(!hasOpenMember && { enum: values }) };
  return [
    ...alternatives.filter((each) => !plain.includes(each)),
    { name: nameOfKinds(schema), schema },
  ];
};

const isPlainScalar = (schema: Schema): boolean =>
  Object.keys(schema).every(
    (key) => isAnnotation(key) || ["type", "enum", "const", "discriminator"].includes(key),
  ) && isScalar(schema);

/** Whether a schema accepts strings, numbers and booleans only. */
export const isScalar = (schema: Schema): boolean =>
  [...kindsOf(schema)].every(
    (kind) => kind === "string" || kind === "number" || kind === "boolean",
  );

const toAlternative = (given: Schema, schema: Schema): Alternative => {
  const component = schemaName(given.$ref);
  return {
    name: component ?? schema.title ?? nameOfKinds(schema),
    ...(component !== undefined && { component }),
    schema,
  };
};

/** A schema with everything that applies with it: the target of its `$ref`, the keywords beside it, and its `allOf`. */
const merge = (given: Schema, schemas: Schemas, within: readonly string[] = []): Schema => {
  const { $ref, allOf = [], ...rest } = given;
  const name = schemaName($ref);
  if (name !== undefined && within.includes(name)) return {};
  const inner = name === undefined ? within : [...within, name];
  const target = $ref === undefined ? [] : [asSchema(schemaAt($ref, schemas))];
  // What a part has for children are its own, and not those of the whole.
  const parts = allOf.map((member) => asSchema(omit(merge(member, schemas, inner), "$defs")));
  return [...target.map((each) => merge(each, schemas, inner)), ...parts].reduce(
    mergeBoth,
    asSchema(rest),
  );
};

/** The components that a schema refers to, or is composed of. */
export const componentsOf = (schema: Schema, schemas: Schemas, depth = 0): readonly string[] => {
  if (depth > maxDepth) return [];
  const name = schemaName(schema.$ref);
  if (name !== undefined) {
    const target = own(schemas, name);
    return [name, ...(target?.$ref === undefined ? [] : componentsOf(target, schemas, depth + 1))];
  }
  return [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap(
    (part) => componentsOf(part, schemas, depth + 1),
  );
};

/** What a value of a schema is to TypeScript: `number` for integers too. */
export type Kind =
  | "string"
  | "number"
  | "boolean"
  | "object"
  | "array"
  | "stream"
  | "file"
  | "anything"
  | (string & {});

export const kindsOf = (schema: Schema): ReadonlySet<Kind> => {
  const types = nonNullTypesOf(schema);
  if (types.length === 0) return new Set(["anything"]);
  return new Set(
    types.map((type) => {
      if (type === "integer") return "number";
      if (type === "array" && isStream(schema)) return "stream";
      return type === "string" && schema.format === "binary" ? "file" : type;
    }),
  );
};

/** Whether items arrive one by one, which is no list to a caller. */
const isStream = (schema: Schema): boolean => schema["x-stream" satisfies keyof Marks] === true;

export const nameOfKinds = (schema: Schema): string => {
  const values = valuesOf(schema)?.filter((value) => value !== null);
  if (values && values.length > 0 && values.length <= 4)
    return values.map((value) => JSON.stringify(value)).join(" or ");
  const types = nonNullTypesOf(schema);
  if (types.length === 0) return "anything";
  if (schema.format === "binary") return "a file";
  if (isStream(schema)) return "a stream";
  return types
    .map((type) => (type === "array" ? "an array" : `${/^[aio]/.test(type) ? "an" : "a"} ${type}`))
    .join(" or ");
};
