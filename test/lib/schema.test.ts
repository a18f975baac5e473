import { describe, expect, test } from "vitest";
import {
  isAnnotation,
  isDocumentation,
  isEqualButForDocumentation,
} from "../../scripts/lib/documentation.ts";
import {
  additionalPropertiesOf,
  allowsNull,
  asSchema,
  isOpenEnum,
  resolve,
  typesOf,
} from "../../scripts/lib/schema.ts";
import { yaml } from "../rules/apply.ts";

const schema = (text: string) => asSchema(yaml(text));

describe("the types of a schema", () => {
  test.each([
    ["{ type: string }", ["string"]],
    ["{ type: [integer, 'null'] }", ["integer", "null"]],
    ["{ enum: [a, 1, null, [b]] }", ["string", "number", "null", "array"]],
    ["{ const: true }", ["boolean"]],
    ["{ properties: {} }", ["object"]],
    ["{ additionalProperties: { type: string } }", ["object"]],
    ["{ items: {} }", ["array"]],
    ["{}", []],
  ])("of %s are %j", (text, want) => {
    expect(typesOf(schema(text))).toEqual(want);
  });
});

describe("null", () => {
  test.each([
    ["{ type: [string, 'null'] }", true],
    ["{ type: 'null' }", true],
    ["{ type: [string, 'null'], const: a }", false],
    ["{ type: string }", false],
  ])("is accepted by %s: %s", (text, want) => {
    expect(allowsNull(schema(text))).toBe(want);
  });
});

describe("the additional properties", () => {
  test.each([
    ["{ type: object }", {}],
    ["{ properties: { a: {} } }", undefined],
    ["{ properties: { a: {} }, additionalProperties: true }", {}],
    ["{ additionalProperties: false }", undefined],
    ["{ additionalProperties: { type: string } }", { type: "string" }],
    ["{ patternProperties: { ^a: { type: string } } }", { type: "string" }],
    [
      "{ patternProperties: { ^a: { type: string }, ^b: { type: integer } } }",
      { anyOf: [{ type: "string" }, { type: "integer" }] },
    ],
  ])("of %s: %o", (text, want) => {
    expect(additionalPropertiesOf(schema(text))).toEqual(want);
  });
});

describe("an enum", () => {
  test.each([
    [["a", "b"], true],
    [["a", "b", null], true],
    [["a"], false],
    [["a", 1], false],
    [[], false],
  ])("%j is open in responses: %s", (values, want) => {
    expect(isOpenEnum(values)).toBe(want);
  });
});

describe("documentation", () => {
  test.each(["title", "summary", "description", "example", "examples", "externalDocs", "x-a"])(
    "%s is documentation only",
    (keyword) => {
      expect(isDocumentation(keyword)).toBe(true);
      expect(isAnnotation(keyword)).toBe(true);
    },
  );

  test.each(["default", "deprecated", "readOnly", "writeOnly"])(
    "%s is an annotation, but changes the package",
    (keyword) => {
      expect(isDocumentation(keyword)).toBe(false);
      expect(isAnnotation(keyword)).toBe(true);
    },
  );

  test("is distinct from properties with the same names", () => {
    const bare = schema("{ properties: { description: { type: string } } }");
    const documented = schema(
      "{ description: d, properties: { description: { type: string, externalDocs: { url: u } } } }",
    );
    expect(isEqualButForDocumentation(bare, documented)).toBe(true);
    expect(isEqualButForDocumentation(bare, schema("{ properties: {} }"))).toBe(false);
  });
});

describe("a reference", () => {
  const schemas = {
    A: { $ref: "#/components/schemas/B", description: "of A" },
    B: { type: "string", description: "of B" },
    Loop: { $ref: "#/components/schemas/Loop" },
  } as const;

  test("resolves to its target, overridden by the keywords beside it", () => {
    expect(resolve({ $ref: "#/components/schemas/A" }, schemas)).toEqual({
      type: "string",
      description: "of A",
    });
  });

  test("to itself ends", () => {
    expect(resolve(schemas.Loop, schemas)).toEqual(schemas.Loop);
  });
});
