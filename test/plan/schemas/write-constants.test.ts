import { expect, test } from "vitest";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { writeConstants } from "../../../scripts/plan/schemas/write-constants.ts";
import { yaml } from "../../rules/apply.ts";

const object = (value: string): string =>
  `{ type: object, properties: { a: ${value} }, required: [a], additionalProperties: false }`;

test.each([
  ["an object", "{ type: object, const: { a: 1 } }", object("{ const: 1 }")],
  [
    "a list",
    "{ const: [1, null] }",
    "{ type: array, prefixItems: [{ const: 1 }, { const: null }], items: false }",
  ],
  ["an empty list", "{ const: [] }", "{ type: array }"],
  [
    "one of several",
    "{ description: d, enum: [{ a: { a: x } }, none] }",
    `{ description: d, anyOf: [${object(object("{ const: x }"))}, { const: none }] }`,
  ],
  [
    "a value that is listed twice",
    "{ type: string, enum: [a, b, a] }",
    "{ type: string, enum: [a, b] }",
  ],
])("writeConstants writes %s", (_, given, want) => {
  expect(writeConstants(asSchema(yaml(given)))).toEqual(yaml(want));
});

test.each(["{ const: null }", "{ type: [string, 'null'], enum: [a, null, 1, true] }"])(
  "writeConstants leaves %s alone",
  (given) => {
    const schema = asSchema(yaml(given));
    expect(writeConstants(schema)).toBe(schema);
  },
);
