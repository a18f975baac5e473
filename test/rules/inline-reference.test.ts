import { describe, expect, test } from "vitest";
import { inlineReference } from "../../scripts/rules/inline-reference.ts";
import { apply, applyAgain, reportedChanges, yaml } from "./apply.ts";

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
      "inlines a parameter",
      "get: { parameters: [{ $ref: '#/components/parameters/Page' }], responses: {} }",
      "get: { parameters: [{ name: page, in: query, schema: { type: integer } }], responses: {} }",
      [`${at}/get/parameters/0`],
    ],
    [
      "inlines a reference to a reference",
      "get: { parameters: [{ $ref: '#/components/parameters/Size' }], responses: {} }",
      "get: { parameters: [{ name: limit, in: query }], responses: {} }",
      [`${at}/get/parameters/0`, `${at}/get/parameters/0`],
    ],
    [
      "inlines a response, but keeps the description beside the reference",
      "get: { responses: { '200': { $ref: '#/components/responses/Ok' }, '400': { $ref: '#/components/responses/Bad', description: Own words } } }",
      "get: { responses: { '200': { description: Fine }, '400': { description: Own words } } }",
      [`${at}/get/responses/200`, `${at}/get/responses/400`],
    ],
    [
      "inlines a request body, but not its schema",
      "post: { requestBody: { $ref: '#/components/requestBodies/Body' }, responses: {} }",
      "post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/W' } } } }, responses: {} }",
      [`${at}/post/requestBody`],
    ],
    [
      "copies a parameter of the path item to each of its operations",
      "{ parameters: [{ name: c, in: path }], get: { responses: {} }, delete: { responses: {} } }",
      "{ get: { parameters: [{ name: c, in: path }], responses: {} }, delete: { parameters: [{ name: c, in: path }], responses: {} } }",
      [`${at}/parameters`],
    ],
    [
      "lets a parameter of the operation override that of the path item",
      "{ parameters: [{ name: c, in: path }, { name: q, in: query }], get: { parameters: [{ name: q, in: query, required: true }, { name: c, in: query }], responses: {} } }",
      "get: { parameters: [{ name: q, in: query, required: true }, { name: c, in: query }, { name: c, in: path }], responses: {} }",
      [`${at}/parameters`, `${at}/parameters`],
    ],
    [
      "lets a header of the operation override that of the path item in whatever case",
      "{ parameters: [{ name: X-Tag, in: header, required: true }], get: { parameters: [{ name: x-tag, in: header }], responses: {} } }",
      "get: { parameters: [{ name: x-tag, in: header }], responses: {} }",
      [`${at}/parameters`],
    ],
    [
      "keeps the last of the declarations of one parameter",
      "get: { parameters: [{ name: q, in: query, required: true }, { name: X-Tag, in: header }, { name: Q, in: query }, { $ref: '#/components/parameters/Page' }, { name: q, in: query }, { name: x-tag, in: header }], responses: {} }",
      "get: { parameters: [{ name: Q, in: query }, { name: page, in: query, schema: { type: integer } }, { name: q, in: query }, { name: x-tag, in: header }], responses: {} }",
      [`${at}/get/parameters/3`, `${at}/get/parameters/0`, `${at}/get/parameters/1`],
    ],
    [
      "keeps the documentation of a path item",
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

  test("inlines a referenced path item", () => {
    const applied = apply(inlineReference, {
      paths: {
        "/a": { $ref: "#/components/pathItems/A" },
      },
      components: { pathItems: { A: yaml("get: { operationId: A, responses: {} }") } },
    });
    expect(applied.result["paths"]).toEqual({
      "/a": yaml("get: { operationId: A, responses: {} }"),
    });
    expect(reportedChanges(applied)).toEqual([
      ["/paths/~1a", "$ref: #/components/pathItems/A → what it names"],
    ]);
  });

  test("ends for circular references", () => {
    const { result } = apply(inlineReference, {
      paths: yaml(
        "/a: { get: { parameters: [{ $ref: '#/components/parameters/A' }], responses: {} } }",
      ),
      components: { parameters: { A: { $ref: "#/components/parameters/A" } } },
    });
    expect(result["components"]).toEqual({});
  });
});
