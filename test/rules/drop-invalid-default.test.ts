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
  test("a document that nobody may change is judged like any other", () => {
    const { schema } = applyToSchema(
      dropInvalidDefault,
      "{ anyOf: [{ type: string }, { type: boolean }], default: 1 }",
    );
    expect(schema).toEqual(yaml("{ anyOf: [{ type: string }, { type: boolean }] }"));
  });

  test("an example that holds an id does not hide a default that is refused", () => {
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
    ["a value outside of an enum", "{ type: string, enum: [a], default: b }", "rejects it"],
    ["a value outside of the limits", "{ type: string, maxLength: 1, default: ab }", "rejects it"],
    ["an integer below the minimum", "{ type: integer, minimum: 1, default: 0 }", "rejects it"],
    ["a number below the minimum", "{ type: number, minimum: 1, default: 0 }", "rejects it"],
    [
      "a value that none of the alternatives takes",
      "{ anyOf: [{ type: string }], default: 1 }",
      "",
    ],
    [
      "an item that the array refuses",
      "{ type: array, items: { type: string }, default: [1] }",
      "",
    ],
    ["an object without what is required", "{ type: object, required: [a], default: {} }", ""],
    [
      "a value that what is referred to refuses",
      "{ $ref: '#/components/schemas/Colour', default: blue }",
      "",
    ],
    [
      "a value that what an alternative refers to refuses",
      "{ anyOf: [{ $ref: '#/components/schemas/Colour' }], default: blue }",
      "",
    ],
    [
      "a value that is refused at the end of two references",
      "{ $ref: '#/components/schemas/Box', default: { colour: blue } }",
      "",
    ],
  ])("%s is left out", (_, given, reason) => {
    const applied = applyToSchema(dropInvalidDefault, given, others, { freeze: false });
    const { default: value, ...rest } = yaml(given);
    expect(applied.schema).toEqual(rest);
    expect(applied.pointers).toEqual(["/default"]);
    expect(applied.changes[0]?.change).toContain(`default: ${JSON.stringify(value)} → left out`);
    expect(applied.changes[0]?.change).toContain(reason);
    expect(applyAgain(dropInvalidDefault, applied).changes).toEqual([]);
  });

  test.each([
    ["null where null is a type", '{ type: [string, "null"], default: null }'],
    ["a value of the enum", "{ type: string, enum: [a, b], default: b }"],
    ["false, 0 and the empty string", "{ type: [boolean, integer, string], default: false }"],
    ["zero", "{ type: integer, default: 0 }"],
    ["the empty string", "{ type: string, default: '' }"],
    ["a value without any schema around it", "{ default: null }"],
    ["a value that its format would refuse", "{ type: string, format: date, default: today }"],
    ["the same, referred to", "{ $ref: '#/components/schemas/Day', default: today }"],
    [
      "the same, referred to by an alternative",
      "{ anyOf: [{ $ref: '#/components/schemas/Day' }], default: today }",
    ],
    [
      "a value under a pattern that is no regular expression here",
      "{ type: string, pattern: '(?<!*', default: a }",
    ],
    [
      "a value that what is referred to takes",
      "{ $ref: '#/components/schemas/Colour', default: red }",
    ],
    [
      "a property that is named default",
      "{ type: object, properties: { default: { type: string } } }",
    ],
    ["an example that is written like a schema", "{ example: { type: string, default: null } }"],
  ])("%s stays", (_, given) => {
    const applied = applyToSchema(dropInvalidDefault, given, others, { freeze: false });
    expect(applied.schema).toEqual(yaml(given));
    expect(applied.changes).toEqual([]);
  });

  test("a default of a nested schema is judged by that schema", () => {
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
