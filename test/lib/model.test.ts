import { describe, expect, test } from "vitest";
import { readModel } from "../../scripts/lib/read-model.ts";
import { effectiveServer, ownServer } from "../../scripts/lib/servers.ts";
import { yaml } from "../rules/apply.ts";

const read = (text: string) => readModel({ name: "api.yml", root: yaml(text), lineOf: () => 1 });

const model = read(`
openapi: 3.1.0
info: { title: Widgets, version: 1.0.0 }
servers: [{ url: "https://{region}.example.com", variables: { region: { default: eu } } }]
security: [{ token: [read] }, {}]
components:
  securitySchemes: { token: { type: http, scheme: Bearer } }
  headers: { Left: { schema: { type: integer } } }
  schemas: { Widget: { type: object } }
paths:
  /widgets/{id}:
    servers: [{ url: https://widgets.example.com }]
    post:
      operationId: UpdateWidget
      x-internal: true
      parameters:
        - { name: id, in: path, schema: { type: string } }
        - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object } }
        - { name: tags, in: query, schema: { type: array } }
        - { name: X-Trace, in: header, schema: { type: string } }
      requestBody: { content: { text/csv: {}, application/json: { schema: { $ref: "#/components/schemas/Widget" } } } }
      responses:
        default: { description: Error }
        "200": { description: OK, headers: { X-Left: { $ref: "#/components/headers/Left" } }, content: {} }
      x-pagination: { items: data, page: [page, number], reason: pages }
`);
const [operation] = model.operations;

describe("the model", () => {
  test("fills in OpenAPI's defaults", () => {
    const serializations = operation?.parameters.map(({ explode, name, required, style }) => [
      name,
      style,
      explode,
      required,
    ]);
    expect(serializations).toEqual([
      ["id", "simple", false, true],
      ["filter", "deepObject", true, false],
      ["tags", "form", true, false],
      ["X-Trace", "simple", false, false],
    ]);
    expect(operation?.body?.required).toBe(false);
  });

  test("gives every node its pointer", () => {
    expect(operation?.pointer).toBe("/paths/~1widgets~1{id}/post");
    expect(operation?.parameters[1]?.pointer).toBe("/paths/~1widgets~1{id}/post/parameters/1");
    expect(operation?.body?.content.map(({ pointer }) => pointer)).toEqual([
      "/paths/~1widgets~1{id}/post/requestBody/content/application~1json",
      "/paths/~1widgets~1{id}/post/requestBody/content/text~1csv",
    ]);
    expect(operation?.responses[0]?.headers[0]).toMatchObject({
      pointer: "/paths/~1widgets~1{id}/post/responses/200/headers/X-Left",
      schema: { type: "integer" },
    });
  });

  test("sorts responses by status", () => {
    expect(operation?.responses.map(({ status }) => status)).toEqual(["200", "default"]);
  });

  test("inherits security and servers, and records where they are declared", () => {
    expect(operation?.security).toMatchObject([
      [{ key: "token", scopes: ["read"], scheme: { type: "http", scheme: "bearer" } }],
      [],
    ]);
    expect(operation?.declaredIn).toEqual({ security: "document", servers: "pathItem" });
    expect(model.servers).toEqual([
      { url: "https://eu.example.com", template: "https://{region}.example.com" },
    ]);
    expect(operation && ownServer(operation, model)).toBe("https://widgets.example.com");
    expect(operation && effectiveServer(operation, model)).toBe("https://widgets.example.com");
  });

  test("reads pagination with its types", () => {
    expect(operation?.pagination).toEqual({
      pages: true,
      kind: "number",
      items: ["data"],
      page: ["page", "number"],
      reason: "pages",
    });
  });

  test("separates extensions from unknown keywords", () => {
    expect(operation?.extensions).toMatchObject({ "x-internal": true });
    expect(operation?.otherKeywords).toEqual({});
  });
});

test.each([
  ["{ url: https://x.y }", "https://x.y"],
  ["{ url: ' https://x.y ' }", "https://x.y"],
  ["{ url: //x.y/v1 }", "https://x.y/v1"],
  ["{ url: 'https://{a}.y', variables: { a: { default: '' } } }", "https://.y"],
  ["{ url: 'https://{a}.y', variables: { a: { enum: [x, z] } } }", "https://x.y"],
  ["{ url: 'https://{a}.y' }", ""],
  ["{ url: '/{a}', variables: { a: { default: 1 } } }", "/1"],
])("the address of the server %s is %o", (server, url) => {
  expect(read(`{ openapi: 3.1.0, servers: [${server}], paths: {} }`).servers[0]?.url).toBe(url);
});
