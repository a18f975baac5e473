import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../scripts/lib/json.ts";
import { placeOf } from "../../scripts/lib/document.ts";
import { findFaults } from "../../scripts/stages/find-faults.ts";
import { atPointer } from "../../scripts/lib/references.ts";
import { type ReadDocument, readDocument } from "../../scripts/stages/read-document.ts";
import { deepFreeze, yaml } from "../rules/apply.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { upgradeSwagger } from "../../scripts/stages/upgrade-swagger.ts";

const head = 'swagger: "2.0"\ninfo: { title: T, version: "1" }\n';

const read = (text: string): Promise<ReadDocument> => readDocument(head + text, "swagger.yml");

/** A document with one operation, given as YAML that is indented by six. */
const operation = (text: string, others = ""): string =>
  `${others}paths:\n  /a:\n    post:\n${text
    .trim()
    .split("\n")
    .map((line) => `      ${line}\n`)
    .join("")}`;

const upgraded = async (text: string, others = ""): Promise<JsonObject> =>
  atPointer((await read(operation(text, others))).root, "/paths/~1a/post") as JsonObject;

const rest = "responses: { 204: { description: ok } }";

test("Swagger 2.0 is read as OpenAPI 3.0, also where its version is a number, and a note says so", async () => {
  for (const version of ['"2.0"', "2.0"]) {
    const { notes, root, source } = await readDocument(
      `swagger: ${version}\npaths: {}\n`,
      "swagger.yml",
    );
    expect(root["openapi"]).toMatch(/^3\.0\./);
    expect(root["swagger"]).toBeUndefined();
    expect(notes).toEqual([
      { pointer: "", text: "swagger.yml is Swagger 2.0, and is read as OpenAPI 3.0" },
    ]);
    expect(source).toBeUndefined();
  }
});

test("the document that is given is not changed", () => {
  const document = readSource(
    head +
      operation(
        `parameters: [{ name: a, in: formData, type: array, items: { type: string } }]\n${rest}`,
      ),
    "swagger.yml",
  );
  deepFreeze(document.root);
  expect(() => upgradeSwagger(document)).not.toThrow();
});

describe("servers", () => {
  test.each([
    ["host: a.example.com", ["https://a.example.com"]],
    ["host: a.example.com\nbasePath: /v1", ["https://a.example.com/v1"]],
    ["host: https://a.example.com/", ["https://a.example.com"]],
    ["host: http://a.example.com\nbasePath: /v1", ["http://a.example.com/v1"]],
    ["host: http://a.example.com\nschemes: [https]", ["https://a.example.com"]],
    ["host: ''\nbasePath: /v1", ["/v1"]],
    ["host: a.example.com\nbasePath: v1", ["https://a.example.com/v1"]],
    ["host: a.example.com\nschemes: [http]", ["http://a.example.com"]],
    [
      "host: a.example.com\nschemes: [http, https, wss]",
      ["https://a.example.com", "http://a.example.com"],
    ],
    ["basePath: /v1", ["/v1"]],
    ["x-none: 1", undefined],
  ])("%s", async (text, want) => {
    const { root } = await read(`${text}\npaths: {}\n`);
    expect(root["servers"]).toEqual(want?.map((url) => ({ url })));
  });

  test("an operation's own schemes are its servers", async () => {
    const { servers } = await upgraded(
      `schemes: [http]\n${rest}`,
      "host: a.example.com\nbasePath: /v1\n",
    );
    expect(servers).toEqual([{ url: "http://a.example.com/v1" }]);
  });
});

describe("a body", () => {
  const body = "{ name: body, in: body, required: true, description: B, schema: { type: object } }";
  const want = (...types: readonly string[]) => ({
    required: true,
    description: "B",
    content: Object.fromEntries(types.map((type) => [type, { schema: { type: "object" } }])),
  });

  test.each([
    ["in the operation", `parameters: [${body}]`, "", ["application/json"]],
    [
      "in the operation's media types",
      `consumes: [text/xml, a/b]\nparameters: [${body}]`,
      "consumes: [c/d]\n",
      ["text/xml", "a/b"],
    ],
    ["in the document's media types", `parameters: [${body}]`, "consumes: [c/d]\n", ["c/d"]],
    ["in no media type", `consumes: []\nparameters: [${body}]`, "", ["application/json"]],
    [
      "by reference",
      'parameters: [{ $ref: "#/parameters/Body" }]',
      `parameters: { Body: ${body} }\n`,
      ["application/json"],
    ],
    [
      "by reference, in the operation's media types",
      'consumes: [a/b]\nparameters: [{ $ref: "#/parameters/Body" }]',
      `parameters: { Body: ${body} }\n`,
      ["a/b"],
    ],
  ])("%s", async (_, text, others, types) => {
    const { parameters, requestBody } = await upgraded(`${text}\n${rest}`, others);
    expect(requestBody).toEqual(want(...types));
    expect(parameters).toBeUndefined();
  });

  test("of the path, in the operation's media types, unless the operation has its own", async () => {
    const { root } = await read(`paths:
  /a:
    put: { consumes: [a/b], ${rest} }
    post:
      parameters: [{ name: other, in: body, schema: { type: string } }]
      ${rest}
    parameters: [${body}, { name: q, in: query, type: string }]
`);
    expect(atPointer(root, "/paths/~1a")).toEqual({
      parameters: [{ name: "q", in: "query", schema: { type: "string" } }],
      put: { requestBody: want("a/b"), responses: { 204: { description: "ok" } } },
      post: {
        requestBody: { content: { "application/json": { schema: { type: "string" } } } },
        responses: { 204: { description: "ok" } },
      },
    });
  });
});

describe("a form", () => {
  const formOf = async (text: string, others = "") => {
    const { requestBody } = await upgraded(`${text}\n${rest}`, others);
    const { content, required } = requestBody as JsonObject;
    const [[type, media] = []] = Object.entries(content as JsonObject);
    expect(Object.keys(content as JsonObject)).toHaveLength(1);
    return { type, required, ...(media as JsonObject) };
  };
  const field =
    "{ name: a, in: formData, type: string, required: true, default: x, description: A }";
  const file = "{ name: f, in: formData, type: file }";

  test("is URL-encoded, and required where a field is", async () => {
    expect(await formOf(`parameters: [${field}]`)).toEqual({
      type: "application/x-www-form-urlencoded",
      required: true,
      schema: {
        type: "object",
        properties: { a: { type: "string", default: "x", description: "A" } },
        required: ["a"],
      },
    });
  });

  test.each([
    ["that consumes multipart", `consumes: [multipart/form-data]\nparameters: [${field}]`, ""],
    [
      "of a document that does",
      `parameters: [${field}]`,
      "consumes: [application/json, multipart/form-data]\n",
    ],
    ["with a file", `parameters: [${field}, ${file}]`, ""],
    [
      "with a file, of which both are said",
      `consumes: [application/x-www-form-urlencoded, multipart/form-data]\nparameters: [${file}]`,
      "",
    ],
    [
      "with a file, of which the other is said",
      `consumes: [application/x-www-form-urlencoded]\nparameters: [${file}]`,
      "",
    ],
  ])("%s is multipart", async (_, text, others) => {
    const { required, type } = await formOf(text, others);
    expect(type).toBe("multipart/form-data");
    expect(required).toBe(text.includes(field) ? true : undefined);
  });

  test("has files as binary strings", async () => {
    expect(await formOf(`parameters: [${file}]`)).toMatchObject({
      schema: { properties: { f: { type: "string", format: "binary" } } },
    });
  });

  test("is made of references and of fields of the path", async () => {
    const { root } = await read(`parameters: { F: ${file} }
paths:
  /a:
    parameters: [${field}, { name: b, in: formData, type: string }]
    post:
      parameters: [{ $ref: "#/parameters/F" }, { name: b, in: formData, type: integer }]
      ${rest}
`);
    const schema = atPointer(
      root,
      "/paths/~1a/post/requestBody/content/multipart~1form-data/schema",
    );
    expect(schema).toMatchObject({
      properties: {
        a: { type: "string" },
        b: { type: "integer" },
        f: { type: "string", format: "binary" },
      },
    });
  });

  test.each([
    ["", { style: "form", explode: false }],
    ["collectionFormat: csv", { style: "form", explode: false }],
    ["collectionFormat: ssv", { style: "spaceDelimited", explode: false }],
    ["collectionFormat: pipes", { style: "pipeDelimited", explode: false }],
    ["collectionFormat: multi", { style: "form", explode: true }],
  ])("has lists with their separators: %s", async (format, encoding) => {
    const list = `{ name: l, in: formData, type: array, items: { type: string }${format && `, ${format}`} }`;
    expect(await formOf(`parameters: [${list}]`)).toMatchObject({ encoding: { l: encoding } });
  });
});

describe("a list", () => {
  const listIn = (location: string, format: string): string =>
    `operationId: Post\nparameters: [{ name: l, in: ${location}, type: array, items: { type: string }${format && `, collectionFormat: ${format}`} }]\n${rest}`;

  test.each([
    ["query", "", { style: "form", explode: false }],
    ["query", "csv", { style: "form", explode: false }],
    ["query", "ssv", { style: "spaceDelimited", explode: false }],
    ["query", "pipes", { style: "pipeDelimited", explode: false }],
    ["query", "multi", { style: "form", explode: true }],
    ["path", "", { style: "simple", explode: false }],
    ["header", "csv", { style: "simple", explode: false }],
  ])("in the %s with %s has a style", async (location, format, style) => {
    const { parameters } = await upgraded(listIn(location, format));
    expect(parameters).toEqual([
      { name: "l", in: location, schema: { type: "array", items: { type: "string" } }, ...style },
    ]);
  });

  test.each([
    ["query", "tsv"],
    ["path", "pipes"],
    ["path", "multi"],
    ["header", "ssv"],
  ])("in the %s with %s is one string, and a note says so", async (location, format) => {
    const { notes, root } = await read(operation(listIn(location, format)));
    expect(atPointer(root, "/paths/~1a/post/parameters/0")).toEqual({
      name: "l",
      in: location,
      schema: { type: "string" },
    });
    expect(notes.slice(1)).toEqual([
      {
        pointer: "/paths/~1a/post",
        text: `Post: the ${location} parameter l is a list in the format ${format}, which OpenAPI 3 does not have: pass it as one string`,
      },
    ]);
  });
});

test("a list of a form by tabs is one string, and a note says so", async () => {
  const list = `{ name: l, in: formData, type: array, items: { type: string }, collectionFormat: tsv }`;
  const { notes, root } = await read(
    operation(`operationId: Post\nparameters: [${list}]\n${rest}`),
  );
  const form = "/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded";
  expect(atPointer(root, `${form}/schema/properties/l`)).toEqual({ type: "string" });
  expect(notes.slice(1).map(({ text }) => text)).toEqual([
    "Post: the formData parameter l is a list in the format tsv, which OpenAPI 3 does not have: pass it as one string",
  ]);
});

describe("a response", () => {
  const contentOf = async (response: string, others = "", own = ""): Promise<unknown> => {
    const { root } = await read(operation(`${own}\nresponses: { 200: ${response} }`, others));
    const pointer = "/paths/~1a/post/responses/200";
    const found = atPointer(root, pointer) as JsonObject;
    return typeof found["$ref"] === "string"
      ? atPointer(root, `${found["$ref"].slice(1)}/content`)
      : found["content"];
  };
  const text = "{ description: ok, schema: { type: string } }";
  const file = "{ description: ok, schema: { type: file } }";
  const shared = `responses: { Ok: ${text} }\n`;
  const schema = { type: "string" };
  const binary = { type: "string", format: "binary" };

  test.each([
    [
      "of the operation's media types",
      text,
      "produces: [c/d]\n",
      "produces: [a/b]",
      { "a/b": { schema } },
    ],
    ["of the document's", text, "produces: [c/d]\n", "", { "c/d": { schema } }],
    ["of none", text, "", "produces: []", { "application/json": { schema } }],
    [
      "that is shared",
      '{ $ref: "#/responses/Ok" }',
      shared,
      "",
      { "application/json": { schema } },
    ],
    [
      "that is shared, in the operation's media types",
      '{ $ref: "#/responses/Ok" }',
      shared,
      "produces: [a/b]",
      { "a/b": { schema } },
    ],
    ["that is a file", file, "", "produces: [a/b]", { "a/b": { schema: binary } }],
    [
      "that is a file of no media type",
      file,
      "",
      "",
      { "application/octet-stream": { schema: binary } },
    ],
    ["without a body", "{ description: ok }", "", "", undefined],
  ])("%s", async (_, response, others, own, want) => {
    expect(await contentOf(response, others, own)).toEqual(want);
  });

  test.each<[string, string, string, boolean]>([
    ["what a GET says to be bytes", "get", "produces: [application/x-tar, image/png]", true],
    ["what may be JSON too", "get", "produces: [application/x-tar, application/json]", false],
    ["what may be text", "get", "produces: [text/csv]", false],
    ["what may be anything", "get", 'produces: ["*/*"]', false],
    ["what only the document says", "get", "", false],
    ["what changes something", "post", "produces: [application/x-tar]", false],
  ])("without a schema is a file or nothing: %s", async (_, method, own, isFile) => {
    const text = operation(
      `${own}\nresponses: { 200: { description: ok }, 404: { description: no } }`,
      "produces: [application/x-tar]\n",
    );
    const { root } = await read(text.replace("post:", `${method}:`));
    const responses = atPointer(root, `/paths/~1a/${method}/responses`);
    const content = { "application/x-tar": { schema: binary } };
    expect(responses).toEqual({
      200: {
        description: "ok",
        ...(isFile && { content: expect.objectContaining(content) as Json }),
      },
      404: { description: "no" },
    });
  });

  test("has headers with schemas", async () => {
    const { responses } = await upgraded(
      "responses: { 200: { description: ok, headers: { X-Rate: { type: integer, description: R } } } }",
    );
    expect(responses).toMatchObject({
      200: { headers: { "X-Rate": { description: "R", schema: { type: "integer" } } } },
    });
  });
});

test("Microsoft's other paths are paths", async () => {
  const { root } = await read(
    operation(rest, `x-ms-paths: { "/a?b=c": { get: { operationId: getC, ${rest} } } }\n`),
  );
  expect(Object.keys(root["paths"] as JsonObject).sort()).toEqual(["/a", "/a?b=c"]);
});

test("security schemes keep their kinds", async () => {
  const { root } = await read(`securityDefinitions:
  basic: { type: basic }
  key: { type: apiKey, in: query, name: k }
  implicit: { type: oauth2, flow: implicit, authorizationUrl: "https://a/b", scopes: { r: R } }
  password: { type: oauth2, flow: password, tokenUrl: "https://a/b", scopes: {} }
  application: { type: oauth2, flow: application, tokenUrl: "https://a/b", scopes: {} }
  code: { type: oauth2, flow: accessCode, authorizationUrl: "https://a/b", tokenUrl: "https://a/c", scopes: {} }
paths: {}
`);
  expect(atPointer(root, "/components/securitySchemes")).toMatchObject({
    basic: { type: "http", scheme: "basic" },
    key: { type: "apiKey", in: "query", name: "k" },
    implicit: { type: "oauth2", flows: { implicit: { scopes: { r: "R" } } } },
    password: { flows: { password: {} } },
    application: { flows: { clientCredentials: {} } },
    code: { flows: { authorizationCode: { tokenUrl: "https://a/c" } } },
  });
});

test("schemas keep null, discriminators and references, also into other places", async () => {
  const { root } = await read(`definitions:
  Pet:
    type: object
    discriminator: kind
    required: [kind]
    properties:
      kind: { type: string }
      name: { type: string, x-nullable: true }
      next: { $ref: "#/definitions/Pet", x-nullable: true }
      name2: { $ref: "#/definitions/Pet/properties/name" }
      found: { $ref: "#/responses/Found/schema" }
responses:
  Found: { description: ok, schema: { type: integer } }
${operation(rest)}`);
  expect(atPointer(root, "/components/schemas/Pet")).toEqual({
    ...yaml("{ type: object, required: [kind], discriminator: { propertyName: kind } }"),
    properties: {
      kind: { type: "string" },
      name: { type: "string", nullable: true },
      next: { allOf: [{ $ref: "#/components/schemas/Pet" }], nullable: true },
      name2: { $ref: "#/components/schemas/Pet/properties/name" },
      found: { type: "integer" },
    },
  });
});

test("what cannot be upgraded is refused with the name of the document", async () => {
  await expect(read(operation(`parameters: [{ name: a, type: string }]\n${rest}`))).rejects.toThrow(
    /^swagger\.yml: cannot be converted from Swagger 2\.0 to OpenAPI 3: .*; check it/,
  );
});

test("a `$ref` to nothing is told with the line and the name of Swagger", async () => {
  const document = await read(
    operation('parameters: [{ $ref: "#/parameters/Gone" }]\nresponses: {}'),
  );
  expect(
    findFaults(document).map(({ pointer, problem }) => [placeOf(document, pointer), problem]),
  ).toEqual([
    [
      "swagger.yml:6",
      expect.stringContaining(
        "`$ref: #/parameters/Gone` refers to nothing in the document",
      ) as string,
    ],
  ]);
});

describe("the line of", async () => {
  const text = `definitions:
  Pet:
    properties:
      id:
        x-nullable: true
parameters:
  Page:
    name: page
responses:
  Found:
    schema:
      type: string
host: a.example.com
paths:
  /a:
    post:
      parameters:
        - name: body
          in: body
          schema:
            type: object
        - name: q
          in: query
          type: array
          items:
            type: string
      responses:
        200:
          schema:
            type: string
          headers:
            X-Rate:
              type: integer
    put:
      parameters:
        - { name: a, in: formData, type: string }
        - name: b
          in: formData
          type: string
          default: x
      responses: {}
securityDefinitions:
  key:
    type: basic
`;
  const document = await read(text.replace("name: page", "name: page\n    in: query"));
  const lines = (head + text.replace("name: page", "name: page\n    in: query")).split("\n");
  test.each([
    ["/openapi", 'swagger: "2.0"'],
    ["/servers/0/url", "host: a.example.com"],
    ["/components/schemas/Pet/properties/id/nullable", "      id:"],
    ["/components/schemas/Pet/properties/id", "      id:"],
    ["/components/parameters/Page/schema", "  Page:"],
    ["/components/responses/Found/content/application~1json/schema/type", "      type: string"],
    ["/components/securitySchemes/key/scheme", "  key:"],
    ["/components/securitySchemes/key/type", "    type: basic"],
    ["/paths/~1a/post/parameters/0", "        - name: q"],
    ["/paths/~1a/post/parameters/0/schema/items", "          items:"],
    [
      "/paths/~1a/post/requestBody/content/application~1json/schema/type",
      "            type: object",
    ],
    ["/paths/~1a/post/responses/200/content/application~1json/schema", "          schema:"],
    ["/paths/~1a/post/responses/200/headers/X-Rate/schema/type", "              type: integer"],
    [
      "/paths/~1a/put/requestBody/content/multipart~1form-data/schema/properties/b/default",
      "          default: x",
    ],
    ["/paths/~1a/put/requestBody", "        - { name: a, in: formData, type: string }"],
  ])("%s is Swagger's: %s", (pointer, want) => {
    expect(lines[document.lineOf(pointer) - 1]).toBe(want);
  });
});
