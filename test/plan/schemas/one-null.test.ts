import { expect, test } from "vitest";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { oneNull } from "../../../scripts/plan/schemas/one-null.ts";
import { yaml } from "../../rules/apply.ts";

test.each([
  [
    "anyOf: [{ type: [string, 'null'] }, { type: [number, boolean, 'null'] }]",
    "anyOf: [{ type: string }, { type: [number, boolean] }, { type: 'null' }]",
  ],
  [
    "oneOf: [{ type: 'null' }, { type: [array, 'null'], items: { type: string } }]",
    "oneOf: [{ type: array, items: { type: string } }, { type: 'null' }]",
  ],
  [
    "anyOf: [{ type: [string, 'null'] }, { anyOf: [{ $ref: '#/x' }, { type: 'null' }] }]",
    "anyOf: [{ type: string }, { anyOf: [{ $ref: '#/x' }] }, { type: 'null' }]",
  ],
  [
    "properties: { a: { oneOf: [{ type: 'null' }, { $ref: '#/x' }, { type: 'null' }] } }",
    "properties: { a: { oneOf: [{ $ref: '#/x' }, { type: 'null' }] } }",
  ],
])("null of several alternatives of %s becomes one", (given, want) => {
  expect(oneNull(asSchema(yaml(given)))).toEqual(yaml(want));
});

test.each([
  "anyOf: [{ type: [string, 'null'] }, { type: number }]",
  "anyOf: [{ type: [string, 'null'] }, { type: [string, 'null'], enum: [a, null] }]",
])("%s stays", (given) => {
  expect(oneNull(asSchema(yaml(given)))).toEqual(yaml(given));
});
