import { isObject, type Json, type JsonObject, omit } from "../../lib/json.ts";
import type { ApiModel, Operation } from "../../lib/model.ts";
import { effectiveServer } from "../../lib/servers.ts";
import { type Both, both, bothWith } from "../both.ts";
import type { CanonicalForms } from "./canonical-forms.ts";

/** An operation with all that it inherits, as one piece of a document. */
export const wholeOperation = (operation: Operation, model: ApiModel): JsonObject => {
  const { id, json, method, path } = operation;
  const security = operation.security.map((requirement) =>
    Object.fromEntries(
      requirement.map(({ key, scheme, scopes }) => [
        key,
        { scopes: [...scopes].sort(), scheme: scheme?.json ?? {} },
      ]),
    ),
  );
  const server = effectiveServer(operation, model) ?? "";
  return { id, method, path, server, operation: omit(json, "security", "servers"), security };
};

/** The first difference between two operations, documentation included; nothing where they are equal. */
export const firstDifference = (
  operations: Both<Operation>,
  models: Both<ApiModel>,
  forms: CanonicalForms,
): readonly [before: string, after: string] | undefined => {
  const whole = bothWith(operations, models, wholeOperation);
  return forms.areEqual(whole) ? undefined : differenceAt("", whole, forms, new Set());
};

const differenceAt = (
  path: string,
  given: Both<Json>,
  forms: CanonicalForms,
  seen: Set<string>,
): readonly [string, string] => {
  const values: Both<Json> = {
    before: expanded(given.before, "before", forms),
    after: expanded(given.after, "after", forms),
  };
  for (const key of commonKeys(values)) {
    const members = both(values, (value) => childOf(value, key));
    const number = `${forms.of(members.before, "before")} ${forms.of(members.after, "after")}`;
    if (forms.areEqual(members) || seen.has(number)) continue;
    const at = path === "" ? key : `${path}.${key}`;
    return differenceAt(
      at,
      both(members, (value) => value ?? null),
      forms,
      seen.add(number),
    );
  }
  return [`${path}: ${JSON.stringify(values.before)}`, `${path}: ${JSON.stringify(values.after)}`];
};

const expanded = (value: Json, side: keyof Both<Json>, forms: CanonicalForms): Json =>
  isObject(value) ? omit(forms.expand(value, side), "x-codeSamples") : value;

/** The keys of two objects, or the indexes of two lists; none of anything else. */
const commonKeys = ({ after, before }: Both<Json>): readonly string[] => {
  const isSameKind = Array.isArray(before) === Array.isArray(after);
  if (!isCompound(before) || !isCompound(after) || !isSameKind) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
};

const isCompound = (value: Json): value is JsonObject | readonly Json[] =>
  typeof value === "object" && value !== null;

const childOf = (value: Json, key: string): Json | undefined =>
  (value as Readonly<Record<string, Json>>)[key];
