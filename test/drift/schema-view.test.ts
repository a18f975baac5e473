import { describe, expect, test } from "vitest";
import { pairAlternatives } from "../../scripts/drift/schemas/pair-alternatives.ts";
import { kindsOf, nameOfKinds, viewSchema } from "../../scripts/drift/schemas/schema-view.ts";
import type { Schemas } from "../../scripts/lib/model.ts";
import { asSchema, typesOf, valuesOf } from "../../scripts/lib/schema.ts";
import { yaml } from "../rules/apply.ts";

const schemas = yaml(`
      Widget: { type: object, required: [id], properties: { id: { type: string } } }
      Named: { type: object, required: [name], properties: { name: { type: string, maxLength: 9 } } }
      Maybe: { type: [string, 'null'] }
      Nothing: { type: 'null' }
      Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' } } }
      Knot: { allOf: [{ $ref: '#/components/schemas/Knot' }, { type: object }] }
      Either: { oneOf: [{ $ref: '#/components/schemas/Widget' }, { $ref: '#/components/schemas/Named' }] }
    `) as Schemas;
const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

describe("viewSchema", () => {
  test.each([
    ["a scalar", "{ type: string }", false, ["a string"]],
    ["a component", ref("Widget"), false, ["Widget"]],
    ["a schema with a title", "{ type: object, title: A thing }", false, ["A thing"]],
    ["a list of types", "{ type: [string, integer] }", false, ["a string or an integer"]],
    ["a list of types with null", "{ type: [string, 'null'] }", true, ["a string"]],
    ["an enum with null", "{ enum: [a, null] }", true, ['"a"']],
    ["a constant whose types include null", "{ type: [string, 'null'], const: a }", false, ['"a"']],
    ["a union with null", `{ oneOf: [${ref("Widget")}, { type: 'null' }] }`, true, ["Widget"]],
    [
      "a union with a component that is null",
      `{ anyOf: [${ref("Widget")}, ${ref("Nothing")}] }`,
      true,
      ["Widget"],
    ],
    [
      "a nullable alternative",
      `{ anyOf: [${ref("Widget")}, ${ref("Maybe")}] }`,
      true,
      ["Widget", "Maybe"],
    ],
    [
      "nested alternatives",
      `{ oneOf: [${ref("Either")}, { type: string }] }`,
      false,
      ["Widget", "Named", "a string"],
    ],
    [
      "oneOf beside anyOf",
      "{ oneOf: [{ type: string }], anyOf: [{ type: integer }] }",
      false,
      ["a string or an integer"],
    ],
    ["an empty schema", "{}", false, ["anything"]],
  ] as const)("lists the alternatives of %s", (_, given, isNullable, names) => {
    const view = viewSchema(asSchema(yaml(given)), schemas);
    expect(view.isNullable).toBe(isNullable);
    expect(view.alternatives.map(({ name }) => name)).toEqual(names);
  });

  test.each([
    [
      "merges allOf into one object",
      `{ allOf: [${ref("Widget")}, ${ref("Named")}] }`,
      "{ type: object, required: [name, id], properties: { id: { type: string }, name: { type: string, maxLength: 9 } } }",
    ],
    [
      "combines the constraints of a property that two members declare",
      `{ allOf: [${ref("Named")}, { properties: { name: { minLength: 1 } } }] }`,
      "{ type: object, required: [name], properties: { name: { allOf: [{ type: string, maxLength: 9 }, { minLength: 1 }] } } }",
    ],
    [
      "prefers keywords beside allOf",
      `{ description: Own, allOf: [{ type: string, description: Other }] }`,
      "{ type: string, description: Own }",
    ],
    ["ends for a recursive schema", ref("Knot"), "{ type: object }"],
  ])("%s", (_, given, want) => {
    const { required, ...schema } = viewSchema(asSchema(yaml(given)), schemas).schema;
    const { required: wanted, ...rest } = yaml(want);
    expect(schema).toEqual(rest);
    expect(new Set(required as string[])).toEqual(new Set(wanted as string[]));
  });

  test("applies constraints beside oneOf to each alternative, but documentation to none", () => {
    const { alternatives, schema } = viewSchema(
      yaml(
        "{ description: Both, required: [k], oneOf: [{ type: object, title: A }, { type: object, title: B }] }",
      ),
      schemas,
    );
    expect(schema).toEqual({ description: "Both", required: ["k"] });
    expect(alternatives.map((each) => each.schema)).toEqual([
      { type: "object", title: "A", required: ["k"] },
      { type: "object", title: "B", required: ["k"] },
    ]);
  });
});

describe("the kinds of values that a schema accepts", () => {
  test.each([
    ["{ type: integer }", ["integer"], ["number"]],
    ["{ type: [integer, number] }", ["integer", "number"], ["number"]],
    ["{ type: string, format: binary }", ["string"], ["file"]],
    ["{ type: string, format: uuid }", ["string"], ["string"]],
    ["{ type: [array, 'null'] }", ["array", "null"], ["array"]],
    ["{ properties: { a: {} } }", ["object"], ["object"]],
    ["{ additionalProperties: { type: string } }", ["object"], ["object"]],
    ["{ items: {} }", ["array"], ["array"]],
    ["{ enum: [1, a, null] }", ["number", "string", "null"], ["number", "string"]],
    ["{ const: true }", ["boolean"], ["boolean"]],
    ["{ description: Words }", [], ["anything"]],
  ])("%s", (given, types, kinds) => {
    expect(typesOf(yaml(given))).toEqual(types);
    expect([...kindsOf(yaml(given))]).toEqual(kinds);
  });

  test.each([
    ["{ enum: [a, b] }", ["a", "b"], '"a" or "b"'],
    ["{ const: 1, enum: [1, 2] }", [1], "1"],
    ["{ const: false }", [false], "false"],
    ["{ type: string, enum: [a, b, c, d, e] }", ["a", "b", "c", "d", "e"], "a string"],
    ["{ type: [object, array] }", undefined, "an object or an array"],
    ["{ type: [boolean, 'null'] }", undefined, "a boolean"],
    ["{ type: string, enum: [] }", [], "a string"],
  ])("%s has a readable name", (given, values, name) => {
    expect(valuesOf(yaml(given))).toEqual(values);
    expect(nameOfKinds(yaml(given))).toBe(name);
  });
});

describe("pairAlternatives", () => {
  const member = (kind: string, ...others: readonly string[]): string =>
    `{ type: object, properties: { ${[kind, ...others].map((key) => `${key}: { type: string }`).join(", ")} } }`;

  test.each([
    [
      "pairs single alternatives, even of different types",
      "[{ type: string }]",
      "[{ type: integer }]",
      [[0, 0]],
    ],
    [
      "pairs equal alternatives first, in any order",
      `[{ type: string }, ${member("a")}]`,
      `[${member("a")}, { type: string }]`,
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      "pairs components by name",
      `[${ref("Widget")}, ${ref("Named")}]`,
      `[${ref("Named")}, ${ref("Node")}]`,
      [
        [1, 0],
        [0, -1],
        [-1, 1],
      ],
    ],
    [
      "pairs a component with its inlined schema",
      `[${ref("Widget")}, { type: string }]`,
      "[{ type: string }, { type: object, required: [id], properties: { id: { type: string } } }]",
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      "pairs the most similar objects",
      `[${member("a", "b", "c")}, ${member("x", "y", "z")}]`,
      `[${member("x", "y", "z", "w")}, ${member("a", "b", "c", "d")}]`,
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      "never pairs a string with an object",
      `[{ type: string }, ${member("a")}]`,
      `[{ type: integer }, ${member("a")}]`,
      [
        [1, 1],
        [0, -1],
        [-1, 0],
      ],
    ],
    [
      "leaves an added alternative unpaired",
      "[{ type: string }]",
      `[{ type: string }, ${member("a")}]`,
      [
        [0, 0],
        [-1, 1],
      ],
    ],
    [
      "leaves a removed alternative unpaired",
      `[{ type: string }, ${member("a")}]`,
      `[${member("a")}]`,
      [
        [1, 0],
        [0, -1],
      ],
    ],
  ])("%s", (_, before, after, want) => {
    const view = (list: string) =>
      viewSchema(asSchema(yaml(`{ oneOf: ${list} }`)), schemas).alternatives;
    const [left, right] = [view(before), view(after)];
    const pairs = pairAlternatives({ before: left, after: right }).map((pair) => [
      pair.before ? left.indexOf(pair.before) : -1,
      pair.after ? right.indexOf(pair.after) : -1,
    ]);
    expect(pairs).toEqual(want);
  });
});
