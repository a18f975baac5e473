import { describe, expect, test } from "vitest";
import type { Schemas } from "../../../scripts/lib/model.ts";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { listsFirst } from "../../../scripts/plan/schemas/lists-first.ts";
import { yaml } from "../../rules/apply.ts";

const page =
  "{ type: object, properties: { items: { type: array, items: {} }, total: { type: integer } } }";
const schemas = yaml(
  `{ Page: ${page}, Long: { allOf: [{ $ref: "#/components/schemas/Page" }] } }`,
) as Schemas;
const ref = "{ $ref: '#/components/schemas/Page' }";
const long = "{ $ref: '#/components/schemas/Long' }";
const pets = "properties: { items: { items: { type: string } } }";

describe("listsFirst", () => {
  test.each([
    ["of a reference", `{ allOf: [${ref}, { ${pets} }] }`, `{ allOf: [{ ${pets} }, ${ref}] }`],
    ["further up", `{ allOf: [${long}, { ${pets} }] }`, `{ allOf: [{ ${pets} }, ${long}] }`],
    [
      "beside allOf",
      `{ description: d, allOf: [${ref}], ${pets}, required: [items] }`,
      `{ description: d, allOf: [{ type: object, ${pets}, required: [items] }, ${ref}] }`,
    ],
    [
      "in a property",
      `{ properties: { a: { allOf: [${ref}, { ${pets} }] } } }`,
      `{ properties: { a: { allOf: [{ ${pets} }, ${ref}] } } }`,
    ],
  ])("puts a list that is declared anew before that %s", (_, given, want) => {
    expect(listsFirst(asSchema(yaml(given)), schemas)).toEqual(yaml(want));
  });

  test.each([
    ["a list that is declared once", `{ allOf: [{ properties: { a: {} } }, { ${pets} }] }`],
    ["the same list twice", `{ allOf: [${ref}, ${long}] }`],
    ["another property", `{ allOf: [${ref}, { properties: { total: { enum: [1] } } }] }`],
    ["a recursive schema", "{ allOf: [{ $ref: '#/components/schemas/Given' }] }"],
  ])("leaves %s alone", (_, given) => {
    const schema = asSchema(yaml(given));
    expect(listsFirst(schema, { ...schemas, Given: schema })).toEqual(yaml(given));
  });
});
