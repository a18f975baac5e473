import { expect, test } from "vitest";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { dropRestrictions } from "../../../scripts/plan/schemas/drop-restrictions.ts";
import { yaml } from "../../rules/apply.ts";

const a = "{ $ref: '#/components/schemas/A' }";

test.each([
  [
    "alternatives that are nothing else",
    "{ type: string, anyOf: [{ format: uri }, { minLength: 1 }] }",
    "{ type: string }",
  ],
  [
    "alternatives of a list",
    "{ type: array, items: {}, oneOf: [{ minItems: 1 }, { contains: {} }] }",
    "{ type: array, items: {} }",
  ],
  [
    "alternatives with what is required",
    `{ allOf: [${a}], oneOf: [{ required: [a] }, { not: {} }] }`,
    `{ allOf: [${a}] }`,
  ],
  [
    "a member of allOf",
    `{ allOf: [${a}, { if: {}, then: { required: [b] } }] }`,
    `{ allOf: [${a}] }`,
  ],
  ["the only member of allOf", "{ type: string, allOf: [{ maxLength: 2 }] }", "{ type: string }"],
  [
    "one of several alternatives, which is of the type beside it",
    "{ type: string, oneOf: [{ enum: [a] }, { pattern: ^x }] }",
    "{ type: string, oneOf: [{ enum: [a] }, { type: string, pattern: ^x }] }",
  ],
])("dropRestrictions drops %s", (_, given, want) => {
  expect(dropRestrictions(asSchema(yaml(given)))).toEqual(yaml(want));
});

test.each([
  ["an alternative beside nothing that has a type", `{ anyOf: [${a}, {}] }`],
  ["an alternative beside properties", `{ properties: {}, anyOf: [${a}, { required: [b] }] }`],
  ["what is read-only", `{ allOf: [${a}, { readOnly: true }] }`],
  ["null", `{ anyOf: [${a}, { type: 'null' }] }`],
  ["additional properties", `{ allOf: [${a}, { additionalProperties: { type: string } }] }`],
])("dropRestrictions keeps %s", (_, given) => {
  expect(dropRestrictions(asSchema(yaml(given)))).toEqual(yaml(given));
});
