import { describe, expect, test } from "vitest";
import { RuntimeReference } from "../../../scripts/plan/runtime-reference.ts";
import { closedIn } from "../../../scripts/plan/shapes/parts-of-shape.ts";
import type { Members, Shape } from "../../../scripts/plan/shapes/shape.ts";
import { bodyShapeOf, shapeOf } from "../../../scripts/plan/shapes/shape-of.ts";
import type { Schemas } from "../../../scripts/lib/model.ts";
import { yaml } from "../../rules/apply.ts";

const schemas = yaml(`
      Colour: { type: string, enum: [red] }
      Box: { type: object, properties: { colour: { $ref: "#/components/schemas/Colour" } } }
      Tree: { type: object, properties: { name: { type: string }, left: { $ref: "#/components/schemas/Tree" } } }
      Ping: { type: object, properties: { pong: { $ref: "#/components/schemas/Pong" } } }
      Pong: { type: object, properties: { ping: { $ref: "#/components/schemas/Ping" } } }
      Branch: { type: object, properties: { name: { type: string }, parts: { type: array, items: { oneOf: [{ $ref: "#/components/schemas/Branch" }, { $ref: "#/components/schemas/Leaf" }] } } } }
      Leaf: { type: object, properties: { on: { type: string, format: date } } }
      Pet:
        type: object
        discriminator: { propertyName: kind, mapping: { dog: "#/components/schemas/Dog", cat: Cat } }
        properties: { kind: { type: string }, owner: { $ref: "#/components/schemas/Pet" } }
      Dog: { allOf: [{ $ref: "#/components/schemas/Pet" }, { type: object, properties: { chipped: { type: string, format: date } } }] }
      Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { type: object, properties: { seen: { type: string, format: date } } }] }
      List: { type: array, items: { type: string } }
      Lists: { type: array, items: { $ref: "#/components/schemas/Lists" } }
      Rows: { type: array, items: { type: array, items: { $ref: "#/components/schemas/Rows" } } }
      Named: { patternProperties: { ^a: { $ref: "#/components/schemas/Named" }, ^b: { type: string } } }
      Either: { anyOf: [{ type: string }, { $ref: "#/components/schemas/Either" }] }
    `) as Schemas;

/** A shape that is put together, so that it can hold itself. */
type Draft = Record<string, Shape>;

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
    ["a date-time, which is sent as ISO 8601", "{ type: string, format: date-time }", "scalar"],
    [
      "a date or something else that no Date stands for",
      "{ anyOf: [{ type: string, format: date }, { type: integer }, { enum: [today] }] }",
      "date",
    ],
    [
      "a date or a date-time, which a Date can be",
      "{ anyOf: [{ type: string, format: date }, { type: integer }, { type: string, format: date-time }] }",
      "scalar",
    ],
    [
      "alternatives whose property is a date or a date-time",
      "{ oneOf: [{ properties: { on: { type: string, format: date } } }, { properties: { on: { type: string, format: date-time } } }] }",
      { on: "scalar" },
    ],
    [
      "a list of dates or of words",
      "{ oneOf: [{ type: array, items: { type: string, format: date } }, { type: array, items: { enum: [today] } }] }",
      ["date"],
    ],
    [
      "a list whose items are declared by position",
      "{ type: array, prefixItems: [{ type: string }, { type: string, format: date }], items: false }",
      ["date"],
    ],
    [
      "such a list that goes on",
      "{ type: array, prefixItems: [{ type: string, format: date }] }",
      [{ "|": ["date", ["any"], { "*": "any" }] }],
    ],
    ["such a list without dates", "{ type: array, prefixItems: [{ type: string }] }", ["any"]],
    ["an array", "{ type: array, items: { type: string } }", ["scalar"]],
    ["an array of dates", "{ type: array, items: { type: string, format: date } }", ["date"]],
    ["an array without items", "{ type: array }", ["any"]],
    [
      "an array of arrays",
      "{ type: array, items: { type: array, items: { type: string } } }",
      [["scalar"]],
    ],
    [
      "an array that is sent with brackets",
      "{ type: array, items: { type: string }, x-array-format: brackets }",
      ["scalar", new RuntimeReference("array-format", "brackets")],
    ],
    [
      "an array whose items are parameters of their own",
      "{ type: array, items: { type: string }, x-array-format: repeat }",
      ["scalar", new RuntimeReference("array-format", "repeat")],
    ],
    [
      "arrays in different formats",
      "{ anyOf: [{ type: array, x-array-format: brackets }, { type: array, x-array-format: repeat }] }",
      ["any"],
    ],
    [
      "anything, of which an array has a format",
      "{ type: [string, array, object], x-array-format: repeat }",
      { "|": ["scalar", ["any", new RuntimeReference("array-format", "repeat")], { "*": "any" }] },
    ],
    [
      "one component, here with a format and there without",
      `{ properties: { a: { ${ref("List")}, x-array-format: repeat }, b: { ${ref("List")} } } }`,
      { a: ["scalar", new RuntimeReference("array-format", "repeat")], b: ["scalar"] },
    ],
    ["an array in a format that is not known", "{ type: array, x-array-format: other }", ["any"]],
    [
      "an object",
      "{ type: object, properties: { a: { type: string }, b: {} } }",
      { a: "scalar", b: "any" },
    ],
    ["an object without a type", "{ properties: { a: { type: string } } }", { a: "scalar" }],
    [
      "an object or null",
      "{ type: [object, 'null'], properties: { a: { type: string } } }",
      { a: "scalar" },
    ],
    ["an object without properties", "{ type: object }", { "*": "any" }],
    [
      "an object with additional properties of any type",
      "{ type: object, properties: { a: { type: string } }, additionalProperties: true }",
      { a: "scalar", "*": "any" },
    ],
    [
      "an object without additional properties",
      "{ type: object, additionalProperties: false }",
      {},
    ],
    [
      "an object with additional properties of one type",
      "{ type: object, additionalProperties: { type: array, items: { type: integer } } }",
      { "*": ["scalar"] },
    ],
    [
      "an object of which some is required",
      "{ type: object, anyOf: [{ required: [a] }, { required: [b] }] }",
      { "*": "any" },
    ],
    [
      "names by a pattern, of an object without other ones",
      "{ patternProperties: { ^x-: { type: integer } }, additionalProperties: false }",
      { "*": "scalar" },
    ],
    [
      "an object with pattern properties",
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
      "a scalar or an array, in oneOf",
      "{ oneOf: [{ type: string }, { type: array, items: { type: string } }] }",
      { "|": ["scalar", ["scalar"]] },
    ],
    [
      "a list of types of several kinds",
      "{ type: [string, array], items: { type: string } }",
      { "|": ["scalar", ["scalar"]] },
    ],
    ["scalar alternatives", "{ anyOf: [{ type: string }, { type: integer }] }", "scalar"],
    [
      "object alternatives",
      "{ anyOf: [{ properties: { a: { type: string } } }, { properties: { b: { type: string } } }] }",
      { a: "scalar", b: "scalar" },
    ],
    [
      "object alternatives with a common property",
      "{ anyOf: [{ properties: { a: { type: string } } }, { properties: { a: { properties: { eq: {} } } } }] }",
      { a: { "|": ["scalar", { eq: "any" }] } },
    ],
    [
      "object alternatives with a common nested object",
      "{ anyOf: [{ properties: { a: { properties: { eq: {} } } } }, { properties: { a: { properties: { gt: {} } } } }] }",
      { a: { eq: "any", gt: "any" } },
    ],
    [
      "a property that is an additional one of another alternative",
      "{ anyOf: [{ properties: { a: { type: string } } }, { type: object, additionalProperties: { type: string, format: date } }] }",
      { a: "date", "*": "date" },
    ],
    [
      "a property beside an alternative with any properties",
      "{ anyOf: [{ properties: { a: { type: string, format: date } } }, { type: object }] }",
      { a: { "|": ["date", ["any"], { "*": "any" }] }, "*": "any" },
    ],
    [
      "array alternatives with different items",
      "{ anyOf: [{ type: array, items: { type: string } }, { type: array, items: { type: object } }] }",
      [{ "|": ["scalar", { "*": "any" }] }],
    ],
    [
      "nested alternatives",
      "{ anyOf: [{ anyOf: [{ type: string }, { type: array, items: { type: string } }] }, { type: object, properties: {} }] }",
      { "|": ["scalar", ["scalar"], {}] },
    ],
    ["a union with null", `{ anyOf: [{ ${ref("Box")} }, { type: 'null' }] }`, { colour: "scalar" }],
    ["an unconstrained alternative", "{ anyOf: [{ type: string }, {}] }", "any"],
    [
      "an object split across allOf",
      `{ allOf: [{ ${ref("Box")} }, { properties: { a: { type: string } } }] }`,
      { colour: "scalar", a: "scalar" },
    ],
    [
      "an allOf member with documentation alone",
      `{ allOf: [{ ${ref("Box")} }, { description: d }] }`,
      { colour: "scalar" },
    ],
    ["an empty schema", "{}", "any"],
    [
      "an object whose member has the sign of alternatives as its name",
      "{ properties: { a: { type: string }, '|': { type: string } } }",
      "any",
    ],
    [
      "members of members of one object",
      "{ allOf: [{ allOf: [{ properties: { a: { type: string } } }, { allOf: [{ properties: { b: { type: string } } }] }] }] }",
      { a: "scalar", b: "scalar" },
    ],
    [
      "properties beside alternatives",
      "{ type: object, properties: { a: { type: string } }, oneOf: [{ properties: { b: { type: string } } }, { properties: { c: { type: string } } }] }",
      { a: "scalar", b: "scalar", c: "scalar" },
    ],
    [
      "properties beside alternatives that only require them",
      "{ properties: { a: { type: string } }, anyOf: [{ required: [a] }, { required: [b] }] }",
      { a: "scalar" },
    ],
    ["null alone", "{ type: 'null' }", "any"],
    ["a reference", `{ ${ref("Colour")} }`, "scalar"],
    ["a reference inside a referenced schema", `{ ${ref("Box")} }`, { colour: "scalar" }],
  ])("describes %s", (_, schema, want) => {
    expect(shapeOf(yaml(schema), schemas)).toEqual(want);
  });

  test("ends for a schema that is one of its own alternatives", () => {
    expect(shapeOf(yaml(`{ ${ref("Either")} }`), schemas)).toEqual("scalar");
  });

  test("ends for a list of nothing but itself", () => {
    expect(shapeOf(yaml(`{ ${ref("Lists")} }`), schemas)).toEqual(["any"]);
    expect(shapeOf(yaml(`{ ${ref("Rows")} }`), schemas)).toEqual([["any"]]);
  });

  test("that of a recursive schema holds itself", () => {
    const tree: Draft = { name: "scalar" };
    tree["left"] = tree;
    expect(shapeOf(yaml(`{ ${ref("Tree")} }`), schemas)).toEqual(tree);
  });

  test("that of schemas that refer to each other holds itself", () => {
    const ping: Draft = {};
    ping["pong"] = { ping };
    expect(shapeOf(yaml(`{ ${ref("Ping")} }`), schemas)).toEqual(ping);
  });

  test("items that may be the schema itself or something else are both, at every level", () => {
    const parts: Draft = { name: "scalar", on: "date" };
    const list: Shape = [parts];
    parts["parts"] = list;
    const branch = { name: "scalar", parts: list };
    expect(shapeOf(yaml(`{ ${ref("Branch")} }`), schemas)).toEqual(branch);
  });

  test("names by patterns, of which one is for the schema itself", () => {
    const named: Draft = {};
    const shape = shapeOf(yaml(`{ ${ref("Named")} }`), schemas);
    named["*"] = { "|": [named, "scalar"] };
    expect(shape).toEqual(named);
  });

  test("a parent may be any of its children; of a child, it is a part", () => {
    const pet: Draft = { kind: "scalar", chipped: "date", seen: "date" };
    pet["owner"] = pet;
    expect(shapeOf(yaml(`{ ${ref("Pet")} }`), schemas)).toEqual(pet);
    expect(shapeOf(yaml(`{ ${ref("Cat")} }`), schemas)).toEqual({
      kind: "scalar",
      owner: pet,
      seen: "date",
    });
    expect(shapeOf(yaml(`{ anyOf: [{ type: 'null' }, { ${ref("Pet")} }] }`), schemas)).toBe(
      shapeOf(yaml(`{ ${ref("Pet")} }`), schemas),
    );
  });

  test("a recursive schema beside others is the same object as alone", () => {
    const shape = shapeOf(
      yaml(`{ properties: { a: { anyOf: [{ type: string }, { ${ref("Tree")} }] } } }`),
      schemas,
    );
    expect(shape).toEqual({ a: { "|": ["scalar", shapeOf(yaml(`{ ${ref("Tree")} }`), schemas)] } });
  });

  test("is as large as the document, however many components refer to each other", () => {
    const names = Array.from({ length: 300 }, (_, index) => `Node${index}`);
    const properties = Object.fromEntries(
      names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
    );
    const nodes = Object.fromEntries(names.map((name) => [name, { type: "object", properties }]));
    const shape = shapeOf({ $ref: "#/components/schemas/Node0" }, nodes);
    expect(shape).toHaveProperty("Node1.Node2.Node3", shape);
  });

  test("can be deeper than the stack", () => {
    const count = 20_000;
    const chain = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `Node${index}`,
        { properties: { next: { $ref: `#/components/schemas/Node${index + 1}` } } },
      ]),
    );
    let shape = shapeOf(
      { $ref: "#/components/schemas/Node0" },
      { ...chain, [`Node${count}`]: { type: "string" } },
    );
    for (let level = 0; level < count; level++) shape = (shape as Members)["next"] ?? "any";
    expect(shape).toBe("scalar");
  });

  test("keeps the canonical order of the schema's properties", () => {
    const shape = shapeOf(yaml("{ properties: { b: {}, a: {} } }"), schemas);
    expect(Object.keys(shape)).toEqual(["b", "a"]);
  });
});

describe("the shape of a JSON body", () => {
  const closed = "type: object, additionalProperties: false";
  const required = "anyOf: [{ required: [a] }, { required: [b] }]";
  test.each<[string, string, Shape]>([
    ["a closed object", `{ ${closed}, properties: { a: { type: string } } }`, { a: "any" }],
    ["an open object", "{ type: object, properties: { a: { type: string } } }", "any"],
    [
      "a closed object in an open one",
      `{ type: object, properties: { a: { ${closed} }, b: { type: string } } }`,
      { a: {}, b: "any", "*": "any" },
    ],
    ["a list of closed objects", `{ type: array, items: { ${closed} } }`, [{}]],
    ["patterns", `{ ${closed}, patternProperties: { '^x-': { type: string } } }`, "any"],
    [
      "a closed object or a string",
      `{ anyOf: [{ ${closed}, properties: { a: {} } }, { type: string }] }`,
      { a: "any" },
    ],
    [
      "a closed object or an open one",
      `{ oneOf: [{ ${closed}, properties: { a: {} } }, { type: object, properties: { b: {} } }] }`,
      "any",
    ],
    [
      "closed and open parts",
      `{ allOf: [{ ${closed}, properties: { a: {} } }, { type: object, properties: { b: {} } }] }`,
      "any",
    ],
    [
      "closed parts, and one that only requires",
      `{ allOf: [{ ${closed}, properties: { a: {} } }, { required: [a] }] }`,
      { a: "any" },
    ],
    ["an open object of which some is required", `{ properties: { a: {} }, ${required} }`, "any"],
    ["a closed object of which some is required", `{ ${closed}, ${required} }`, {}],
    ["dates", `{ ${closed}, properties: { a: { type: string, format: date } } }`, { a: "date" }],
  ])("says what is closed in %s", (_, schema, want) => {
    expect(closedIn(bodyShapeOf(yaml(schema), schemas))).toEqual(want);
  });
});
