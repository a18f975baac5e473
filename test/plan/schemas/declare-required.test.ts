import { describe, expect, test } from "vitest";
import type { Schemas } from "../../../scripts/lib/model.ts";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { declareRequired } from "../../../scripts/plan/schemas/declare-required.ts";
import { yaml } from "../../rules/apply.ts";

const base =
  "{ Base: { type: object, properties: { code: { type: string }, reach: { type: number } } } }";
const ref = "{ $ref: '#/components/schemas/Base' }";
const code = "{ type: object, properties: { code: { type: string } }, required: [code] }";

const declare = (text: string) => {
  const given = asSchema(yaml(text));
  return declareRequired(given, { ...(yaml(base) as Schemas), Given: given });
};

describe("declareRequired", () => {
  test.each([
    ["beside allOf", `{ allOf: [${ref}], required: [code] }`, `{ allOf: [${ref}, ${code}] }`],
    [
      "beside allOf, together with a property of a member",
      `{ allOf: [${ref}, { properties: { site: { type: string } } }], required: [code, site] }`,
      `{ allOf: [${ref}, { properties: { site: { type: string } } }, { type: object, properties: { code: { type: string }, site: { type: string } }, required: [code, site] }] }`,
    ],
    [
      "in a member of its own",
      `{ allOf: [${ref}, { required: [code] }] }`,
      `{ allOf: [${ref}, ${code}] }`,
    ],
    [
      "in a member with other properties",
      `{ allOf: [${ref}, { properties: { site: {} }, required: [code, site] }] }`,
      `{ allOf: [${ref}, { properties: { site: {} }, required: [site] }, ${code}] }`,
    ],
    [
      "beside alternatives",
      `{ anyOf: [${ref}, { type: object, properties: { code: { type: integer } } }], required: [code] }`,
      `{ type: object, anyOf: [${ref}, { type: object, properties: { code: { type: integer } } }], properties: { code: { anyOf: [{ type: string }, { type: integer }] } }, required: [code] }`,
    ],
    [
      "beside alternatives and properties",
      `{ oneOf: [${ref}, ${ref}], properties: { site: {} }, required: [site, code] }`,
      `{ type: object, oneOf: [${ref}, ${ref}], properties: { site: {}, code: { type: string } }, required: [site, code] }`,
    ],
  ])("a property required %s is declared there", (_, given, want) => {
    expect(declare(given)).toEqual(yaml(want));
  });

  test.each([
    ["a name that nothing declares", `{ allOf: [${ref}], required: [ghost] }`],
    ["a property that is declared where it is required", `{ allOf: [${ref}, ${code}] }`],
    [
      "what is required beside an alternative that is no object",
      `{ anyOf: [${ref}, { type: 'null' }], required: [code] }`,
    ],
    ["an object without allOf", "{ properties: { a: {} }, required: [a, b] }"],
    ["a recursive schema", "{ allOf: [{ $ref: '#/components/schemas/Given' }], required: [a] }"],
  ])("%s is left alone", (_, given) => {
    expect(declare(given)).toEqual(yaml(given));
  });
});
