import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../scripts/lib/failure.ts";
import type { PlacedFault } from "../../scripts/lib/faults.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import type { LinkedFiles } from "../../scripts/lib/linked-files.ts";
import { placeOf } from "../../scripts/lib/document.ts";
import { atPointer } from "../../scripts/lib/references.ts";
import { findFaults } from "../../scripts/stages/find-faults.ts";
import { bundle } from "../../scripts/stages/bundle.ts";
import { readDocument, type ReadDocument } from "../../scripts/stages/read-document.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { schemasOf } from "../../scripts/lib/components.ts";
import { yaml } from "../rules/apply.ts";
import { api, form, write } from "./documents.ts";

type Texts = Readonly<Record<string, string>>;

/** Files in memory, in the folder of the document. */
const filesOf = (texts: Texts): LinkedFiles => ({
  url: "file:///api/openapi.yml",
  read: async (url) => {
    const path = decodeURIComponent(url.replace("file:///api/", ""));
    const text = texts[path];
    return text === undefined
      ? { problem: "names no file" }
      : { url: new URL(path, "file:///api/").href, text };
  },
});

const read = (text: string, texts: Texts = {}): Promise<ReadDocument> =>
  readDocument(text, "openapi.yml", filesOf({ ...texts, "openapi.yml": text }));

const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

/** A document with an operation that responds with what a schema reference names. */
const responding = (...refs: readonly string[]): string =>
  head +
  "paths:\n" +
  refs
    .map(
      (ref, index) =>
        `  /p${index}:\n    get:\n      responses:\n        "200":\n          description: ok\n          content: { application/json: { schema: { $ref: "${ref}" } } }\n`,
    )
    .join("");

const schemaOf = (root: JsonObject, index = 0): unknown =>
  atPointer(root, `/paths/~1p${index}/get/responses/200/content/application~1json/schema`);

const componentsOf = ({ root }: ReadDocument): JsonObject => root["components"] as JsonObject;

const faultAt = (document: ReadDocument, { pointer, problem }: PlacedFault): Failure =>
  new Failure("input", `${placeOf(document, pointer)}: ${problem}.`);

const failureOf = async (text: string, texts?: Texts): Promise<Failure> => {
  try {
    const document = await read(text, texts);
    const [fault] = findFaults(document);
    if (fault) return faultAt(document, fault);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("expected a failure, found none");
};

const thing = "type: object\nproperties:\n  id: { type: string }\n";

describe("a `$ref` to another file becomes a component", () => {
  test.each([
    ["schemas/thing.yml", "schemas/thing.yml", "thing"],
    ["./schemas/thing.yml", "schemas/thing.yml", "thing"],
    ["schemas/thing.yml#", "schemas/thing.yml", "thing"],
    ["schemas/my%20thing.yml", "schemas/my thing.yml", "my thing"],
    ["schemas/my thing.yaml", "schemas/my thing.yaml", "my thing"],
    ["Thing.v2.yml", "Thing.v2.yml", "Thing.v2"],
    [".thing", ".thing", ".thing"],
  ])("%s, named by its file", async (ref, file, name) => {
    const document = await read(responding(ref), { [file]: thing });
    expect(schemaOf(document.root)).toEqual({ $ref: `#/components/schemas/${name}` });
    expect(componentsOf(document)).toEqual({ schemas: { [name]: yaml(thing) } });
  });

  test.each([
    ["common.yml#/components/schemas/Thing", "Thing"],
    ["common.yml#/components/schemas/%54hing", "Thing"],
    ["common.yml#/definitions/a~1b", "a/b"],
  ])("%s, named by its pointer", async (ref, name) => {
    const document = await read(responding(ref), {
      "common.yml": `components: { schemas: { Thing: { type: object } } }\ndefinitions: { a/b: { type: object } }\n`,
    });
    expect(componentsOf(document)).toEqual({ schemas: { [name]: { type: "object" } } });
    expect(schemaOf(document.root)).toEqual({
      $ref: `#/components/schemas/${name.replace("/", "~1")}`,
    });
  });

  test("from JSON, and of a schema that is a boolean", async () => {
    const { root } = await read(responding("any.json", "none.json#/no"), {
      "any.json": "true",
      "none.json": '{ "no": { "not": {} } }',
    });
    expect(root["components"]).toEqual({ schemas: { any: true, no: { not: {} } } });
  });

  test("of the kind that the place asks for", async () => {
    const document = await read(
      `${head}paths:
  /a:
    post:
      parameters: [{ $ref: parts/page.yml }]
      requestBody: { $ref: parts/body.yml }
      responses:
        "200": { $ref: parts/answer.yml }
      callbacks:
        done: { $ref: parts/done.yml }
components:
  securitySchemes:
    key: { $ref: parts/key.yml }
`,
      {
        "parts/page.yml": "{ name: page, in: query, schema: { type: integer } }",
        "parts/body.yml": "content: { application/json: { schema: { $ref: thing.yml } } }",
        "parts/answer.yml":
          "description: ok\nheaders: { X-Rate: { $ref: rate.yml } }\nlinks: { next: { $ref: next.yml } }",
        "parts/rate.yml": "schema: { type: integer }",
        "parts/next.yml": "operationId: a",
        "parts/done.yml": "'{$request.body#/url}': { $ref: called.yml }",
        "parts/called.yml": "post: { responses: {} }",
        "parts/key.yml": "{ type: apiKey, in: header, name: X-Key }",
        "parts/thing.yml": thing,
      },
    );
    expect(componentsOf(document)).toEqual({
      parameters: { page: { name: "page", in: "query", schema: { type: "integer" } } },
      requestBodies: {
        body: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/thing" } } },
        },
      },
      responses: {
        answer: {
          description: "ok",
          headers: { "X-Rate": { $ref: "#/components/headers/rate" } },
          links: { next: { $ref: "#/components/links/next" } },
        },
      },
      headers: { rate: { schema: { type: "integer" } } },
      links: { next: { operationId: "a" } },
      callbacks: { done: { "{$request.body#/url}": { post: { responses: {} } } } },
      schemas: { thing: yaml(thing) },
      securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
    });
  });

  test("relative to the file in which it stands, with what stands beside it", async () => {
    const document = await read(responding("a/one.yml"), {
      "a/one.yml": "properties: { two: { $ref: ../b/two.yml, description: Beside } }",
      "b/two.yml": "properties: { three: { $ref: './three.yml#/here' } }",
      "b/three.yml": "here: { type: string }",
    });
    expect(componentsOf(document)).toEqual({
      schemas: {
        one: { properties: { two: { $ref: "#/components/schemas/two", description: "Beside" } } },
        two: { properties: { three: { $ref: "#/components/schemas/here" } } },
        here: { type: "string" },
      },
    });
  });

  test("once, however it is spelled", async () => {
    const document = await read(
      responding("a/thing.yml", "./a/../a/thing.yml", "a/th%69ng.yml#", "a/other.yml"),
      { "a/thing.yml": thing, "a/other.yml": "allOf: [{ $ref: ../a/thing.yml }]" },
    );
    expect(Object.keys(componentsOf(document)["schemas"] as JsonObject)).toEqual([
      "thing",
      "other",
    ]);
  });

  test("under a number where its name is taken, whatever the order of references", async () => {
    const texts = { "a/thing.yml": "{ type: string }", "b/thing.yml": "{ type: integer }" };
    const own = "components: { schemas: { thing: { type: boolean } } }\n";
    const want = {
      schemas: {
        thing: { type: "boolean" },
        thing2: { type: "string" },
        thing3: { type: "integer" },
      },
    };
    const one = await read(responding("b/thing.yml", "a/thing.yml") + own, texts);
    const other = await read(responding("a/thing.yml", "b/thing.yml") + own, texts);
    expect(componentsOf(one)).toEqual(want);
    expect(componentsOf(other)).toEqual(want);
  });
});

describe("a component of the document", () => {
  test("that only refers to a file is what the file holds, for everyone who refers to that file", async () => {
    const document = await read(
      `${responding("schemas/thing.yml", "#/components/schemas/Thing")}components: { schemas: { Thing: { $ref: schemas/thing.yml } } }\n`,
      { "schemas/thing.yml": thing },
    );
    expect(schemaOf(document.root)).toEqual({ $ref: "#/components/schemas/Thing" });
    expect(componentsOf(document)).toEqual({ schemas: { Thing: yaml(thing) } });
  });

  test("that is written a second time refers to the first, in the order of names", async () => {
    const document = await read(
      `${responding("a.yml")}components: { schemas: { B: { $ref: a.yml }, A: { $ref: a.yml } } }\n`,
      { "a.yml": thing },
    );
    expect(componentsOf(document)).toEqual({
      schemas: { A: yaml(thing), B: { $ref: "#/components/schemas/A" } },
    });
  });

  test("that refers to one that only refers to a file stays a reference to that one", async () => {
    const document = await read(
      `${responding("a.yml")}components: { schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: a.yml } } }\n`,
      { "a.yml": thing },
    );
    expect(componentsOf(document)).toEqual({
      schemas: { A: { $ref: "#/components/schemas/B" }, B: yaml(thing) },
    });
  });

  test("is what a file that refers to it means", async () => {
    const document = await read(
      `${responding("alias.yml", "wrapped.yml")}components: { schemas: { Thing: { type: object } } }\n`,
      {
        "alias.yml": '$ref: "openapi.yml#/components/schemas/Thing"',
        "wrapped.yml": 'properties: { thing: { $ref: "openapi.yml#/components/schemas/Thing" } }',
      },
    );
    const ref = { $ref: "#/components/schemas/Thing" };
    expect(schemaOf(document.root)).toEqual(ref);
    expect(componentsOf(document)).toEqual({
      schemas: { Thing: { type: "object" }, wrapped: { properties: { thing: ref } } },
    });
  });

  test("may be in a section that is a file", async () => {
    const document = await read(
      `${responding("#/components/schemas/Thing")}components: { schemas: { $ref: schemas/index.yml } }\n`,
      {
        "schemas/index.yml":
          "Thing: { $ref: thing.yml }\nAlias: { $ref: '#/Inner' }\nInner: { type: string }",
        "schemas/thing.yml": "properties: { other: { $ref: 'index.yml#/Alias' } }",
      },
    );
    expect(componentsOf(document)).toEqual({
      schemas: {
        Inner: { type: "string" },
        Alias: { $ref: "#/components/schemas/Inner" },
        Thing: { properties: { other: { $ref: "#/components/schemas/Inner" } } },
      },
    });
  });
});

describe("what has no place among the components is written where it is referred to:", () => {
  test("a path item, once for each path, with what stands beside it", async () => {
    const document = await read(
      `${head}paths:\n  /a: { $ref: paths.yml#/a }\n  /b: { $ref: paths.yml#/a, summary: B }\n`,
      {
        "paths.yml": "a: { summary: A, get: { responses: { 200: { $ref: ok.yml } } } }",
        "ok.yml": "description: ok",
      },
    );
    const get = { responses: { 200: { $ref: "#/components/responses/ok" } } };
    expect(document.root["paths"]).toEqual({
      "/a": { summary: "A", get },
      "/b": { get, summary: "B" },
    });
  });

  test("paths, operations, media types, examples and info", async () => {
    const document = await read(
      "openapi: 3.0.3\ninfo: { $ref: info.yml }\npaths: { $ref: paths.yml }\n",
      {
        "info.yml": "{ title: T, version: '1' }",
        "paths.yml": "/a: { post: { $ref: post.yml } }",
        "post.yml": "requestBody: { content: { application/json: { $ref: 'media.yml#/json' } } }",
        "media.yml": "json: { schema: { $ref: thing.yml }, examples: { one: { $ref: one.json } } }",
        "one.json": '{ "value": { "$ref": "data" } }',
        "thing.yml": thing,
      },
    );
    expect(document.root).toEqual({
      openapi: "3.0.3",
      info: { title: "T", version: "1" },
      paths: {
        "/a": {
          post: {
            requestBody: {
              content: {
                "application/json": {
                  schema: { $ref: "#/components/schemas/thing" },
                  examples: { one: { value: { $ref: "data" } } },
                },
              },
            },
          },
        },
      },
      components: { schemas: { thing: yaml(thing) } },
    });
  });

  test("but not a pointer into a schema, which leads into the component", async () => {
    const document = await read(responding("thing.yml#/properties/id"), { "thing.yml": thing });
    expect(schemaOf(document.root)).toEqual({ $ref: "#/components/schemas/thing/properties/id" });
  });
});

describe("a pointer may lead through references, and then names what is behind them", () => {
  const pet = "type: object\nproperties: { owner: { $ref: owner.yml } }\n";
  const owner = "type: object\nproperties: { name: { type: string } }\n";
  const components = `components:
  schemas:
    Alias: { $ref: "#/components/schemas/Pet" }
    Pet: { type: object, properties: { owner: { $ref: "#/components/schemas/Owner" } } }
    Owner: { type: object, properties: { name: { type: string } } }
    Circle: { $ref: "#/components/schemas/Circle/properties/name" }
`;
  const below = (pointer: string): string => `#/components/schemas/${pointer}`;

  test.each([
    ["Alias/properties/owner", "Pet/properties/owner"],
    ["Pet/properties/owner/properties/name", "Owner/properties/name"],
    ["Alias/properties/owner/properties/name", "Owner/properties/name"],
  ])("in one file: %s", async (ref, want) => {
    const document = await read(responding(below(ref)) + components);
    expect(schemaOf(document.root)).toEqual({ $ref: below(want) });
    expect(findFaults(document).map(({ pointer }) => pointer)).toEqual([
      "/components/schemas/Circle",
    ]);
  });

  test("from file to file", async () => {
    const { root } = await read(responding("pet.yml#/properties/owner/properties/name"), {
      "pet.yml": pet,
      "owner.yml": owner,
    });
    expect(schemaOf(root)).toEqual({ $ref: below("owner/properties/name") });
  });

  test("but not to what is not there", async () => {
    const ref = below("Alias/properties/age");
    const { message } = await failureOf(responding(ref) + components);
    expect(message).toContain(`\`$ref: ${ref}\` refers to nothing`);
  });
});

describe("an anchor is a name for a schema", () => {
  test("of the document, also of one that refers to itself", async () => {
    const components = `components:
  schemas:
    Pet: { $anchor: pet, type: object, properties: { friend: { $ref: "#pet" }, tag: { $anchor: tag, type: string } } }
`;
    const document = await read(responding("#pet", "#tag") + components);
    expect(schemaOf(document.root)).toEqual({ $ref: "#/components/schemas/Pet" });
    expect(schemaOf(document.root, 1)).toEqual({ $ref: "#/components/schemas/Pet/properties/tag" });
    expect(atPointer(document.root, "/components/schemas/Pet/properties/friend")).toEqual({
      $ref: "#/components/schemas/Pet",
    });
    expect(findFaults(document)).toEqual([]);
  });

  test("of another file, where a document may have the same", async () => {
    const components = "components:\n  schemas:\n    Pet: { $dynamicAnchor: pet, type: object }\n";
    const document = await read(responding("pets.yml#pet") + components, {
      "pets.yml": "$defs:\n  Dog: { $anchor: pet, type: string }\n",
    });
    expect(componentsOf(document)["schemas"]).toMatchObject({
      Dog: { type: "string" },
    });
    expect(schemaOf(document.root)).toEqual({ $ref: "#/components/schemas/Dog" });
  });

  test("that must be declared", async () => {
    const { message } = await failureOf(responding("#pet"));
    expect(message).toContain("`$ref: #pet` names an anchor that the document does not have");
  });
});

describe("a circle of references", () => {
  test("from file to file is a circle of components", async () => {
    const document = await read(responding("a.yml"), {
      "a.yml": "properties: { b: { $ref: b.yml }, me: { $ref: '#' } }",
      "b.yml": "properties: { a: { $ref: a.yml } }",
    });
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    expect(componentsOf(document)).toEqual({
      schemas: {
        a: { properties: { b: ref("b"), me: ref("a") } },
        b: { properties: { a: ref("a") } },
      },
    });
  });

  test("of files that only refer to each other ends", async () => {
    const document = await read(
      `${responding("#/components/schemas/A")}components: { schemas: { A: { $ref: a.yml } } }\n`,
      { "a.yml": "$ref: b.yml", "b.yml": "$ref: a.yml" },
    );
    expect(JSON.stringify(componentsOf(document))).not.toContain(".yml");
  });

  test("of path items is refused, with its line", async () => {
    const { code, message } = await failureOf(`${head}paths:\n  /a: { $ref: a.yml }\n`, {
      "a.yml": "\n$ref: b.yml\n",
      "b.yml": "$ref: a.yml\n",
    });
    expect(message).toBe("b.yml:1: `$ref: a.yml` is circular; correct the reference.");
    expect(code).toBe(3);
  });
});

test("a discriminator's mapping may name a file, a component of its file, or one of the document", async () => {
  const document = await read(
    `${responding("pets.yml#/components/schemas/Pet")}components: { schemas: { Bird: { type: object } } }\n`,
    {
      "pets.yml": `components:
  schemas:
    Cat: { type: object }
    Pet:
      oneOf: [{ $ref: dog.yml }, { $ref: '#/components/schemas/Cat' }]
      discriminator:
        propertyName: kind
        mapping: { dog: ./dog.yml, cat: Cat, lion: '#/components/schemas/Cat', bird: Bird, other: Nowhere }
        defaultMapping: dog.yml
`,
      "dog.yml": "type: object",
    },
  );
  const { Pet } = (componentsOf(document)["schemas"] ?? {}) as Record<string, JsonObject>;
  expect(Pet?.["discriminator"]).toEqual({
    propertyName: "kind",
    mapping: {
      dog: "#/components/schemas/dog",
      cat: "#/components/schemas/Cat",
      lion: "#/components/schemas/Cat",
      bird: "Bird",
      other: "Nowhere",
    },
    defaultMapping: "#/components/schemas/dog",
  });
});

test("a schema may be referred to by its mere name, which elsewhere is that of a file", async () => {
  const components = "components: { schemas: { Pet: { type: object } } }\n";
  const text = responding("Pet", "cats.yml#/Kitten", "Dog", "Nowhere") + components;
  const document = await read(text, {
    "cats.yml": "Kitten: { $ref: Cat }\ndefinitions: { Cat: { type: string } }",
    Dog: "type: boolean",
  });
  const { root } = document;
  const found = [0, 1, 2].map((index) => {
    const { $ref } = schemaOf(root, index) as { $ref: string };
    return atPointer(root, $ref);
  });
  expect(found).toEqual([{ type: "object" }, { type: "string" }, { type: "boolean" }]);
  expect((schemaOf(root) as JsonObject)["$ref"]).toBe("#/components/schemas/Pet");
  const [fault] = findFaults(document);
  expect(fault?.problem).toContain("`$ref: Nowhere` names no file");
});

test("a discriminator's mapping to a file is read though nothing else refers to it", async () => {
  const document = await read(
    `${responding("#/components/schemas/Pet")}components:
  schemas:
    Pet: { discriminator: { propertyName: kind, mapping: { cat: ./cat.yml, dog: Dog.v1 } } }
    Dog.v1: { type: object }
`,
    { "cat.yml": "type: object" },
  );
  expect(componentsOf(document)["schemas"]).toMatchObject({
    Pet: { discriminator: { mapping: { cat: "#/components/schemas/cat", dog: "Dog.v1" } } },
    cat: { type: "object" },
  });
});

test("`$self` is where references start from, and names the document", async () => {
  const text = `openapi: 3.2.0\n$self: https://example.com/v1/openapi\n${responding(
    "thing.yml",
    "https://example.com/v1/openapi#/components/schemas/Own",
    "https://example.com/v1/thing.yml",
  ).replace("openapi: 3.1.0\n", "")}components: { schemas: { Own: { type: object } } }\n`;
  const { root } = await read(text, { "thing.yml": thing });
  expect([0, 1, 2].map((index) => schemaOf(root, index))).toEqual(
    ["thing", "Own", "thing"].map((name) => ({ $ref: `#/components/schemas/${name}` })),
  );
});

test("a relative reference to `$self` is one to the document, whatever its file is called", async () => {
  const text = `openapi: 3.2.0\n$self: https://example.com/v1/petshop.yml\n${responding(
    "petshop.yml#/components/schemas/Own",
  ).replace("openapi: 3.1.0\n", "")}components: { schemas: { Own: { type: object } } }\n`;
  const { root } = await read(text, {});
  expect(schemaOf(root, 0)).toEqual({ $ref: "#/components/schemas/Own" });
});

test("Swagger's own sections are where its components go", async () => {
  const source = `swagger: "2.0"
info: { title: T, version: "1" }
paths:
  /a:
    get:
      parameters: [{ $ref: page.yml }]
      responses: { 200: { $ref: ok.yml } }
`;
  const { root } = await read(source, {
    "page.yml": "{ name: page, in: query, type: integer }",
    "ok.yml": "description: ok\nschema: { $ref: thing.yml }",
    "thing.yml": thing,
  });
  expect(JSON.stringify(root)).not.toContain(".yml");
});

test("extensions, examples, defaults and values hold data, of which nothing is read", async () => {
  const text = `${responding("thing.yml")}x-of-root: { $ref: gone.yml }\n`;
  const schema =
    "{ default: { $ref: gone.yml }, enum: [{ $ref: gone.yml }], const: { $ref: gone.yml }, example: { $ref: gone.yml }, x-a: { $ref: gone.yml } }";
  const { root } = await bundle(readSource(text, "openapi.yml"), filesOf({ "thing.yml": schema }));
  expect(root["components"]).toEqual({ schemas: { thing: yaml(schema) } });
});

test("a property may have the name of a keyword, and so may a component of an extension", async () => {
  const document = await read(responding("thing.yml"), {
    "thing.yml":
      "properties: { example: { $ref: a.yml }, default: { $ref: a.yml }, x-a: { $ref: a.yml }, $ref: { $ref: a.yml } }",
    "a.yml": "type: string",
  });
  expect(JSON.stringify(document.root)).not.toContain(".yml");
});

test("a document in one file stays as it is, and its lines can be cut", async () => {
  const text = `${responding("#/components/schemas/Thing")}components: { schemas: { Thing: { type: object } } }\n`;
  const { fileOf, source } = await read(text);
  expect(source?.text).toBe(text);
  expect(fileOf).toBeUndefined();
  expect((await read(responding("thing.yml"), { "thing.yml": thing })).source).toBeUndefined();
});

describe("the place of a pointer", async () => {
  const document = await read(
    `${head}paths:\n  /a:\n    $ref: a.yml\n    summary: Beside\n  /b: {}\ncomponents:\n  schemas:\n    Own:\n      $ref: own.yml\n`,
    {
      "a.yml": "\n\nget:\n  responses:\n    200:\n      $ref: 'b/c.yml#/ok'\n",
      "b/c.yml": "no: 1\nok:\n  description: ok\n",
      "own.yml": "\ntype: object\n",
    },
  );
  test.each([
    ["/paths/~1b", "openapi.yml:7"],
    ["/paths/~1a/get/responses", "a.yml:4"],
    ["/paths/~1a/get/missing", "a.yml:3"],
    ["/paths/~1a/summary", "openapi.yml:6"],
    ["/components/responses/ok/description", "b/c.yml:3"],
    ["/components/schemas/Own/type", "own.yml:2"],
    ["/nowhere", "openapi.yml:1"],
  ])("%s is in the file that holds it: %s", (pointer, want) => {
    expect(placeOf(document, pointer)).toBe(want);
  });
});

describe("a fault is told with the file and the line in which it stands:", () => {
  test.each([
    ["a file that is missing", "$ref: gone.yml", "a.yml:2: `$ref: gone.yml` names no file."],
    [
      "a pointer to nothing",
      "$ref: openapi.yml#/components/schemas/Gone",
      "a.yml:2: `$ref: openapi.yml#/components/schemas/Gone` refers to nothing in openapi.yml; correct the reference or add its target.",
    ],
    [
      "a pointer to nothing in another file",
      "properties: { a: { $ref: 'b.yml#/Gone' } }",
      "a.yml:2: `$ref: b.yml#/Gone` refers to nothing in b.yml; correct the reference or add its target.",
    ],
    [
      "an anchor",
      "$ref: b.yml#Gone",
      "a.yml:2: `$ref: b.yml#Gone` names an anchor that b.yml does not have; declare it, or write a pointer: `#/…`.",
    ],
    [
      "a mapping",
      "discriminator: { mapping: { b: gone.yml } }",
      "a.yml:2: `gone.yml` names no file.",
    ],
    ["another syntax", "$ref: c.yml", "c.yml:2:1: not well-formed YAML or JSON: "],
  ])("%s", async (_, text, want) => {
    const { code, message } = await failureOf(responding("a.yml"), {
      "a.yml": `# A\n${text}\n`,
      "b.yml": "{}",
      "c.yml": "a: 1\n\tb: 2\n",
    });
    expect(message.slice(0, want.length)).toBe(want);
    expect(message).not.toContain("\n");
    expect(code).toBe(3);
  });

  test("more than 1000 files", async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 1001 }, (_, index) => [
        `${index}.yml`,
        `properties: { a: { $ref: ${index + 1}.yml } }`,
      ]),
    );
    const { message } = await failureOf(responding("0.yml"), texts);
    expect(message).toContain("openapi.yml: it consists of more than 1000 files");
  });

  test("more than 50 MiB", async () => {
    const large = `a: ${"x".repeat(18 * 2 ** 20)}\n`;
    const { message } = await failureOf(responding("a.yml", "b.yml", "c.yml"), {
      "a.yml": large,
      "b.yml": large,
      "c.yml": large,
    });
    expect(message).toContain("openapi.yml: it consists of more than 50 MiB of text");
  });

  test("a document without a folder", async () => {
    const document = await readDocument(responding("a.yml"), "standard input");
    expect(findFaults(document).map((fault) => faultAt(document, fault).message)).toEqual([
      "standard input:9: `$ref: a.yml` names a file, but standard input has no folder to find it in; pass the document as a file or a URL.",
    ]);
  });
});

test("a document whose schemas are moved into files is the same document again", async () => {
  const spellings = [
    "%.json",
    "./%.json#",
    "../schemas/%.json",
    "../openapi.yml#/components/schemas/%",
  ];
  await fc.assert(
    fc.asyncProperty(
      api,
      form,
      fc.array(fc.boolean(), { minLength: 1 }),
      fc.array(fc.nat(3), { minLength: 1 }),
      async (given, notation, moves, choices) => {
        const root = JSON.parse(JSON.stringify(write(given, notation))) as JsonObject;
        const schemas = schemasOf(root);
        const moved = Object.keys(schemas).filter((_, index) => moves[index % moves.length]);
        let count = 0;
        const inFile = (schema: unknown): string =>
          JSON.stringify(schema, (key, value: unknown) => {
            const name = /^#\/components\/schemas\/([^/]+)$/.exec(String(value))?.[1] ?? "";
            if (key !== "$ref" || typeof value !== "string" || !value.startsWith("#")) return value;
            const spelling = spellings[choices[count++ % choices.length] ?? 0] ?? "";
            return moved.includes(name)
              ? spelling.replace("%", name)
              : value.replace("#", "../openapi.yml#");
          });
        const texts = Object.fromEntries(
          moved.map((name) => [`schemas/${name}.json`, inFile(schemas[name])]),
        );
        const split = {
          ...root,
          components: {
            ...(root["components"] as JsonObject),
            schemas: Object.fromEntries(
              Object.entries(schemas).map(([name, schema]) => [
                name,
                moved.includes(name) ? { $ref: `schemas/${name}.json` } : schema,
              ]),
            ),
          },
        };
        expect((await read(JSON.stringify(split), texts)).root).toEqual(root);
      },
    ),
    { numRuns: 100 },
  );
});
