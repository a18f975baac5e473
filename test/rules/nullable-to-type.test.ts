import { describe, expect, test } from "vitest";
import { nullableToType } from "../../scripts/rules/nullable-to-type.ts";
import { apply, applyAgain, applyToSchema, listWidgets, operationOf, yaml } from "./apply.ts";

describe("nullable-to-type", () => {
  test.each([
    [
      "a nullable type becomes a list with null",
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
      "a list that holds null already stays as it is",
      '{ type: ["null", string], nullable: true }',
      '{ type: ["null", string] }',
      ["/nullable"],
    ],
    [
      "an enum gains null as a member",
      "{ type: string, enum: [a, b], nullable: true }",
      '{ type: [string, "null"], enum: [a, b, null] }',
      ["/nullable"],
    ],
    [
      "an enum that holds null gains no second one",
      "{ type: string, enum: [a, null], nullable: true }",
      '{ type: [string, "null"], enum: [a, null] }',
      ["/nullable"],
    ],
    [
      "an enum without a type gains null as a member",
      "{ enum: [a, b], nullable: true }",
      "{ enum: [a, b, null] }",
      ["/nullable"],
    ],
    [
      "a nullable reference becomes an alternative to null, and keeps the words beside it",
      "{ $ref: '#/components/schemas/Other', nullable: true, description: Or none }",
      "{ description: Or none, anyOf: [{ $ref: '#/components/schemas/Other' }, { type: 'null' }] }",
      ["/nullable"],
    ],
    [
      "a nullable allOf becomes an alternative to null",
      "{ allOf: [{ $ref: '#/components/schemas/Other' }], nullable: true }",
      "{ anyOf: [{ allOf: [{ $ref: '#/components/schemas/Other' }] }, { type: 'null' }] }",
      ["/nullable"],
    ],
    [
      "alternatives gain one for null",
      "{ anyOf: [{ type: string }, { type: integer }], nullable: true }",
      "{ anyOf: [{ type: string }, { type: integer }, { type: 'null' }] }",
      ["/nullable"],
    ],
    [
      "exclusive alternatives gain one for null",
      "{ oneOf: [{ type: string }, { type: integer }], nullable: true }",
      "{ oneOf: [{ type: string }, { type: integer }, { type: 'null' }] }",
      ["/nullable"],
    ],
    [
      "a schema that refuses nothing loses the word",
      "{ description: Anything, nullable: true }",
      "{ description: Anything }",
      ["/nullable"],
    ],
    [
      "nullable: false is left out",
      "{ type: string, nullable: false }",
      "{ type: string }",
      ["/nullable"],
    ],
    [
      "every nested schema is reached",
      "{ type: object, nullable: true, properties: { a: { type: array, items: { type: integer, nullable: true } } } }",
      `{ type: [object, "null"], properties: { a: { type: array, items: { type: [integer, "null"] } } } }`,
      ["/properties/a/items/nullable", "/nullable"],
    ],
    [
      "a property that is named nullable stays",
      "{ properties: { nullable: { type: boolean } } }",
      "{ properties: { nullable: { type: boolean } } }",
      [],
    ],
    [
      "an example and a default are data",
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

  test("a document of version 3.1 is treated like one of 3.0, in parameters too", () => {
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
