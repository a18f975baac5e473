import { schemaName } from "../lib/components.ts";
import {
  asArray,
  asObject,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { type OperationEntry, resolveSchema } from "../lib/openapi.ts";
import { serverOf, firstServer } from "../plan/server.ts";
import { words } from "./compare-words.ts";
import { factsOf } from "../rules/facts.ts";
import type { Roots } from "./schema-walk.ts";

/**
 * A piece of a document as text, with its `$ref`s resolved and in one order, so that equal text means the same: whatever
 * is written as a component or in place, and in which order.
 */
export const canonicalText = (value: Json, root: JsonObject): string =>
  JSON.stringify(canonical(value, root, []));

const canonical = (value: Json, root: JsonObject, within: readonly string[]): Json => {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item) => canonical(item, root, within));
  if (!isObject(value)) return value;
  const name = schemaName(value["$ref"]);
  if (name !== undefined && within.includes(name)) return { $ref: depthOf(name, within) };
  const inner = name === undefined ? within : [...within, name];
  const resolved = resolveBoth(value, root);
  const members = Object.entries(omit(resolved, "x-codeSamples")).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return Object.fromEntries(
    members.map(([key, member]) => [
      key,
      unordered.has(key) && isList(member)
        ? sorted(member)
        : unorderedSchemas.has(key) && Array.isArray(member)
          ? sorted(canonical(member, root, inner) as readonly Json[])
          : canonical(member, root, inner),
    ]),
  );
};

/** A `$ref` and the facts beside it hold both; words beside it replace the target's. */
const resolveBoth = (value: JsonObject, root: JsonObject): JsonObject => {
  const { $ref, ...beside } = value;
  const facts = Object.keys(beside).filter((key) => !key.startsWith("x-") && !words.includes(key));
  return typeof $ref === "string" && facts.length > 0
    ? { allOf: [{ $ref }, beside] }
    : resolveSchema(value, root);
};

/** Lists whose order says nothing. */
const unordered = new Set(["required", "enum", "tags", "type"]);
const unorderedSchemas = new Set(["oneOf", "anyOf", "allOf"]);

const isList = (value: Json): value is readonly Json[] =>
  Array.isArray(value) && value.every((item) => !isObject(item));

const sorted = (list: readonly Json[]): readonly Json[] =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** How far up the schema is that holds itself: its name may change. */
const depthOf = (name: string, within: readonly string[]): string =>
  `up ${within.length - within.lastIndexOf(name)}`;

/** Whether two pieces say the same facts. */
export const isAlike = (before: JsonObject, after: JsonObject, roots: Roots): boolean =>
  canonicalText(factsOf(asResolved(before, roots.before)), roots.before) ===
  canonicalText(factsOf(asResolved(after, roots.after)), roots.after);

const asResolved = (value: JsonObject, root: JsonObject): JsonObject =>
  JSON.parse(canonicalText(value, root)) as JsonObject;

/** Where two operations differ first, words included, and what either says there; nothing where they say the same. */
export const firstDifference = (
  before: OperationEntry,
  after: OperationEntry,
  roots: Roots,
): readonly [before: string, after: string] | undefined => {
  const [was, is] = [operationText(before, roots.before), operationText(after, roots.after)];
  return was === is ? undefined : differing(JSON.parse(was) as Json, JSON.parse(is) as Json, "");
};

const differing = (was: Json, is: Json, path: string): readonly [string, string] => {
  const isCompound =
    typeof was === "object" && typeof is === "object" && was !== null && is !== null;
  const keys =
    isCompound && Array.isArray(was) === Array.isArray(is)
      ? [...new Set([...Object.keys(was), ...Object.keys(is)])]
      : [];
  for (const key of keys) {
    const [one, other] = [childOf(was, key), childOf(is, key)];
    if (JSON.stringify(one) !== JSON.stringify(other))
      return differing(one ?? null, other ?? null, path === "" ? key : `${path}.${key}`);
  }
  return [`${path}: ${JSON.stringify(was)}`, `${path}: ${JSON.stringify(is)}`];
};

const childOf = (value: Json, key: string): Json | undefined =>
  (value as Readonly<Record<string, Json>>)[key];

const operationText = (
  { id, method, operation, path }: OperationEntry,
  root: JsonObject,
): string => {
  const schemes = asObject(asObject(root["components"])["securitySchemes"]);
  const security = asArray(operation["security"] ?? root["security"]).map((each) =>
    mapValues(asObject(each), (scopes, name) => ({ scopes, scheme: schemes[name] ?? {} })),
  );
  const server = serverOf(operation, root, path) ?? firstServer(root["servers"]) ?? "";
  return canonicalText(
    { id, method, path, server, operation: omit(operation, "security", "servers"), security },
    root,
  );
};
