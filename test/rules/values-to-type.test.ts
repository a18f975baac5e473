import { expect, test } from "vitest";
import { valuesToType } from "../../scripts/rules/values-to-type.ts";
import { applyAgain, applyToSchema, yaml } from "./apply.ts";

test.each([
  [
    "numbers of texts",
    "{ type: string, enum: [1, 2.5, x] }",
    "{ type: string, enum: ['1', '2.5', x] }",
  ],
  [
    "booleans of texts",
    "{ type: string, enum: [true, false] }",
    "{ type: string, enum: ['true', 'false'] }",
  ],
  ["texts of integers", "{ type: integer, enum: ['1', 2] }", "{ type: integer, enum: [1, 2] }"],
  ["texts of numbers", "{ type: number, enum: ['1.5'] }", "{ type: number, enum: [1.5] }"],
  [
    "texts of booleans",
    "{ type: boolean, enum: ['true', 'false'] }",
    "{ type: boolean, enum: [true, false] }",
  ],
  [
    "values or null",
    "{ type: [string, 'null'], enum: [1, null] }",
    "{ type: [string, 'null'], enum: ['1', null] }",
  ],
  [
    "values of the items of a list",
    "{ type: array, enum: [a, 1], items: { type: string } }",
    "{ type: array, items: { type: string, enum: [a, '1'] } }",
  ],
  [
    "values of a list or null, and of items without a type",
    "{ type: [array, 'null'], enum: [a, null] }",
    "{ type: [array, 'null'], items: { enum: [a] } }",
  ],
  [
    "values of lists of lists",
    "{ type: array, enum: [a], items: { type: array, items: { type: string } } }",
    "{ type: array, items: { type: array, items: { type: string, enum: [a] } } }",
  ],
  [
    "values beside items that list theirs",
    "{ type: array, enum: [a, b], items: { type: string, enum: [a] } }",
    "{ type: array, items: { type: string, enum: [a] } }",
  ],
  [
    "values beside items that a reference names",
    "{ type: array, enum: [a], items: { $ref: '#/components/schemas/Other' } }",
    "{ type: array, items: { $ref: '#/components/schemas/Other' } }",
  ],
])("%s are written as their type says", (_, given, want) => {
  const applied = applyToSchema(valuesToType, given);
  expect(applied.schema).toEqual(yaml(want));
  expect(applied.pointers).toEqual(["/enum"]);
  expect(applyAgain(valuesToType, applied).changes).toEqual([]);
});

test("so is a constant", () => {
  const { pointers, schema } = applyToSchema(valuesToType, "{ type: string, const: 1 }");
  expect([schema, pointers]).toEqual([{ type: "string", const: "1" }, ["/const"]]);
});

test.each([
  "{ type: string, enum: [a, null] }",
  "{ type: integer, enum: [a, '01', '', ' 1', 1] }",
  "{ type: boolean, enum: ['yes', true] }",
  "{ type: [string, integer], enum: [1, '2'] }",
  "{ enum: [1, '2'] }",
  "{ type: array, enum: [[1]] }",
  "{ type: array, enum: [[a], a] }",
  "{ type: [array, 'null'], enum: [null] }",
  "{ properties: { type: string, enum: { type: integer } } }",
])("%s stays as it is", (given) => {
  const applied = applyToSchema(valuesToType, given);
  expect([applied.schema, applied.pointers]).toEqual([yaml(given), []]);
});
