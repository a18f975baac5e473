import { describe, expect, test } from "vitest";
import { constantsToEnum } from "../../scripts/rules/constants-to-enum.ts";
import { applyAgain, applyToSchema, yaml } from "./apply.ts";

describe("constants-to-enum", () => {
  test.each([
    ["constants", "{ oneOf: [{ const: a }, { const: b }] }", "{ type: string, enum: [a, b] }"],
    ["anyOf", "{ anyOf: [{ const: 1 }, { const: 2 }] }", "{ type: number, enum: [1, 2] }"],
    [
      "enums of one value beside a type, which is kept",
      "{ type: integer, oneOf: [{ enum: [1] }, { const: 2 }] }",
      "{ type: integer, enum: [1, 2] }",
    ],
    [
      "titles and descriptions",
      "{ description: d, oneOf: [{ const: a, title: A, description: first }, { const: b, title: B }, { const: c }] }",
      '{ type: string, enum: [a, b, c], description: "d\\n\\n- `a`: first\\n- `b`: B" }',
    ],
    [
      "an enum and null",
      "{ anyOf: [{ type: string, enum: [a, b] }, { type: 'null' }] }",
      "{ type: [string, 'null'], enum: [a, b, null] }",
    ],
    [
      "enums with descriptions",
      "{ oneOf: [{ enum: [a, b], description: early }, { const: c }] }",
      '{ type: string, enum: [a, b, c], description: "- `a`, `b`: early" }',
    ],
    [
      "null",
      "{ oneOf: [{ const: a }, { const: b }, { type: 'null' }] }",
      "{ type: [string, 'null'], enum: [a, b, null] }",
    ],
  ])("folds %s", (_, given, want) => {
    const applied = applyToSchema(constantsToEnum, given);
    expect(applied.schema).toEqual(yaml(want));
    expect(applied.changes).toHaveLength(1);
    expect(applyAgain(constantsToEnum, applied).changes).toEqual([]);
  });

  test.each([
    ["an alternative that is no constant", "{ oneOf: [{ const: a }, { type: number }] }"],
    ["a component", "{ oneOf: [{ enum: [a, b] }, { $ref: '#/components/schemas/Other' }] }"],
    ["a limit", "{ oneOf: [{ const: a, minLength: 1 }, { const: b }] }"],
    ["an object as constant", "{ oneOf: [{ const: { a: 1 } }, { const: b }] }"],
    ["a single alternative", "{ oneOf: [{ const: a }] }"],
    ["an enum beside", "{ enum: [a], oneOf: [{ const: a }, { const: b }] }"],
  ])("leaves %s unchanged", (_, given) => {
    expect(applyToSchema(constantsToEnum, given).schema).toEqual(yaml(given));
  });
});
