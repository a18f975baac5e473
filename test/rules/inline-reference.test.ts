import { describe, expect, test } from "vitest";
import { inlineReference } from "../../scripts/rules/inline-reference.ts";
import { apply, applyAgain, said, yaml } from "./apply.ts";

const components = `
  parameters:
    Page: { name: page, in: query, schema: { type: integer } }
    Size: { $ref: "#/components/parameters/Limit" }
    Limit: { name: limit, in: query }
  requestBodies: { Body: { content: { application/json: { schema: { $ref: "#/components/schemas/W" } } } } }
  responses: { Ok: { description: Fine }, Bad: { description: Not fine } }
  schemas: { W: { type: object } }
  securitySchemes: { key: { type: http, scheme: bearer } }
`;

const document = (item: string) => ({
  paths: { "/a~b/{c}": yaml(item) },
  components: yaml(components),
});
const at = "/paths/~1a~0b~1{c}";

describe("inline-reference", () => {
  test.each([
    [
      "a parameter",
      "get: { parameters: [{ $ref: '#/components/parameters/Page' }], responses: {} }",
      "get: { parameters: [{ name: page, in: query, schema: { type: integer } }], responses: {} }",
      [`${at}/get/parameters/0`],
    ],
    [
      "a reference to a reference",
      "get: { parameters: [{ $ref: '#/components/parameters/Size' }], responses: {} }",
      "get: { parameters: [{ name: limit, in: query }], responses: {} }",
      [`${at}/get/parameters/0`, `${at}/get/parameters/0`],
    ],
    [
      "a response, under the description beside the reference",
      "get: { responses: { '200': { $ref: '#/components/responses/Ok' }, '400': { $ref: '#/components/responses/Bad', description: Own words } } }",
      "get: { responses: { '200': { description: Fine }, '400': { description: Own words } } }",
      [`${at}/get/responses/200`, `${at}/get/responses/400`],
    ],
    [
      "a request body, but not the schema in it",
      "post: { requestBody: { $ref: '#/components/requestBodies/Body' }, responses: {} }",
      "post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/W' } } } }, responses: {} }",
      [`${at}/post/requestBody`],
    ],
    [
      "a parameter of the path, for each operation under it",
      "{ parameters: [{ name: c, in: path }], get: { responses: {} }, delete: { responses: {} } }",
      "{ get: { parameters: [{ name: c, in: path }], responses: {} }, delete: { parameters: [{ name: c, in: path }], responses: {} } }",
      [`${at}/parameters`],
    ],
    [
      "a parameter of the path, which the operation's own of that name and place overrides",
      "{ parameters: [{ name: c, in: path }, { name: q, in: query }], get: { parameters: [{ name: q, in: query, required: true }, { name: c, in: query }], responses: {} } }",
      "get: { parameters: [{ name: q, in: query, required: true }, { name: c, in: query }, { name: c, in: path }], responses: {} }",
      [`${at}/parameters`, `${at}/parameters`],
    ],
    [
      "words of the path, which stay",
      "{ summary: s, get: { responses: {} } }",
      "{ summary: s, get: { responses: {} } }",
      [],
    ],
  ])("%s", (_, given, want, pointers) => {
    const applied = apply(inlineReference, document(given));
    expect(applied.result).toEqual({
      paths: { "/a~b/{c}": yaml(want) },
      components: {
        schemas: { W: { type: "object" } },
        securitySchemes: { key: { type: "http", scheme: "bearer" } },
      },
    });
    expect(applied.changes.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(applyAgain(inlineReference, applied)).toEqual({ ...applied, changes: [] });
  });

  test("a path that refers to another one is that one", () => {
    const applied = apply(inlineReference, {
      paths: {
        "/a": { $ref: "#/components/pathItems/A" },
      },
      components: { pathItems: { A: yaml("get: { operationId: A, responses: {} }") } },
    });
    expect(applied.result["paths"]).toEqual({
      "/a": yaml("get: { operationId: A, responses: {} }"),
    });
    expect(said(applied)).toEqual([
      ["/paths/~1a", "$ref: #/components/pathItems/A → what it names"],
    ]);
  });

  test("references in a circle come to an end", () => {
    const { result } = apply(inlineReference, {
      paths: yaml(
        "/a: { get: { parameters: [{ $ref: '#/components/parameters/A' }], responses: {} } }",
      ),
      components: { parameters: { A: { $ref: "#/components/parameters/A" } } },
    });
    expect(result["components"]).toEqual({});
  });
});
