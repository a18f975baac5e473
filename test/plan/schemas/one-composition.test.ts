import { describe, expect, test } from "vitest";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { oneComposition } from "../../../scripts/plan/schemas/one-composition.ts";
import { yaml } from "../../rules/apply.ts";

const compose = (given: string) => oneComposition(asSchema(yaml(given)), {});
const [a, b, c] = ["A", "B", "C"].map((name) => `{ $ref: '#/components/schemas/${name}' }`);

describe("oneComposition", () => {
  test.each([
    [
      "oneOf beside allOf",
      `{ allOf: [${a}], oneOf: [${b}, ${c}] }`,
      `[${a}, { oneOf: [${b}, ${c}] }]`,
    ],
    [
      "anyOf beside allOf",
      `{ allOf: [${a}], anyOf: [${b}, ${c}] }`,
      `[${a}, { anyOf: [${b}, ${c}] }]`,
    ],
    ["two unions", `{ oneOf: [${a}], anyOf: [${b}] }`, `[{ anyOf: [${b}] }, { oneOf: [${a}] }]`],
    ["a list", `{ allOf: [${a}], items: ${b} }`, `[${a}, { type: array, items: ${b} }]`],
    [
      "what may be anything beside a union",
      `{ oneOf: [${a}], properties: { b: ${b} }, additionalProperties: true }`,
      `[{ oneOf: [${a}] }, { type: object, properties: { b: ${b} }, additionalProperties: true }]`,
    ],
    [
      "names by a pattern beside a union",
      `{ oneOf: [${a}], patternProperties: { ^x-: ${b} } }`,
      `[{ oneOf: [${a}] }, { type: object, patternProperties: { ^x-: ${b} } }]`,
    ],
  ])("makes a member of %s", (_, given, want) => {
    expect(compose(given)).toEqual(yaml(`{ allOf: ${want} }`));
  });

  test("keeps null beside properties", () => {
    const beside = 'type: [object, "null"], properties: { b: {} }';
    expect(compose(`{ oneOf: [${a}], ${beside} }`)).toEqual(
      yaml(`{ allOf: [{ oneOf: [${a}] }], ${beside} }`),
    );
  });

  test.each([
    ["allOf", `{ allOf: [${a}, ${b}], type: object, properties: { c: ${c} } }`],
    ["one union", `{ oneOf: [${a}, ${b}], type: object, properties: { c: ${c} } }`],
    [
      "items that no alternative can have",
      "{ type: array, items: {}, anyOf: [{ type: object, properties: { c: {} } }] }",
    ],
    ["a closed union", `{ anyOf: [${a}, ${b}], additionalProperties: false }`],
    ["no composition", `{ items: ${a} }`],
  ])("leaves %s alone", (_, given) => {
    expect(compose(given)).toEqual(yaml(given));
  });
});
