import { describe, expect, test } from "vitest";
import { exampleParams, file } from "../../scripts/plan/example.ts";
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
  test.each(["Nested", "Either", "Tree"])("end for the recursive schema %s", (name) => {
    const recursive = params(`{ $ref: "#/components/schemas/${name}" }`);
    expect(Object.keys(exampleParams(recursive, schemas))).toEqual(["a"]);
    expect(parameterRows(recursive, schemas)[0]).toMatchObject({ path: "a", isRequired: true });
  });

  test.each<[string, string, unknown]>([
    ["convert an example of another type", "{ type: string, example: 12 }", "12"],
    [
      "replace an example that is not in the enum",
      "{ type: string, enum: [x, y], example: z }",
      "x",
    ],
    ["replace a missing example", "{ type: integer, minimum: 3 }", 3],
    ["contain a date where the format is date", "{ type: string, format: date }", "2026-01-31"],
    [
      "contain an array with the example of its items",
      "{ type: array, items: { type: string, example: b } }",
      ["b"],
    ],
  ])("%s", (_name, schema, want) => {
    expect(exampleParams(params(schema), schemas)).toEqual({ a: want });
  });

  const upload = yaml(`
    type: object
    required: [body]
    properties:
      body:
        type: object
        required: [files, meta]
        properties:
          files: { type: array, items: { type: string, format: binary } }
          meta: { type: object, required: [icon], properties: { icon: { type: string, format: binary } } }
          until: { type: string, format: date }
  `);
  test.each([
    ["multipart", "file", [file], "Blob[]"],
    ["body", "string of JSON", ["example"], "string[]"],
  ] as const)("contain bytes of a %s as a %s", (usage, _, files, type) => {
    const body = { files, meta: { icon: "example" } };
    expect(exampleParams(upload, schemas, usage)).toEqual({ body });
    expect(parameterRows(upload, schemas, usage).map((row) => [row.path, row.type])).toEqual([
      ["body", "object"],
      ["body.files", type],
      ["body.meta", "object"],
      ["body.until", "string | Date"],
    ]);
  });
});
