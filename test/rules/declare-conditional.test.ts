import { expect, test } from "vitest";
import { declareConditional } from "../../scripts/rules/declare-conditional.ts";
import { applyAgain, applyToSchema, yaml } from "./apply.ts";

const [text, count] = ["{ type: string }", "{ type: integer }"];
const both = `if: {}, then: { properties: { a: ${text} } }, else: { properties: { a: ${count}, b: ${text} } }`;
const base = `{ properties: { a: ${text} } }`;
const member = `{ if: {}, then: { properties: { a: ${text}, b: ${count} }, required: [b] } }`;

test.each([
  [
    "of both branches",
    `{ properties: { kind: ${text} }, ${both} }`,
    `kind: ${text}, a: { anyOf: [${text}, ${count}] }, b: ${text}`,
  ],
  [
    "of a dependent schema",
    `{ properties: { c: ${text} }, dependentSchemas: { c: ${base} } }`,
    `c: ${text}, a: ${text}`,
  ],
  ["of members of allOf", `{ allOf: [${base}, ${member}, ${member}] }`, `b: ${count}`],
  [
    "in a branch within a branch",
    `{ type: object, if: {}, then: { if: {}, then: { allOf: [${base}] }, else: ${base} } }`,
    `a: ${text}`,
  ],
])("properties %s are optional ones", (_, given, properties) => {
  const applied = applyToSchema(declareConditional, given);
  expect(applied.schema).toEqual({
    ...yaml(given),
    properties: yaml(`{ ${properties} }`),
  });
  expect(applied.pointers).toEqual([""]);
  expect(applyAgain(declareConditional, applied).changes).toEqual([]);
});

test.each([
  ["that is declared", `{ properties: { a: ${count} }, if: {}, then: ${base} }`],
  ["that an alternative declares", `{ oneOf: [${base}], if: {}, then: ${base} }`],
  ["that may not be there", "{ properties: {}, if: {}, then: { properties: { a: { not: {} } } } }"],
  ["of the condition itself", `{ properties: {}, if: ${base} }`],
  ["of a closed object", `{ additionalProperties: false, if: {}, then: ${base} }`],
  ["of nothing but a condition", `{ if: {}, then: ${base} }`],
])("a property %s is not declared", (_, given) => {
  expect(applyToSchema(declareConditional, given).schema).toEqual(yaml(given));
});
