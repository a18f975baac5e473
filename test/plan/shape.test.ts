import { describe, expect, test } from "vitest";
import { RuntimeReference } from "../../scripts/plan/runtime-reference.ts";
import { type Shape, shapeOf } from "../../scripts/plan/shape.ts";
import type { Schemas } from "../../scripts/lib/model.ts";
import { yaml } from "../rules/apply.ts";

const schemas = yaml(`
      Colour: { type: string, enum: [red] }
      Box: { type: object, properties: { colour: { $ref: "#/components/schemas/Colour" } } }
      Tree: { type: object, properties: { name: { type: string }, left: { $ref: "#/components/schemas/Tree" } } }
      Ping: { type: object, properties: { pong: { $ref: "#/components/schemas/Pong" } } }
      Pong: { type: object, properties: { ping: { $ref: "#/components/schemas/Ping" } } }
      Either: { anyOf: [{ type: string }, { $ref: "#/components/schemas/Either" }] }
    `) as Schemas;

const ref = (name: string): string => `$ref: '#/components/schemas/${name}'`;

describe("shapeOf", () => {
  test.each<[string, string, Shape]>([
    ["a string", "{ type: string }", "scalar"],
    ["an integer", "{ type: integer }", "scalar"],
    ["a boolean", "{ type: boolean }", "scalar"],
    ["a scalar or null", "{ type: [string, 'null'] }", "scalar"],
    ["scalars of two types", "{ type: [string, integer] }", "scalar"],
    ["an enum without a type", "{ enum: [a, b] }", "scalar"],
    ["a constant", "{ const: a }", "scalar"],
    ["a date", "{ type: string, format: date }", "date"],
    [
      "a date with a time, which is sent as ISO 8601",
      "{ type: string, format: date-time }",
      "scalar",
    ],
    [
      "a date or something else",
      "{ anyOf: [{ type: string, format: date }, { type: integer }] }",
      "scalar",
    ],
    ["an array", "{ type: array, items: { type: string } }", ["scalar"]],
    ["an array of dates", "{ type: array, items: { type: string, format: date } }", ["date"]],
    ["an array without items", "{ type: array }", ["any"]],
    [
      "an array of arrays",
      "{ type: array, items: { type: array, items: { type: string } } }",
      [["scalar"]],
    ],
    [
      "an array whose brackets are sent",
      "{ type: array, items: { type: string }, x-array-format: brackets }",
      ["scalar", new RuntimeReference("array-format", "brackets")],
    ],
    [
      "an object",
      "{ type: object, properties: { a: { type: string }, b: {} } }",
      { a: "scalar", b: "any" },
    ],
    [
      "an object by its properties alone",
      "{ properties: { a: { type: string } } }",
      { a: "scalar" },
    ],
    [
      "an object or null",
      "{ type: [object, 'null'], properties: { a: { type: string } } }",
      { a: "scalar" },
    ],
    ["an object that declares nothing", "{ type: object }", { "*": "any" }],
    [
      "an object that permits further keys",
      "{ type: object, properties: { a: { type: string } }, additionalProperties: true }",
      { a: "scalar", "*": "any" },
    ],
    ["an object that refuses further keys", "{ type: object, additionalProperties: false }", {}],
    [
      "an object with further keys of a type",
      "{ type: object, additionalProperties: { type: array, items: { type: integer } } }",
      { "*": ["scalar"] },
    ],
    [
      "an object with keys by pattern",
      "{ type: object, patternProperties: { ^x: { type: string } } }",
      { "*": "scalar" },
    ],
    [
      "nested objects",
      "{ properties: { a: { properties: { b: { type: string } } } } }",
      { a: { b: "scalar" } },
    ],
    [
      "a scalar or an object",
      "{ anyOf: [{ type: string }, { properties: { eq: { type: string } } }] }",
      { "|": ["scalar", { eq: "scalar" }] },
    ],
    [
      "a scalar or an array, in other words",
      "{ oneOf: [{ type: string }, { type: array, items: { type: string } }] }",
      { "|": ["scalar", ["scalar"]] },
    ],
    [
      "types of several kinds",
      "{ type: [string, array], items: { type: string } }",
      { "|": ["scalar", ["scalar"]] },
    ],
    ["alternatives of one kind", "{ anyOf: [{ type: string }, { type: integer }] }", "scalar"],
    [
      "alternatives that are objects",
      "{ anyOf: [{ properties: { a: { type: string } } }, { properties: { b: { type: string } } }] }",
      { a: "scalar", b: "scalar" },
    ],
    [
      "alternatives that are objects with a key in common",
      "{ anyOf: [{ properties: { a: { type: string } } }, { properties: { a: { properties: { eq: {} } } } }] }",
      { a: { "|": ["scalar", { eq: "any" }] } },
    ],
    [
      "alternatives that are objects with an object in common",
      "{ anyOf: [{ properties: { a: { properties: { eq: {} } } } }, { properties: { a: { properties: { gt: {} } } } }] }",
      { a: { eq: "any", gt: "any" } },
    ],
    [
      "alternatives that are arrays of different things",
      "{ anyOf: [{ type: array, items: { type: string } }, { type: array, items: { type: object } }] }",
      ["any"],
    ],
    [
      "alternatives within alternatives",
      "{ anyOf: [{ anyOf: [{ type: string }, { type: array, items: { type: string } }] }, { type: object, properties: {} }] }",
      { "|": ["scalar", ["scalar"], {}] },
    ],
    [
      "an alternative to null",
      `{ anyOf: [{ ${ref("Box")} }, { type: 'null' }] }`,
      { colour: "scalar" },
    ],
    ["an alternative that may be anything", "{ anyOf: [{ type: string }, {}] }", "any"],
    [
      "parts of one object",
      `{ allOf: [{ ${ref("Box")} }, { properties: { a: { type: string } } }] }`,
      { colour: "scalar", a: "scalar" },
    ],
    [
      "a part that says nothing but words",
      `{ allOf: [{ ${ref("Box")} }, { description: d }] }`,
      { colour: "scalar" },
    ],
    ["nothing", "{}", "any"],
    ["null alone", "{ type: 'null' }", "any"],
    ["a reference", `{ ${ref("Colour")} }`, "scalar"],
    ["a reference inside of a reference", `{ ${ref("Box")} }`, { colour: "scalar" }],
    ["a schema that holds itself", `{ ${ref("Tree")} }`, { name: "scalar", left: "any" }],
    ["two schemas that hold one another", `{ ${ref("Ping")} }`, { pong: { ping: "any" } }],
  ])("%s", (_, schema, want) => {
    expect(shapeOf(yaml(schema), schemas)).toEqual(want);
  });

  test("a schema that is one of its own alternatives comes to an end", () => {
    expect(shapeOf(yaml(`{ ${ref("Either")} }`), schemas)).toEqual("scalar");
  });

  test("the order of keys is that of the schema, which is canonical", () => {
    const shape = shapeOf(yaml("{ properties: { b: {}, a: {} } }"), schemas);
    expect(Object.keys(shape)).toEqual(["b", "a"]);
  });
});
