import { describe, expect, test } from "vitest";
import type { Schemas } from "../../../scripts/lib/model.ts";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { widenAdditional } from "../../../scripts/plan/schemas/widen-additional.ts";
import { yaml } from "../../rules/apply.ts";

const [leaf, texts] = ["Leaf", "Texts"].map((name) => `{ $ref: '#/components/schemas/${name}' }`);
const schemas = yaml(`
Leaf: { type: object, properties: { v: { type: integer }, w: { type: integer, description: d } } }
Texts: { type: object, additionalProperties: { type: string } }
`) as Schemas;
const either = "{ anyOf: [{ type: string }, { type: integer }] }";

const widen = (given: string) => {
  const schema = asSchema(yaml(given));
  return widenAdditional(schema, { ...schemas, Given: schema });
};

describe("widenAdditional", () => {
  test.each([
    [
      "in another member",
      `{ allOf: [${leaf}, { type: object, additionalProperties: { type: string } }] }`,
      `{ allOf: [${leaf}, { type: object, additionalProperties: ${either} }] }`,
    ],
    [
      "in a component",
      `{ allOf: [${texts}, { properties: { v: { type: integer } } }] }`,
      `{ allOf: [{ type: object, additionalProperties: ${either} }, { properties: { v: { type: integer } } }] }`,
    ],
    [
      "beside allOf",
      `{ allOf: [${leaf}], additionalProperties: { type: string } }`,
      `{ allOf: [${leaf}, { type: object, additionalProperties: ${either} }] }`,
    ],
    [
      "beside allOf and properties",
      `{ allOf: [${leaf}], properties: { b: { type: boolean } }, additionalProperties: { type: string } }`,
      `{ allOf: [${leaf}], properties: { b: { type: boolean } }, additionalProperties: ${either} }`,
    ],
  ])("adds what others declare to what is additional %s", (_, given, want) => {
    expect(widen(given)).toEqual(yaml(want));
  });

  test("adds what alternatives declare to what is additional beside them", () => {
    const union = `{ oneOf: [${leaf}, { properties: { b: { type: boolean } } }] }`;
    const values = "{ anyOf: [{ type: string }, { type: integer }, { type: boolean }] }";
    expect(
      widen(`{ allOf: [${union}, { type: object, additionalProperties: { type: string } }] }`),
    ).toEqual(yaml(`{ allOf: [${union}, { type: object, additionalProperties: ${values} }] }`));
  });

  const [text, count] = ["{ type: string }", "{ type: integer }"];
  test.each([
    ["alone", `{ patternProperties: { ^a: ${text} } }`, text],
    [
      "in a closed object",
      `{ patternProperties: { ^a: ${text} }, additionalProperties: false }`,
      text,
    ],
    ["two of them", `{ patternProperties: { ^a: ${text}, ^b: ${count} } }`, either],
    ["two that hold the same", `{ patternProperties: { ^a: ${text}, ^b: ${text} } }`, text],
    [
      "beside others",
      `{ patternProperties: { ^a: ${text} }, additionalProperties: ${count} }`,
      either,
    ],
    ["beside anything", `{ patternProperties: { ^a: ${text} }, additionalProperties: true }`, "{}"],
  ])("takes names by a pattern for additional: %s", (_, given, want) => {
    expect(widen(given)).toEqual(yaml(`{ additionalProperties: ${want} }`));
  });

  test("makes a member of what may be anything beside allOf", () => {
    expect(widen(`{ allOf: [${leaf}], additionalProperties: true }`)).toEqual(
      yaml(`{ allOf: [${leaf}, { type: object, additionalProperties: true }] }`),
    );
  });

  test.each([
    [
      "an object that is not composed",
      "{ properties: { v: {} }, additionalProperties: { type: string } }",
    ],
    ["a member that holds anything", `{ allOf: [${leaf}, { additionalProperties: {} }] }`],
    ["a member that is closed", `{ allOf: [${leaf}, { additionalProperties: false }] }`],
    ["a closed object", `{ allOf: [${leaf}], additionalProperties: false }`],
    ["members that declare nothing", `{ allOf: [${texts}, { required: [a] }] }`],
    [
      "members that declare the same",
      `{ allOf: [${texts}, { properties: { a: { type: string } } }] }`,
    ],
    ["a recursive schema", "{ allOf: [{ $ref: '#/components/schemas/Given' }] }"],
  ])("leaves %s alone", (_, given) => {
    expect(widen(given)).toEqual(yaml(given));
  });
});
