import { describe, expect, test } from "vitest";
import { exampleParams } from "../../scripts/plan/example.ts";
import { parameterRows } from "../../scripts/plan/reference.ts";
import type { Schemas } from "../../scripts/lib/model.ts";
import { yaml } from "../rules/apply.ts";

const schemas = yaml(`
      Nested: { type: array, items: { $ref: "#/components/schemas/Nested" } }
      Either: { anyOf: [{ $ref: "#/components/schemas/Either" }, { type: string }] }
      Tree: { type: object, required: [left], properties: { left: { $ref: "#/components/schemas/Tree" } } }
    `) as Schemas;

const params = (schema: string) =>
  yaml(`{ type: object, required: [a], properties: { a: ${schema} } }`);

describe("the example and the reference of parameters", () => {
  test.each(["Nested", "Either", "Tree"])("%s, which holds itself, comes to an end", (name) => {
    const holding = params(`{ $ref: "#/components/schemas/${name}" }`);
    expect(Object.keys(exampleParams(holding, schemas))).toEqual(["a"]);
    expect(parameterRows(holding, schemas)[0]).toMatchObject({ path: "a", isRequired: true });
  });

  test.each<[string, string, unknown]>([
    ["an example of another type, as the type says", "{ type: string, example: 12 }", "12"],
    ["an example that the enum refuses", "{ type: string, enum: [x, y], example: z }", "x"],
    ["no example", "{ type: integer, minimum: 3 }", 3],
    ["a date", "{ type: string, format: date }", "2026-01-31"],
    ["an array", "{ type: array, items: { type: string, example: b } }", ["b"]],
  ])("With %s", (_name, schema, want) => {
    expect(exampleParams(params(schema), schemas)).toEqual({ a: want });
  });
});
