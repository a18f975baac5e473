import { expect, test } from "vitest";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { openEnums } from "../../../scripts/plan/schemas/open-enums.ts";
import { yaml } from "../../rules/apply.ts";

const open = (values: string): string => `type: string, enum: [${values}], x-open: true`;

test.each([
  [
    "an enum",
    "{ anyOf: [{ type: string, enum: [a, b] }, { type: string }] }",
    `{ ${open("a, b")} }`,
  ],
  [
    "constants",
    "{ description: d, oneOf: [{ type: string, maxLength: 9 }, { const: a }, { const: b }] }",
    `{ description: d, ${open("a, b")} }`,
  ],
  [
    "an enum beside null",
    "{ anyOf: [{ type: 'null' }, { enum: [a] }, { type: string }] }",
    `{ anyOf: [{ ${open("a")} }, { type: 'null' }] }`,
  ],
])("any string beside %s makes an open enum", (_, given, want) => {
  expect(openEnums(asSchema(yaml(given)))).toEqual(yaml(want));
});

test.each([
  "{ anyOf: [{ enum: [1, a] }, { type: string }] }",
  "{ anyOf: [{ enum: [a] }, { type: string, format: date }] }",
  "{ anyOf: [{ enum: [a] }, { type: integer }] }",
  "{ anyOf: [{ type: string }, { type: integer }] }",
])("%s stays as it is", (given) => {
  expect(openEnums(asSchema(yaml(given)))).toEqual(yaml(given));
});
