import { describe, expect, test } from "vitest";
import { dropInvalidDefault } from "../../scripts/rules/drop-invalid-default.ts";
import { applyAgain, applyToSchema, yaml } from "./apply.ts";

const others = `
  Colour: { type: string, enum: [red, green] }
  Day: { type: string, format: date }
  Box: { type: object, properties: { colour: { $ref: "#/components/schemas/Colour" } } }
  Bag: { type: object }
`;

describe("drop-invalid-default", () => {
  test("validates defaults in a frozen document", () => {
    const { schema } = applyToSchema(
      dropInvalidDefault,
      "{ anyOf: [{ type: string }, { type: boolean }], default: 1 }",
    );
    expect(schema).toEqual(yaml("{ anyOf: [{ type: string }, { type: boolean }] }"));
  });

  test("drops an invalid default despite an example with an id", () => {
    const box = '{ type: object, example: { id: "7", list: { id: "7" } } }';
    const { schema } = applyToSchema(
      dropInvalidDefault,
      "{ anyOf: [{ $ref: '#/components/schemas/Colour' }], default: blue }",
      `{ Colour: { type: string, enum: [red] }, Box: ${box}, Bag: ${box} }`,
      { freeze: false },
    );
    expect(schema).toEqual(yaml("{ anyOf: [{ $ref: '#/components/schemas/Colour' }] }"));
  });

  test.each([
    ["null on a string", "{ type: string, default: null }", "its type is string"],
    ["null on an integer", "{ type: integer, default: null }", "its type is integer"],
    ["a string on an integer", '{ type: integer, default: "20" }', "its type is integer"],
    ["a fraction on an integer", "{ type: integer, default: 1.5 }", "its type is integer"],
    ["an array on an object", "{ type: object, default: [] }", "its type is object"],
    ["an object on an array", "{ type: array, default: {} }", "its type is array"],
    ["a value outside the enum", "{ type: string, enum: [a], default: b }", "rejects it"],
    ["a value outside the limits", "{ type: string, maxLength: 1, default: ab }", "rejects it"],
    ["an integer below the minimum", "{ type: integer, minimum: 1, default: 0 }", "rejects it"],
    ["a number below the minimum", "{ type: number, minimum: 1, default: 0 }", "rejects it"],
    [
      "a value that matches none of the alternatives",
      "{ anyOf: [{ type: string }], default: 1 }",
      "",
    ],
    ["an array with an invalid item", "{ type: array, items: { type: string }, default: [1] }", ""],
    ["an object without a required property", "{ type: object, required: [a], default: {} }", ""],
    [
      "a value that violates the referenced schema",
      "{ $ref: '#/components/schemas/Colour', default: blue }",
      "",
    ],
    [
      "a value that violates a referenced alternative",
      "{ anyOf: [{ $ref: '#/components/schemas/Colour' }], default: blue }",
      "",
    ],
    [
      "a value that violates a schema behind two references",
      "{ $ref: '#/components/schemas/Box', default: { colour: blue } }",
      "",
    ],
  ])("drops %s", (_, given, reason) => {
    const applied = applyToSchema(dropInvalidDefault, given, others, { freeze: false });
    const { default: value, ...rest } = yaml(given);
    expect(applied.schema).toEqual(rest);
    expect(applied.pointers).toEqual(["/default"]);
    expect(applied.changes[0]?.change).toContain(`default: ${JSON.stringify(value)} → left out`);
    expect(applied.changes[0]?.change).toContain(reason);
    expect(applyAgain(dropInvalidDefault, applied).changes).toEqual([]);
  });

  test.each([
    ["null for a nullable type", '{ type: [string, "null"], default: null }'],
    ["a value of the enum", "{ type: string, enum: [a, b], default: b }"],
    ["false", "{ type: [boolean, integer, string], default: false }"],
    ["zero", "{ type: integer, default: 0 }"],
    ["the empty string", "{ type: string, default: '' }"],
    ["a value without any constraint", "{ default: null }"],
    ["a value that violates only the format", "{ type: string, format: date, default: today }"],
    [
      "a value that violates only the format of the referenced schema",
      "{ $ref: '#/components/schemas/Day', default: today }",
    ],
    [
      "a value that violates only the format of a referenced alternative",
      "{ anyOf: [{ $ref: '#/components/schemas/Day' }], default: today }",
    ],
    [
      "a value for a pattern that is not a valid regular expression",
      "{ type: string, pattern: '(?<!*', default: a }",
    ],
    [
      "a value that the referenced schema accepts",
      "{ $ref: '#/components/schemas/Colour', default: red }",
    ],
    ["a property named default", "{ type: object, properties: { default: { type: string } } }"],
    ["an example that looks like a schema", "{ example: { type: string, default: null } }"],
  ])("keeps %s", (_, given) => {
    const applied = applyToSchema(dropInvalidDefault, given, others, { freeze: false });
    expect(applied.schema).toEqual(yaml(given));
    expect(applied.changes).toEqual([]);
  });

  test("validates the default of a nested schema against that schema", () => {
    const { schema, pointers } = applyToSchema(
      dropInvalidDefault,
      "{ type: object, properties: { size: { type: integer, default: null }, name: { type: string, default: a } } }",
    );
    expect(schema).toEqual(
      yaml(
        "{ type: object, properties: { size: { type: integer }, name: { type: string, default: a } } }",
      ),
    );
    expect(pointers).toEqual(["/properties/size/default"]);
  });
});
