import { documentationKeywords, withoutDocumentation } from "../../lib/documentation.ts";
import { isEqual, isObject, type Json, type JsonObject, omit } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { allKeys, type Both, both } from "../both.ts";
import { formatMember } from "../compare-documentation.ts";
import { limits } from "./compare-limits.ts";
import type { At, SchemaWalk } from "./schema-walk.ts";

/** `if`, `not`, `contains`, and every other keyword that no type expresses. */
export const compareConditions = (pair: Both<Schema>, at: At, { note }: SchemaWalk): void => {
  const wholes = both(pair, asOneCondition);
  for (const key of allKeys(both(wholes, Object.keys))) {
    if (handled.has(key) || key.startsWith("x-")) continue;
    const values = both(wholes, (schema) => schema[key]);
    const facts = both(values, (value) => withoutDocumentation(value ?? null));
    if (isEqual(facts.before, facts.after)) continue;
    const required = both(values, (value) => namesRequiredBy({ [key]: value ?? null }));
    const demandsMore =
      at.side === "request" && [...required.after].some((name) => !required.before.has(name));
    const text = both(values, (value) => formatMember(key, value));
    const isDropped = values.after === undefined && assertions.has(key);
    const changed = isDropped ? "validation-dropped" : "validation-changed";
    note(demandsMore ? "condition-demands-more" : changed, at, text.before, text.after);
  }
};

/**
 * What `if`, `then` and `else` say together, which is nothing without `if`. JSON Schema 2020-12, section 10.2.2.
 *
 *     if: …, then: …  →  condition: { if: …, then: … }
 */
const asOneCondition = (schema: Schema): JsonObject => {
  const rest = omit(schema, ...branches);
  if (schema["if"] === undefined) return rest;
  const given = Object.entries(schema).filter(([key]) => branches.includes(key));
  return given.length === 1 ? rest : { ...rest, condition: Object.fromEntries(given) };
};

const branches = ["if", "then", "else"];

/** Keywords without which a schema accepts more. */
const assertions: ReadonlySet<string> = new Set([
  "not",
  "condition",
  "contains",
  "propertyNames",
  "dependencies",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
  "unevaluatedItems",
  "allOf",
  "anyOf",
  "oneOf",
]);

/** Keywords that another comparison covers. */
const handled: ReadonlySet<string> = new Set([
  ...documentationKeywords,
  ...limits,
  "type",
  "enum",
  "const",
  "format",
  "properties",
  "required",
  "items",
  "prefixItems",
  "additionalProperties",
  "patternProperties",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
  "discriminator",
  "$ref",
  "$defs",
  "nullable",
  "$schema",
  "xml",
]);

/** Every name that a condition, or what is inside it, requires. */
const namesRequiredBy = (value: Json): ReadonlySet<string> => {
  const names = new Set<string>();
  const addAll = (list: Json | undefined): void => {
    if (!Array.isArray(list)) return;
    for (const name of list as readonly Json[]) if (typeof name === "string") names.add(name);
  };
  const collect = (part: Json): void => {
    if (Array.isArray(part)) (part as readonly Json[]).forEach(collect);
    if (!isObject(part)) return;
    addAll(part["required"]);
    if (isObject(part["dependentRequired"]))
      Object.values(part["dependentRequired"]).forEach(addAll);
    Object.values(omit(part, "if")).forEach(collect); // What stands in `if` is not required.
  };
  collect(value);
  return names;
};
