import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { listOperations } from "../../scripts/lib/operations.ts";
import { atPointer } from "../../scripts/lib/references.ts";
import { openapi32 } from "../../scripts/rules/openapi-3.2.ts";
import { apply, applyAgain, applyToSchema, reportedChanges, yaml } from "./apply.ts";

const document = (paths: string, components = "{}"): JsonObject => ({
  openapi: "3.2.0",
  paths: yaml(paths),
  components: yaml(components),
});

const notesOf = ({ changes }: ReturnType<typeof apply>): readonly string[] =>
  changes.flatMap(({ note }) => note ?? []);

describe("a media type by reference is what it names", () => {
  const media = "{ application/json: { $ref: '#/components/mediaTypes/Json' } }";
  test.each([
    ["a request body", `requestBody: { content: ${media} }`, "/requestBody"],
    ["a response", `responses: { 200: { content: ${media} } }`, "/responses/200"],
    ["a parameter", `parameters: [{ name: a, in: query, content: ${media} }]`, "/parameters/0"],
    [
      "a header",
      `responses: { 200: { headers: { X-A: { content: ${media} } } } }`,
      "/responses/200/headers/X-A",
    ],
  ])("in %s", (_, operation, at) => {
    const applied = apply(
      openapi32,
      document(
        `/a: { get: { ${operation} } }`,
        "{ mediaTypes: { Json: { $ref: '#/components/mediaTypes/Other' }, Other: { schema: { type: string } } } }",
      ),
    );
    const want = document(
      `/a: { get: { ${operation.replace(media, "{ application/json: { schema: { type: string } } }")} } }`,
    );
    expect(applied.result).toEqual(want);
    expect(reportedChanges(applied)).toEqual([
      [
        `/paths/~1a/get${at}/content/application~1json`,
        "$ref: #/components/mediaTypes/Json → what it names",
      ],
    ]);
    expect(applyAgain(openapi32, applied)).toEqual({ result: want, changes: [] });
  });
});

test("a reference in place of all media types is what it names, in which each may refer on", () => {
  const applied = apply(
    openapi32,
    document(
      "/a: { get: { responses: { 200: { content: { $ref: '#/components/mediaTypes/All' } } } } }",
      "{ mediaTypes: { All: { application/json: { $ref: '#/components/mediaTypes/One' } }, One: { schema: { type: string } } } }",
    ),
  );
  expect(applied.result).toEqual(
    document(
      "/a: { get: { responses: { 200: { content: { application/json: { schema: { type: string } } } } } } }",
    ),
  );
  expect(reportedChanges(applied)).toEqual([
    ["/paths/~1a/get/responses/200/content", "$ref: #/components/mediaTypes/All → what it names"],
    [
      "/paths/~1a/get/responses/200/content/application~1json",
      "$ref: #/components/mediaTypes/One → what it names",
    ],
  ]);
});

describe("a query string as a whole", () => {
  const parameter = (type: string, required = ""): string =>
    `{ name: q, in: querystring, ${required}content: { ${type}: { schema: { type: object } } } }`;
  const form = parameter("application/x-www-form-urlencoded", "required: true, ");
  const inQuery = yaml(
    "{ name: q, in: query, required: true, style: form, explode: true, schema: { type: object } }",
  );

  test("that is a form is an object in the query", () => {
    const applied = apply(
      openapi32,
      document(
        `/a: { parameters: [${form}], get: { parameters: [${form}, { $ref: "#/components/parameters/Q" }] } }`,
        `{ parameters: { Q: ${form} } }`,
      ),
    );
    expect(applied.result).toMatchObject({
      paths: {
        "/a": {
          parameters: [inQuery],
          get: { parameters: [inQuery, { $ref: "#/components/parameters/Q" }] },
        },
      },
      components: { parameters: { Q: inQuery } },
    });
    expect(notesOf(applied)).toEqual([]);
    expect(applyAgain(openapi32, applied).changes).toEqual([]);
  });

  test("that is none is left out, with a note", () => {
    const applied = apply(
      openapi32,
      document(
        `/a: { parameters: [${parameter("application/json")}], get: { operationId: GetA, parameters: [{ name: b, in: query }] } }`,
      ),
    );
    expect(applied.result["paths"]).toEqual(
      yaml(
        "/a: { parameters: [], get: { operationId: GetA, parameters: [{ name: b, in: query }] } }",
      ),
    );
    expect(notesOf(applied)).toEqual([
      "GetA: its query string as a whole is described, and not as a form, so that parameter is left out",
    ]);
  });

  test("that is none and required takes its operation with it, and no other", () => {
    const applied = apply(
      openapi32,
      document(
        `/a: { get: { operationId: GetA, parameters: [{ $ref: "#/components/parameters/Q" }] }, put: { operationId: PutA } }`,
        `{ parameters: { Q: ${parameter("application/json", "required: true, ")} } }`,
      ),
    );
    expect(listOperations(applied.result).map(({ id }) => id)).toEqual(["PutA"]);
    expect(notesOf(applied)).toEqual([
      "GetA: its query string as a whole is described, and not as a form, so the operation is left out",
    ]);
  });
});

test("methods that fetch refuses are left out, with a note, and other methods stay", () => {
  const applied = apply(
    openapi32,
    document(
      "/a: { query: {}, additionalOperations: { COPY: { operationId: CopyA }, CONNECT: { operationId: ConnectA } } }",
    ),
  );
  expect(listOperations(applied.result).map(({ method }) => method)).toEqual(["query", "COPY"]);
  expect(notesOf(applied)).toEqual([
    "ConnectA: fetch does not send CONNECT, so the operation is left out",
  ]);
});

describe("a discriminator's default is the alternative without a value:", () => {
  const refs = (...names: readonly string[]): string =>
    names.map((name) => `{ $ref: "#/components/schemas/${name}" }`).join(", ");
  const fixed = (name: string, value: string): string =>
    `{ allOf: [${refs(name)}, { type: object, required: [k], properties: { k: { const: ${value} } } }] }`;
  const others = `{ A: { type: object }, B: { type: object }, C: { type: object }, Listed: { type: object, properties: { k: { enum: [listed, other] } } }, Constant: { allOf: [${refs("A")}, { properties: { k: { const: 1 } } }] } }`;
  test.each([
    [
      `{ oneOf: [${refs("A", "B")}], discriminator: { propertyName: k, mapping: { a: A }, defaultMapping: B } }`,
      `{ oneOf: [${fixed("A", "a")}, ${refs("B")}] }`,
    ],
    [
      `{ description: D, anyOf: [${refs("A", "B", "C")}], discriminator: { propertyName: k, mapping: { a: A, aa: A, b: B }, defaultMapping: "#/components/schemas/B" } }`,
      `{ description: D, anyOf: [${fixed("A", "a")}, ${fixed("A", "aa")}, ${refs("B")}, ${fixed("C", "C")}] }`,
    ],
    [
      `{ oneOf: [${refs("A")}, { type: string }], discriminator: { propertyName: k, defaultMapping: A } }`,
      `{ oneOf: [${refs("A")}, { type: string }] }`,
    ],
    [
      `{ oneOf: [${refs("Listed", "Constant", "B")}], discriminator: { propertyName: k, defaultMapping: B } }`,
      `{ oneOf: [${refs("Listed", "Constant", "B")}] }`,
    ],
    [
      `{ oneOf: [${refs("Listed", "B")}], discriminator: { propertyName: k, mapping: { other: Listed }, defaultMapping: B } }`,
      `{ oneOf: [${fixed("Listed", "other")}, ${refs("B")}] }`,
    ],
    [
      `{ oneOf: [${refs("A", "B")}], discriminator: { defaultMapping: B } }`,
      `{ oneOf: [${refs("A", "B")}] }`,
    ],
    [
      `{ type: object, discriminator: { propertyName: k, defaultMapping: B } }`,
      `{ type: object, discriminator: { propertyName: k } }`,
    ],
  ])("%s", (given, want) => {
    const applied = applyToSchema(openapi32, given, others);
    expect(applied.schema).toEqual(yaml(want));
    expect(applied.pointers).toEqual(["/discriminator/defaultMapping"]);
    expect(applyAgain(openapi32, applied).changes).toEqual([]);
  });
});

test("a note tells that a stream that is sent is described by its items", () => {
  const items = "{ text/event-stream: { itemSchema: { type: object } } }";
  const applied = apply(
    openapi32,
    document(
      `/a:
  get: { operationId: GetA, responses: { 200: { $ref: "#/components/responses/Items" } } }
  post: { operationId: PostA, requestBody: { content: ${items} } }
  put: { operationId: PutA, requestBody: { content: { text/event-stream: { schema: {}, itemSchema: {} } } } }
  patch: { operationId: PatchA, requestBody: { content: { application/jsonl: { itemSchema: { type: object } } } } }`,
      `{ responses: { Items: { content: ${items} } } }`,
    ),
  );
  expect(notesOf(applied)).toEqual(
    ["PostA"].map(
      (id) =>
        `${id}: text/event-stream is described item by item (itemSchema), for which there is no type: it is sent as a whole`,
    ),
  );
});

test("a note tells which encodings are not applied", () => {
  const bodyOf = (encoding: string): string =>
    `requestBody: { content: { multipart/mixed: { schema: {}, ${encoding} } } }`;
  const query = `{ name: q, in: querystring, content: { application/x-www-form-urlencoded: { schema: {}, encoding: { a: { explode: false } } } } }`;
  const applied = apply(
    openapi32,
    document(
      `/a:
  get: { operationId: GetA, parameters: [${query}] }
  post: { operationId: PostA, ${bodyOf("itemEncoding: { contentType: text/plain }")} }
  put: { operationId: PutA, ${bodyOf("encoding: { a: { encoding: { b: { contentType: text/plain } } } }")} }
  patch: { operationId: PatchA, ${bodyOf("encoding: { a: { contentType: text/plain } }, prefixEncoding: [{ contentType: text/plain }]")} }`,
    ),
  );
  expect(notesOf(applied)).toEqual([
    "q: the encoding of a query string is not applied",
    "PostA: in multipart/mixed, the encoding of all further parts (itemEncoding) is not applied",
    "PutA: in multipart/mixed, the encoding inside of a part is not applied",
  ]);
});

describe("JSON in the data of an event is what it holds", () => {
  const events = (data: string, keyword = "itemSchema"): JsonObject =>
    document(
      `/a: { get: { responses: { 200: { content: { text/event-stream: { ${keyword}: { properties: { data: ${data} } } } } } } } }`,
    );
  const ofJson =
    "{ type: string, contentMediaType: application/json, contentSchema: { type: integer } }";
  test.each(["itemSchema", "schema"])("in %s", (keyword) => {
    const applied = apply(openapi32, events(ofJson, keyword));
    expect(applied.result).toEqual(events("{ type: integer }", keyword));
    expect(reportedChanges(applied)).toEqual([
      [
        `/paths/~1a/get/responses/200/content/text~1event-stream/${keyword}`,
        "contentSchema → schema",
      ],
    ]);
    expect(applyAgain(openapi32, applied).changes).toEqual([]);
  });

  const alternatives = (data: string, others = ""): JsonObject =>
    document(
      `/a: { get: { responses: { 200: { content: { text/event-stream: { itemSchema: { $ref: "#/components/schemas/Event" } } } } } } }${others}`,
      `{ schemas: { Event: { description: D, required: [event], properties: { event: { type: string }, data: { type: string } }, oneOf: [{ properties: { event: { const: a } } }, { $ref: "#/components/schemas/B" }] }, B: { properties: { event: { const: b }, data: ${data} } } } }`,
    );

  test("in one of the alternatives of a component, which then is each of them as a whole", () => {
    const applied = apply(openapi32, alternatives(ofJson));
    expect(schemasOf(applied.result)["Event"]).toEqual(
      yaml(`description: D
oneOf:
  - { required: [event], properties: { event: { type: string, const: a }, data: { type: string } } }
  - { required: [event], properties: { event: { type: string, const: b }, data: { type: integer } } }`),
    );
    expect(applyAgain(openapi32, applied).changes).toEqual([]);
  });

  test("in the stream alone, where a component is also something else", () => {
    const json = "{ application/json: { schema: { $ref: '#/components/schemas/Event' } } }";
    const others = `\n/b: { get: { responses: { 200: { content: ${json} } } } }`;
    const given = alternatives(ofJson, others);
    const { result } = apply(openapi32, given);
    expect(schemasOf(result)["Event"]).toEqual(schemasOf(given)["Event"]);
    const item = "/paths/~1a/get/responses/200/content/text~1event-stream/itemSchema/oneOf/1";
    expect(atPointer(result, `${item}/properties/data`)).toEqual({ type: "integer" });
  });

  test.each([
    "{ type: string, contentMediaType: application/xml, contentSchema: { type: integer } }",
    "{ type: string, contentMediaType: application/json }",
  ])("not in other data: %s", (data) => {
    expect(apply(openapi32, events(data)).result).toEqual(events(data));
  });
});
