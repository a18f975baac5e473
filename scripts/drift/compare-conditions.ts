import { asArray, asObject, isEqual, isObject, type Json, type JsonObject } from "../lib/json.ts";
import { factsOf } from "../rules/facts.ts";
import { limits } from "./compare-limits.ts";
import { spellMember, words } from "./compare-words.ts";
import type { Place } from "./place.ts";
import type { SchemaWalk } from "./schema-walk.ts";

/** `if`, `not`, `contains`, and every other keyword that no type can say. */
export const compareConditions = (
  was: JsonObject,
  is: JsonObject,
  at: Place,
  { note }: SchemaWalk,
): void => {
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (compared.has(key) || key.startsWith("x-")) continue;
    if (isEqual(factsOf(was[key] ?? null), factsOf(is[key] ?? null))) continue;
    const demanded = requiredIn({ [key]: was[key] ?? null });
    const demandsMore =
      at.side === "request" &&
      [...requiredIn({ [key]: is[key] ?? null })].some((name) => !demanded.has(name));
    note(
      demandsMore ? "condition-demands-more" : "validation-changed",
      at,
      spellMember(key, was[key]),
      spellMember(key, is[key]),
    );
  }
};

/** Keywords that another comparison looks at. */
// prettier-ignore
const compared = new Set([
  ...words,
  ...limits,
  ...["type", "enum", "const", "format", "properties", "required", "items", "prefixItems", "additionalProperties", "patternProperties"],
  ...["default", "deprecated", "readOnly", "writeOnly", "discriminator", "$ref", "nullable", "$schema", "xml"],
]);

/** Every name that a condition, or what is inside it, requires. */
const requiredIn = (value: Json | undefined): ReadonlySet<string> => {
  const names = new Set<string>();
  const collect = (part: Json | undefined): void => {
    if (Array.isArray(part)) for (const item of part as readonly Json[]) collect(item);
    if (!isObject(part)) return;
    for (const name of asArray(part["required"])) names.add(String(name));
    for (const list of Object.values(asObject(part["dependentRequired"])))
      for (const name of asArray(list)) names.add(String(name));
    for (const member of Object.values(part)) collect(member);
  };
  collect(value);
  return names;
};
