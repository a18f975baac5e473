import { parse } from "yaml";
import { asObject, type Json, type JsonObject } from "../../scripts/lib/json.ts";
import { schemasOf } from "../../scripts/lib/components.ts";
import { listOperations } from "../../scripts/lib/openapi.ts";
import type { Rule, RuleChange } from "../../scripts/lib/rule.ts";

/** YAML → plain data, short enough to stand in a table. */
export const yaml = (text: string): JsonObject => parse(text) as JsonObject;

/** Makes every attempt to change the data throw. */
export const deepFreeze = <Value extends Json>(value: Value): Value => {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value) as Json[]) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
};

export interface Applied {
  readonly result: JsonObject;
  readonly changes: readonly RuleChange[];
}

/** One rule on one document that nobody may change: what it made of it, and what it said it changed. */
export const apply = (
  rule: Rule,
  document: JsonObject,
  { vendorPrefixes = ["vendor"], deepObjectParameters = ["filter", "page"], freeze = true } = {},
): Applied => {
  const changes: RuleChange[] = [];
  const copy = structuredClone<JsonObject>(document);
  const result = rule.apply(
    freeze ? deepFreeze(copy) : copy,
    (change) => {
      changes.push(change);
    },
    { vendorPrefixes, deepObjectParameters },
  );
  return { result, changes };
};

/** A rule on what it made: the same again, with nothing to report. */
export const applyAgain = (rule: Rule, { result }: Applied): Applied => apply(rule, result);

/** A rule on a document whose only component, but for `others`, is the schema. */
export const applyToSchema = (rule: Rule, schema: string, others = "{}", options = {}) => {
  const schemas = { ...yaml(others), Given: yaml(schema) };
  const applied = apply(rule, { openapi: "3.1.0", paths: {}, components: { schemas } }, options);
  return {
    ...applied,
    schema: schemasOf(applied.result)["Given"],
    pointers: applied.changes.map(({ pointer }) =>
      pointer.replace("/components/schemas/Given", ""),
    ),
  };
};

/** `GET /widgets`, which is ListWidgets, with the members that an operation is given, and component schemas. */
export const listWidgets = (operation: string, schemas = "{}"): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "Widgets", version: "1.0.0" },
  paths: { "/widgets": { get: { operationId: "ListWidgets", ...yaml(operation) } } },
  components: { schemas: yaml(schemas) },
});

export const operationOf = (root: JsonObject, id = "ListWidgets"): JsonObject =>
  asObject(listOperations(root).find((entry) => entry.id === id)?.operation);

/** `[pointer, change]` of each change, as tables hold them. */
export const said = ({ changes }: Applied): readonly (readonly [string, string])[] =>
  changes.map(({ pointer, change }) => [pointer, change]);
