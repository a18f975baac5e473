import { expect, test } from "vitest";
import type { Schemas } from "../../scripts/lib/model.ts";
import { asSchema } from "../../scripts/lib/schema.ts";
import { completeMappings } from "../../scripts/plan/discriminators.ts";
import { yaml } from "../rules/apply.ts";

const schemas = yaml(`
  Circle: { type: object, properties: { kind: { type: string } } }
  Square: { type: object, properties: { kind: { const: sq } } }
  Kind: { type: string, enum: [tri] }
  Triangle: { type: object, properties: { kind: { $ref: '#/components/schemas/Kind' } } }
`) as Schemas;

const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

test.each([
  ["its own name in the document", ["Circle"], "", { Circle: "Circle" }],
  [
    "the mapping's keys",
    ["Circle"],
    ", mapping: { c: Circle, o: '#/components/schemas/Circle' }",
    { c: "Circle", o: "Circle" },
  ],
  [
    "the value that it fixes itself, whatever the mapping says",
    ["Square"],
    ", mapping: { square: Square }",
    { sq: "Square" },
  ],
  [
    "the only value of an enum elsewhere",
    ["Triangle", "Circle"],
    "",
    { tri: "Triangle", Circle: "Circle" },
  ],
])("an alternative has %s", (_, names, mapping, want) => {
  const schema = asSchema(
    yaml(
      `{ oneOf: [${names.map(ref).join(", ")}], discriminator: { propertyName: kind${mapping} } }`,
    ),
  );
  const completed = completeMappings(schema, schemas).discriminator?.mapping ?? {};
  expect(completed).toEqual(
    Object.fromEntries(
      Object.entries(want).map(([value, name]) => [value, `#/components/schemas/${name}`]),
    ),
  );
});

test("the mapping of a parent, which names its children, is left alone", () => {
  const parent = asSchema(
    yaml("{ properties: {}, discriminator: { propertyName: kind, mapping: { a: Circle } } }"),
  );
  expect(completeMappings(parent, schemas)).toBe(parent);
});
