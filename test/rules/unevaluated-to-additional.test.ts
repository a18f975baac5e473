import { expect, test } from "vitest";
import { unevaluatedToAdditional } from "../../scripts/rules/unevaluated-to-additional.ts";
import { applyAgain, applyToSchema, yaml } from "./apply.ts";

test.each([
  [
    "what is not evaluated is additional",
    "{ properties: { a: {} }, unevaluatedProperties: { type: string } }",
    "{ properties: { a: {} }, additionalProperties: { type: string } }",
    ["/unevaluatedProperties"],
  ],
  [
    "true",
    "{ unevaluatedProperties: true }",
    "{ additionalProperties: true }",
    ["/unevaluatedProperties"],
  ],
  [
    "false",
    "{ unevaluatedProperties: false }",
    "{ additionalProperties: false }",
    ["/unevaluatedProperties"],
  ],
  [
    "what matches nothing is false",
    "{ unevaluatedProperties: { not: {} } }",
    "{ additionalProperties: false }",
    ["/unevaluatedProperties"],
  ],
  [
    "the same of additional properties",
    "{ additionalProperties: { not: true } }",
    "{ additionalProperties: false }",
    ["/additionalProperties"],
  ],
  [
    "no other items",
    "{ prefixItems: [{}], unevaluatedItems: false }",
    "{ prefixItems: [{}], items: false }",
    ["/unevaluatedItems"],
  ],
  [
    "other items",
    "{ prefixItems: [{}], unevaluatedItems: { type: string } }",
    "{ prefixItems: [{}], items: { type: string } }",
    ["/unevaluatedItems"],
  ],
  [
    "items which something contained evaluates",
    "{ contains: {}, unevaluatedItems: false }",
    "{ contains: {}, unevaluatedItems: false }",
    [],
  ],
  [
    "a property of that name is kept",
    "{ properties: { unevaluatedProperties: { not: {} } } }",
    "{ properties: { unevaluatedProperties: { not: {} } } }",
    [],
  ],
  ...["allOf: [{}]", "oneOf: [{}]", "$ref: '#/a'"].map(
    (keyword): [string, string, string, string[]] => [
      `beside ${keyword}, what is not evaluated is anything`,
      `{ ${keyword}, unevaluatedProperties: { type: string } }`,
      `{ ${keyword}, unevaluatedProperties: { type: string }, additionalProperties: true }`,
      ["/unevaluatedProperties"],
    ],
  ),
  ...[
    "allOf: [{}]",
    "anyOf: [{}]",
    "oneOf: [{}]",
    "if: {}",
    "$ref: '#/a'",
    "additionalProperties: {}",
  ].map((keyword): [string, string, string, string[]] => [
    `beside ${keyword}, which evaluates others, nothing changes`,
    `{ ${keyword}, unevaluatedProperties: false }`,
    `{ ${keyword}, unevaluatedProperties: false }`,
    [],
  ]),
])("%s", (_, given, want, pointers) => {
  const applied = applyToSchema(unevaluatedToAdditional, given);
  expect(applied.schema).toEqual(yaml(want));
  expect(applied.pointers).toEqual(pointers);
  expect(applyAgain(unevaluatedToAdditional, applied).changes).toEqual([]);
});
