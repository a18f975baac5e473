import { schemaName, schemasOf } from "../lib/components.ts";
import {
  asArray,
  asObject,
  asString,
  atPointer,
  isEqual,
  isObject,
  type Json,
  type JsonObject,
  omit,
} from "../lib/json.ts";
import { mergeBoth } from "./merge-schemas.ts";
import { factsOf } from "../rules/facts.ts";

/** A schema as it is compared: resolved, its `allOf` merged, null set apart, each alternative on its own. */
export interface SchemaView {
  /** Without `oneOf` and `anyOf`: what is said beside them stands in each alternative. */
  readonly schema: JsonObject;
  readonly isNullable: boolean;
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  /** The component's name, its title, or what it is. */
  readonly name: string;
  readonly ref?: string;
  readonly schema: JsonObject;
}

export const viewSchema = (given: JsonObject, root: JsonObject, depth = 0): SchemaView => {
  const schema = merge(given, root);
  const members = [...asArray(schema["oneOf"]), ...asArray(schema["anyOf"])].map(asObject);
  const isUnion = members.length > 0 && depth < deepest && !members.every(isCondition);
  const own = isUnion ? omit(schema, "oneOf", "anyOf") : schema;
  const ownNull = admitsNull(own);
  if (!isUnion)
    return { schema: own, isNullable: ownNull, alternatives: [alternativeOf(given, own)] };
  const inner = members.map((member) => viewSchema(member, root, depth + 1));
  const typed = inner.filter((view) => !isOnlyNull(view.schema));
  // Beside `oneOf`, words belong to the whole and facts to each alternative.
  const facts = Object.fromEntries(Object.entries(own).filter(([key]) => !isWord(key)));
  return {
    schema: own,
    isNullable: ownNull || inner.some((view) => view.isNullable || isOnlyNull(view.schema)),
    alternatives: foldScalars(
      typed.flatMap(({ alternatives }) =>
        alternatives.map((each) => ({ ...each, schema: mergeBoth(facts, each.schema) })),
      ),
    ),
  };
};

/** Alternatives within alternatives have an end, though a schema may be one of its own. */
const deepest = 8;

/** `anyOf: [{ required: [a] }, { required: [b] }]` are no alternatives, but what must hold beside. */
const isCondition = (schema: JsonObject): boolean =>
  Object.keys(schema).every((key) => ["required", "not", "title", "description"].includes(key));

/** Texts, numbers and truths of which nothing but the values is said → one of them all, however they are dealt out. */
const foldScalars = (alternatives: readonly Alternative[]): readonly Alternative[] => {
  const isPlain = ({ schema }: Alternative): boolean =>
    Object.keys(schema).every((key) => isWord(key) || ["type", "enum", "const"].includes(key)) &&
    [...kindsOf(schema)].every(
      (kind) => kind === "string" || kind === "number" || kind === "boolean",
    );
  const plain = alternatives.filter(isPlain);
  const [first] = plain;
  if (first === undefined || plain.length === 1) return alternatives;
  const isFree = plain.some(({ schema }) => valuesOf(schema) === undefined);
  const type = [...new Set(plain.flatMap(({ schema }) => typesOf(schema)))];
  const values = plain.flatMap(({ schema }) => valuesOf(schema) ?? []);
  const isMixed = isFree && type.length > 1 && values.length > 0;
  if (isMixed) return alternatives; // Some of a type, and all of another.
  const schema = { type, ...(!isFree && { enum: values }) };
  return [
    ...alternatives.filter((each) => !plain.includes(each)),
    { name: nameOfKinds(schema), schema },
  ];
};

const alternativeOf = (given: JsonObject, schema: JsonObject): Alternative => {
  const ref = schemaName(given["$ref"]);
  return {
    name: ref ?? asString(schema["title"]) ?? nameOfKinds(schema),
    ...(ref !== undefined && { ref }),
    schema,
  };
};

const isWord = (key: string): boolean =>
  key.startsWith("x-") ||
  [
    "title",
    "description",
    "example",
    "examples",
    "externalDocs",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "discriminator",
  ].includes(key);

/** A schema with what its `$ref`, what stands beside it, and its `allOf` say: all of it holds. */
const merge = (given: JsonObject, root: JsonObject, within: readonly string[] = []): JsonObject => {
  const { $ref, allOf, ...own } = given;
  const ref = schemaName($ref);
  if (ref !== undefined && within.includes(ref)) return {};
  const inner = ref === undefined ? within : [...within, ref];
  const target = typeof $ref === "string" ? [asObject(atPointer(root, $ref))] : [];
  return [...target, ...asArray(allOf).map(asObject)]
    .map((member) => merge(member, root, inner))
    .reduce(mergeBoth, own);
};

/** The components that a schema is, by reference, or is made of. */
export const referredBy = (schema: JsonObject, root: JsonObject, depth = 0): readonly string[] => {
  if (depth > 8) return [];
  const name = schemaName(schema["$ref"]);
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((key) => asArray(schema[key]).map(asObject));
  const inner =
    name === undefined
      ? parts
      : [asObject(schemasOf(root)[name])].filter((target) => target["$ref"] !== undefined);
  return [
    ...(name === undefined ? [] : [name]),
    ...inner.flatMap((part) => referredBy(part, root, depth + 1)),
  ];
};

/** What a value of a schema is to TypeScript: `number` for integers too. */
export type Kind = "string" | "number" | "boolean" | "object" | "array" | "file" | "anything";

export const kindsOf = (schema: JsonObject): ReadonlySet<Kind> => {
  const types = typesOf(schema).filter((type) => type !== "null");
  if (types.length === 0) return new Set(["anything"]);
  return new Set(
    types.map((type): Kind => {
      if (type === "integer") return "number";
      return type === "string" && schema["format"] === "binary" ? "file" : (type as Kind);
    }),
  );
};

/** The types that a schema names, or lets see by what else it says. */
export const typesOf = (schema: JsonObject): readonly string[] => {
  const { type } = schema;
  if (type !== undefined) return [type].flat().map(String);
  const values = valuesOf(schema);
  if (values) return [...new Set(values.map((value) => (value === null ? "null" : typeof value)))];
  if (isObject(schema["properties"]) || isObject(schema["additionalProperties"])) return ["object"];
  return isObject(schema["items"]) ? ["array"] : [];
};

/** The values that a schema permits, where it lists them. */
export const valuesOf = (schema: JsonObject): readonly Json[] | undefined =>
  schema["const"] === undefined
    ? schema["enum"] === undefined
      ? undefined
      : asArray(schema["enum"])
    : [schema["const"]];

const admitsNull = (schema: JsonObject): boolean => {
  const types = typesOf(schema);
  const values = valuesOf(schema);
  return (
    types.includes("null") &&
    (values === undefined || values.includes(null) || schema["const"] === undefined)
  );
};

const isOnlyNull = (schema: JsonObject): boolean => {
  const types = typesOf(schema);
  return types.length > 0 && types.every((type) => type === "null");
};

export const nameOfKinds = (schema: JsonObject): string => {
  const values = valuesOf(schema)?.filter((value) => value !== null);
  if (values && values.length > 0 && values.length <= 4)
    return values.map((value) => JSON.stringify(value)).join(" or ");
  const types = typesOf(schema).filter((type) => type !== "null");
  if (types.length === 0) return "anything";
  if (schema["format"] === "binary") return "a file";
  return types
    .map((type) => (type === "array" ? "an array" : `${/^[aio]/.test(type) ? "an" : "a"} ${type}`))
    .join(" or ");
};

export type Pair = readonly [before: Alternative | undefined, after: Alternative | undefined];

/** Alternatives of before and after, side by side: the equal ones, those of one name, then those most alike. */
export const pairAlternatives = (
  before: readonly Alternative[],
  after: readonly Alternative[],
): readonly Pair[] => {
  const left = [...before];
  const right = [...after];
  const pairs: Pair[] = [];
  const take = (areAlike: (one: Alternative, other: Alternative) => boolean): void => {
    for (const one of [...left]) {
      const other = right.find((each) => areAlike(one, each));
      if (!other) continue;
      left.splice(left.indexOf(one), 1);
      right.splice(right.indexOf(other), 1);
      pairs.push([one, other]);
    }
  };
  take(
    (one, other) => isEqual(factsOf(one.schema), factsOf(other.schema)) && one.name === other.name,
  );
  take((one, other) => one.ref !== undefined && one.ref === other.ref);
  take((one, other) => isEqual(factsOf(one.schema), factsOf(other.schema)));
  take(
    (one, other) =>
      one.ref === undefined &&
      other.ref === undefined &&
      isOfOneKind(one, other) &&
      likeness(one, other) > 0.5,
  );
  const isSingle = before.length === 1 && after.length === 1;
  take(
    (one, other) =>
      isSingle ||
      (one.ref === undefined && other.ref === undefined && isOfOneKind(one, other)) ||
      ((one.ref === undefined) !== (other.ref === undefined) && isOfOneKind(one, other)),
  );
  return [
    ...pairs,
    ...left.map((one): Pair => [one, undefined]),
    ...right.map((other): Pair => [undefined, other]),
  ];
};

const isOfOneKind = (one: Alternative, other: Alternative): boolean =>
  [...kindsOf(one.schema)].some((kind) => kindsOf(other.schema).has(kind));

/** The share of properties that two objects have in common; 1 for what has none. */
const likeness = (one: Alternative, other: Alternative): number => {
  const first = Object.keys(asObject(one.schema["properties"]));
  const second = Object.keys(asObject(other.schema["properties"]));
  const all = new Set([...first, ...second]);
  return all.size === 0 ? 1 : (first.length + second.length - all.size) / all.size;
};
