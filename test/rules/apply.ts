import { parse } from "yaml";
import { asObject, type Json, type JsonObject } from "../../scripts/lib/json.ts";
import { schemasOf } from "../../scripts/lib/components.ts";
import { listOperations } from "../../scripts/lib/operations.ts";
import type { Rule, RuleChange, RuleOptions } from "../../scripts/lib/rule.ts";

/** Parses YAML, which keeps data short enough for tables. */
export const yaml = (text: string): JsonObject => parse(text) as JsonObject;

/** Freezes data deeply, so that every attempt to change it throws. */
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

/** Applies a rule to a frozen copy of a document, and returns the result and the reported changes. */
export const apply = (
  rule: Rule,
  document: JsonObject,
  {
    vendorPrefixes = ["vendor"],
    deepObjectParameters = ["filter", "page"],
    pagination = {},
    freeze = true,
  }: Partial<RuleOptions> & { readonly freeze?: boolean } = {},
): Applied => {
  const changes: RuleChange[] = [];
  const copy = structuredClone<JsonObject>(document);
  const result = rule.apply(
    freeze ? deepFreeze(copy) : copy,
    (change) => {
      changes.push(change);
    },
    { vendorPrefixes, deepObjectParameters, pagination },
  );
  return { result, changes };
};

/** Applies a rule to its own result, which must change nothing. */
export const applyAgain = (rule: Rule, { result }: Applied): Applied => apply(rule, result);

/** Applies a rule to a document with the schema as a component, beside `others`. */
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

/** A document with the operation ListWidgets, which is `GET /widgets`, and component schemas. */
export const listWidgets = (operation: string, schemas = "{}"): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "Widgets", version: "1.0.0" },
  paths: { "/widgets": { get: { operationId: "ListWidgets", ...yaml(operation) } } },
  components: { schemas: yaml(schemas) },
});

export const operationOf = (root: JsonObject, id = "ListWidgets"): JsonObject =>
  asObject(listOperations(root).find((entry) => entry.id === id)?.operation);

/** The reported changes as `[pointer, change]`. */
export const reportedChanges = ({ changes }: Applied): readonly (readonly [string, string])[] =>
  changes.map(({ pointer, change }) => [pointer, change]);
