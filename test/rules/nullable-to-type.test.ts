import { describe, expect, test } from "vitest";
import { nullableToType } from "../../scripts/rules/nullable-to-type.ts";
import { apply, applyAgain, applyToSchema, listWidgets, operationOf, yaml } from "./apply.ts";

describe("nullable-to-type", () => {
  test.each([
    [
      "a nullable type becomes a list of types with null",
      "{ type: string, nullable: true }",
      '{ type: [string, "null"] }',
      ["/nullable"],
    ],
    [
      "a list of types gains null",
      "{ type: [string, integer], nullable: true }",
      '{ type: [string, integer, "null"] }',
      ["/nullable"],
    ],
    [
      "a list of types that includes null stays unchanged",
      '{ type: ["null", string], nullable: true }',
      '{ type: ["null", string] }',
      ["/nullable"],
    ],
    [
      "a type that properties imply",
      "{ properties: { a: {} }, nullable: true }",
      '{ type: [object, "null"], properties: { a: {} } }',
      ["/nullable"],
    ],
    [
      "the keyword of Swagger 2.0",
      "{ type: string, x-nullable: true }",
      '{ type: [string, "null"] }',
      ["/x-nullable"],
    ],
    [
      "several compositions become one of the alternatives, and documentation stays",
      "{ description: d, allOf: [{ $ref: '#/A' }], oneOf: [{ $ref: '#/B' }, { $ref: '#/C' }], nullable: true }",
      `{ description: d, anyOf: [{ allOf: [{ $ref: "#/A" }], oneOf: [{ $ref: "#/B" }, { $ref: "#/C" }] }, { type: "null" }] }`,
      ["/nullable"],
    ],
    [
      "what is required beside a composition is required of the object alone",
      "{ allOf: [{ $ref: '#/A' }], required: [a], nullable: true }",
      `{ anyOf: [{ allOf: [{ $ref: "#/A" }], required: [a] }, { type: "null" }] }`,
      ["/nullable"],
    ],
    [
      "properties beside alternatives are those of the object alone",
      "{ oneOf: [{ $ref: '#/A' }, { $ref: '#/B' }], properties: { id: {} }, nullable: true }",
      `{ anyOf: [{ oneOf: [{ $ref: "#/A" }, { $ref: "#/B" }], properties: { id: {} } }, { type: "null" }] }`,
      ["/nullable"],
    ],
    [
      "a discriminator stays beside its alternatives",
      "{ oneOf: [{ $ref: '#/A' }, { $ref: '#/B' }], discriminator: { propertyName: k }, nullable: true }",
      `{ oneOf: [{ $ref: "#/A" }, { $ref: "#/B" }, { type: "null" }], discriminator: { propertyName: k } }`,
      ["/nullable"],
    ],
    [
      "an alternative that says nothing else is null",
      "{ oneOf: [{ $ref: '#/A' }, { nullable: true, description: none }] }",
      '{ oneOf: [{ $ref: "#/A" }, { type: "null" }] }',
      ["/oneOf/1"],
    ],
    [
      "a schema that says nothing else is anything",
      "{ properties: { a: { nullable: true } } }",
      "{ properties: { a: {} } }",
      ["/properties/a/nullable"],
    ],
    [
      "an enum gains the value null",
      "{ type: string, enum: [a, b], nullable: true }",
      '{ type: [string, "null"], enum: [a, b, null] }',
      ["/nullable"],
    ],
    [
      "an enum that includes null gains no second one",
      "{ type: string, enum: [a, null], nullable: true }",
      '{ type: [string, "null"], enum: [a, null] }',
      ["/nullable"],
    ],
    [
      "an enum without a type gains the value null",
      "{ enum: [a, b], nullable: true }",
      '{ type: [string, "null"], enum: [a, b, null] }',
      ["/nullable"],
    ],
    [
      "an enum of null alone",
      "{ enum: [null], description: none }",
      '{ type: "null", description: none }',
      [""],
    ],
    [
      "an enum of null alone, with another type and nullable",
      "{ type: string, nullable: true, enum: [null] }",
      '{ type: "null" }',
      ["/nullable"],
    ],
    [
      "an enum without a type that lists null gets its types",
      "{ enum: [1, null] }",
      '{ type: [number, "null"], enum: [1, null] }',
      [""],
    ],
    [
      "a nullable reference becomes a union with null, and keeps its documentation",
      "{ $ref: '#/components/schemas/Other', nullable: true, description: Or none }",
      "{ description: Or none, anyOf: [{ $ref: '#/components/schemas/Other' }, { type: 'null' }] }",
      ["/nullable"],
    ],
    [
      "a nullable allOf becomes a union with null",
      "{ allOf: [{ $ref: '#/components/schemas/Other' }], nullable: true }",
      "{ anyOf: [{ allOf: [{ $ref: '#/components/schemas/Other' }] }, { type: 'null' }] }",
      ["/nullable"],
    ],
    [
      "anyOf gains an alternative for null",
      "{ anyOf: [{ type: string }, { type: integer }], nullable: true }",
      "{ anyOf: [{ type: string }, { type: integer }, { type: 'null' }] }",
      ["/nullable"],
    ],
    [
      "oneOf gains an alternative for null",
      "{ oneOf: [{ type: string }, { type: integer }], nullable: true }",
      "{ oneOf: [{ type: string }, { type: integer }, { type: 'null' }] }",
      ["/nullable"],
    ],
    [
      "an unconstrained schema loses nullable",
      "{ description: Anything, nullable: true }",
      "{ description: Anything }",
      ["/nullable"],
    ],
    [
      "nullable: false is dropped",
      "{ type: string, nullable: false }",
      "{ type: string }",
      ["/nullable"],
    ],
    [
      "nested schemas are converted",
      "{ type: object, nullable: true, properties: { a: { type: array, items: { type: integer, nullable: true } } } }",
      `{ type: [object, "null"], properties: { a: { type: array, items: { type: [integer, "null"] } } } }`,
      ["/properties/a/items/nullable", "/nullable"],
    ],
    [
      "a property named nullable is kept",
      "{ properties: { nullable: { type: boolean } } }",
      "{ properties: { nullable: { type: boolean } } }",
      [],
    ],
    [
      "examples and defaults are left unchanged",
      "{ default: { type: string, nullable: true }, example: { nullable: true } }",
      "{ default: { type: string, nullable: true }, example: { nullable: true } }",
      [],
    ],
  ])("%s", (_, given, want, pointers) => {
    const applied = applyToSchema(nullableToType, given, "{ Other: { type: object } }");
    expect(applied.schema).toEqual(yaml(want));
    expect(applied.pointers).toEqual(pointers);
    expect(applyAgain(nullableToType, applied).changes).toEqual([]);
  });

  test("documents of version 3.1 are converted too, including their parameters", () => {
    const parameter = "{ name: q, in: query, schema: { type: string, nullable: true } }";
    const { result, changes } = apply(
      nullableToType,
      listWidgets(`{ parameters: [${parameter}], responses: {} }`),
    );
    expect(operationOf(result)["parameters"]).toEqual([
      { name: "q", in: "query", schema: { type: ["string", "null"] } },
    ]);
    expect(changes).toEqual([
      {
        pointer: "/paths/~1widgets/get/parameters/0/schema/nullable",
        change: "nullable: true → null is one of the types",
      },
    ]);
  });
});
