import { expect, test } from "vitest";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { nameProperties } from "../../../scripts/plan/schemas/name-properties.ts";
import { yaml } from "../../rules/apply.ts";

test.each([
  [
    "of what is additional",
    "{ propertyNames: { enum: [a, b] }, additionalProperties: { type: string }, required: [a] }",
    "{ properties: { a: { type: string }, b: { type: string } }, additionalProperties: { type: string }, required: [a] }",
  ],
  [
    "of anything",
    "{ type: object, propertyNames: { const: a } }",
    "{ type: object, properties: { a: {} } }",
  ],
  [
    "beside a declared one",
    "{ properties: { a: { type: string } }, propertyNames: { enum: [a, b] } }",
    "{ properties: { a: { type: string }, b: {} } }",
  ],
])("nameProperties declares names that are listed, %s", (_, given, want) => {
  expect(nameProperties(asSchema(yaml(given)))).toEqual(yaml(want));
});

test.each([
  "{ propertyNames: { pattern: ^a }, additionalProperties: {} }",
  "{ propertyNames: { $ref: '#/components/schemas/Name' }, additionalProperties: {} }",
  "{ propertyNames: { enum: [a] }, additionalProperties: false }",
])("nameProperties leaves %s alone", (given) => {
  expect(nameProperties(asSchema(yaml(given)))).toEqual(yaml(given));
});
