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
  "{ properties: { type: string, enum: { type: integer } } }",
])("%s stays as it is", (given) => {
  const applied = applyToSchema(valuesToType, given);
  expect([applied.schema, applied.pointers]).toEqual([yaml(given), []]);
});
