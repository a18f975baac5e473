import { isObject, type Json, type JsonObject, omit } from "../../lib/json.ts";
import type { ApiModel, Operation } from "../../lib/model.ts";
import { resolveReference, schemaName } from "../../lib/references.ts";
import { isDocumentation, withoutDocumentation } from "../../lib/schema.ts";
import { effectiveServer } from "../../lib/servers.ts";
import { type Both, bothWith } from "../both.ts";

type Lookup = Pick<ApiModel, "lookup">;

/**
 * A piece of a document as text, with its `$ref`s resolved and its keys in one order, so that equal text means equal
 * content: whatever is a component or written in place, and in which order.
 */
export const canonicalText = (value: Json, model: Lookup): string =>
  JSON.stringify(canonical(value, model, []));

const canonical = (value: Json, model: Lookup, within: readonly string[]): Json => {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item) => canonical(item, model, within));
  if (!isObject(value)) return value;
  const { $ref } = value;
  const name = typeof $ref === "string" ? (schemaName($ref) ?? $ref) : undefined;
  if (name !== undefined && within.includes(name)) return { $ref: levelsUp(name, within) };
  const inner = name === undefined ? within : [...within, name];
  const members = Object.entries(omit(resolveWithSiblings(value, model), "x-codeSamples"));
  return Object.fromEntries(
    members
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, canonicalMember(key, member, model, inner)]),
  );
};

const canonicalMember = (
  key: string,
  member: Json,
  model: Lookup,
  within: readonly string[],
): Json => {
  if (unorderedValues.has(key) && isListOfValues(member)) return sorted(member);
  const result = canonical(member, model, within);
  return unorderedSchemas.has(key) && Array.isArray(result)
    ? sorted(result as readonly Json[])
    : result;
};

/** Constraints beside a `$ref` apply together with its target; annotations override it. */
const resolveWithSiblings = (value: JsonObject, { lookup }: Lookup): JsonObject => {
  const { $ref, ...siblings } = value;
  const hasConstraints = !Object.keys(siblings).every(isDocumentation);
  return typeof $ref === "string" && hasConstraints
    ? { allOf: [{ $ref }, siblings] }
    : resolveReference(value, lookup);
};

/** Lists whose order has no meaning. */
const unorderedValues = new Set(["required", "enum", "tags", "type"]);
const unorderedSchemas = new Set(["oneOf", "anyOf", "allOf"]);

const isListOfValues = (value: Json): value is readonly Json[] =>
  Array.isArray(value) && value.every((item) => !isObject(item));

const sorted = (list: readonly Json[]): readonly Json[] =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** How far up that is which a recursive `$ref` names, a schema or a callback: the name itself may change. */
const levelsUp = (name: string, within: readonly string[]): string =>
  `up ${within.length - within.lastIndexOf(name)}`;

/** Whether two pieces of the documents differ at most in documentation and notation. */
export const isEquivalent = (pieces: Both<JsonObject>, models: Both<Lookup>): boolean => {
  const text = bothWith(pieces, models, (piece, model) => {
    const resolved = JSON.parse(canonicalText(piece, model)) as JsonObject;
    return canonicalText(withoutDocumentation(resolved), model);
  });
  return text.before === text.after;
};

/** The first difference between two operations, documentation included; nothing where they are equal. */
export const firstDifference = (
  operations: Both<Operation>,
  models: Both<ApiModel>,
): readonly [before: string, after: string] | undefined => {
  const text = bothWith(operations, models, operationText);
  return text.before === text.after
    ? undefined
    : differenceAt("", JSON.parse(text.before) as Json, JSON.parse(text.after) as Json);
};

const differenceAt = (path: string, before: Json, after: Json): readonly [string, string] => {
  for (const key of commonKeys(before, after)) {
    const [one, other] = [childOf(before, key), childOf(after, key)];
    if (JSON.stringify(one) !== JSON.stringify(other))
      return differenceAt(path === "" ? key : `${path}.${key}`, one ?? null, other ?? null);
  }
  return [`${path}: ${JSON.stringify(before)}`, `${path}: ${JSON.stringify(after)}`];
};

/** The keys of two objects, or the indexes of two lists; none of anything else. */
const commonKeys = (before: Json, after: Json): readonly string[] => {
  const isSameKind = Array.isArray(before) === Array.isArray(after);
  if (!isCompound(before) || !isCompound(after) || !isSameKind) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
};

const isCompound = (value: Json): value is JsonObject | readonly Json[] =>
  typeof value === "object" && value !== null;

const childOf = (value: Json, key: string): Json | undefined =>
  (value as Readonly<Record<string, Json>>)[key];

const operationText = (operation: Operation, model: ApiModel): string => {
  const { id, json, method, path } = operation;
  const security = operation.security.map((requirement) =>
    Object.fromEntries(
      requirement.map(({ key, scheme, scopes }) => [key, { scopes, scheme: scheme?.json ?? {} }]),
    ),
  );
  const server = effectiveServer(operation, model) ?? "";
  return canonicalText(
    { id, method, path, server, operation: omit(json, "security", "servers"), security },
    model,
  );
};
