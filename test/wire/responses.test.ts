import { beforeAll, describe, expect, test } from "vitest";
import type { Schema } from "../../scripts/lib/model.ts";
import { readModel } from "../../scripts/lib/read-model.ts";
import { refTo } from "../../scripts/lib/references.ts";
import { successContents } from "../../scripts/lib/responses.ts";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";
import { loadPackage } from "./load-package.ts";

const entry = "{ type: object, required: [line], properties: { line: { type: integer } } }";
const get = (id: string, mediaType: string, schema: string): string =>
  `  /${id}: { get: { operationId: ${id}, responses: { "200": { description: d, content: { ${mediaType}: { schema: ${schema} } } } } } }`;
const orNothing = (id: string, mediaType: string, schema: string): string =>
  `  /${id}: { get: { operationId: ${id}, responses: { "200": { description: d, content: { ${mediaType}: { schema: ${schema} } } }, "204": { description: d } } } }`;
const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
${get("tailEvents", "text/event-stream", `{ type: array, items: ${entry} }`)}
${get("tailWords", "text/event-stream", "{ type: object, properties: { data: { type: string }, event: { type: string } } }")}
${get("tailTalk", "text/event-stream", "{ anyOf: [{ $ref: '#/components/schemas/Said' }, { $ref: '#/components/schemas/Left' }] }")}
${get("tailCloud", "text/event-stream", "{ type: object, required: [source, data], properties: { source: { type: string }, data: { type: integer } } }")}
${get("tailLines", "application/x-ndjson", `{ type: array, items: ${entry} }`)}
${get("tailJsonLines", "application/jsonlines", entry)}
${get("tailLog", "application/x-ndjson", "{ type: string, format: binary }")}
${get("readAny", "application/*", entry)}
${get("readSql", "application/sql", "{ type: string }")}
${get("readWhatever", '"*/*"', "{}")}
${get("readPdf", "application/pdf", "{ type: string, format: binary }")}
${get("readPhoto", '"image/*"', "{ type: string, format: binary }")}
${get("readFile", "application/octet-stream", "{ type: string, format: binary }")}
${orNothing("readNote", "text/plain", "{ type: string }")}
${orNothing("readNoteOrJson", '"*/*"', "{ type: string }")}
${orNothing("readScan", "application/pdf", "{ type: string, format: binary }")}
${orNothing("readUpload", "application/octet-stream", "{ type: string, format: binary }")}
  /undeclared:
    get: { operationId: getUndeclared, responses: { "404": { description: d } } }
    head: { operationId: headUndeclared, responses: {} }
    post: { operationId: postEmpty, responses: { default: { description: d } } }
  /entries/1:
    delete: { operationId: deleteEntry, responses: { "204": { description: d, content: { application/json: { schema: ${entry} } } } } }
    put: { operationId: replaceEntry, responses: { "200": { description: d, content: { application/json: { schema: ${entry} } } }, "205": { description: d, content: { text/plain: { schema: { type: string } } } } } }
  /entries/2:
    delete: { operationId: cutEntry, responses: { "200": { description: d, content: { text/plain: { schema: { type: string } } } }, "204": { description: d } } }
    get: { operationId: exportEntry, responses: { "200": { description: d, content: { application/octet-stream: {} } }, "202": { description: d } } }
components:
  schemas:
    Named: { type: object, required: [event], properties: { event: { type: string }, id: { type: string } } }
    Said: { allOf: [{ $ref: "#/components/schemas/Named" }, { type: object, required: [data], properties: { event: { const: said }, data: ${entry} } }] }
    Left: { type: object, required: [event, data], properties: { event: { const: left }, data: { type: string } } }
`;
const use = `import { type Client, deleteEntry, getUndeclared, headUndeclared, postEmpty, readAny, readSql, replaceEntry, tailCloud, tailEvents, tailJsonLines, tailLines, tailLog, tailTalk, tailWords } from "./src/index.js";
declare const client: Client;
for await (const { data } of await tailEvents(client)) (data.line satisfies number);
for await (const { data } of await tailWords(client)) (data satisfies string | undefined);
for await (const each of await tailTalk(client)) (each.event === "said" ? each.data.line satisfies number : each.data satisfies string);
for await (const { data } of await tailCloud(client)) (data.data satisfies number);
for await (const { line } of await tailLines(client)) (line satisfies number);
for await (const { line } of await tailJsonLines(client)) (line satisfies number);
// @ts-expect-error a text is all of the stream, of whose items it says nothing
for await (const each of await tailLog(client)) (each satisfies string);
(await readAny(client)).line satisfies number;
(await readSql(client)) satisfies string;
(await deleteEntry(client)) satisfies void;
const undeclared = await getUndeclared(client);
// @ts-expect-error nothing tells what it is
undeclared satisfies object | string | void;
(await headUndeclared(client)) satisfies void;
(await postEmpty(client)) satisfies void;
(await replaceEntry(client))?.line satisfies number | undefined;
`;

let files: ReadonlyMap<string, string>;
let answer: (id: string, response: Response) => Promise<unknown>;

beforeAll(async () => {
  ({ files } = await generatePackage(document, "api.yml", config, templates));
  const api = (await loadPackage(files)) as Readonly<
    Record<string, (...args: unknown[]) => Promise<unknown>>
  >;
  answer = async (id, response) =>
    api[id]?.(api["createClient"]?.({ fetch: async () => response, maxRetries: 0 }));
});

const all = async (stream: unknown): Promise<unknown[]> => {
  const items: unknown[] = [];
  for await (const item of stream as AsyncIterable<unknown>) items.push(item);
  return items;
};

const respond = (type: string, body: string): Response =>
  new Response(body, { headers: { "content-type": type } });

test("each is typed as what comes", () => {
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});

test("a list under the media type of a stream comes item by item", async () => {
  const events = await answer("tailEvents", respond("text/event-stream", 'data: {"line":1}\n\n'));
  expect(await all(events)).toEqual([{ data: { line: 1 }, event: "message", id: "" }]);
  const lines = respond("application/x-ndjson", '{"line":1}\n{"line":2}');
  expect(await all(await answer("tailLines", lines))).toEqual([{ line: 1 }, { line: 2 }]);
  const named = respond("application/jsonlines", '{"line":3}\n');
  expect(await all(await answer("tailJsonLines", named))).toEqual([{ line: 3 }]);
});

test("an event that is declared whole has text where its data is a string", async () => {
  const events = respond("text/event-stream", "event: word\ndata: 42\n\n");
  expect(await all(await answer("tailWords", events))).toEqual([
    { data: "42", event: "word", id: "" },
  ]);
});

test("whole events that are alternatives have their own data, of text or of JSON", async () => {
  const events = respond(
    "text/event-stream",
    'event: said\ndata: {"line":1}\n\nevent: left\ndata: Bob went\n\n',
  );
  expect(await all(await answer("tailTalk", events))).toEqual([
    { data: { line: 1 }, event: "said", id: "" },
    { data: "Bob went", event: "left", id: "" },
  ]);
});

test("the text of a whole event stays text beside objects, even if it looks like JSON", async () => {
  const events = respond(
    "text/event-stream",
    'event: left\ndata: 42\n\nevent: left\ndata: null\n\nevent: said\ndata: {"line":1}\n\n',
  );
  expect(await all(await answer("tailTalk", events))).toMatchObject([
    { data: "42" },
    { data: "null" },
    { data: { line: 1 } },
  ]);
});

test("an object with more than an event has is the data of one", async () => {
  const events = respond("text/event-stream", 'data: {"source":"a","data":1}\n\n');
  expect(await all(await answer("tailCloud", events))).toEqual([
    { data: { source: "a", data: 1 }, event: "message", id: "" },
  ]);
});

test("an event of JSON without data only keeps the connection alive", async () => {
  const events = ': hello\n\nevent: ping\ndata:\n\ndata: {"line":1}\n\n';
  const answered = await answer("tailEvents", respond("text/event-stream", events));
  expect(await all(answered)).toEqual([{ data: { line: 1 }, event: "message", id: "" }]);
});

describe("a status that has no body has none, whatever is declared:", () => {
  test.each([
    ["deleteEntry", 204],
    ["replaceEntry", 205],
  ])("%s, %i", async (id, status) => {
    expect(await answer(id, new Response(null, { status }))).toBeUndefined();
  });
});

describe("an empty response that is declared is nothing beside text or a file:", () => {
  test.each([
    ["cutEntry", new Response(null, { status: 204 })],
    ["cutEntry", new Response(null, { status: 204, headers: { "Content-Type": "text/plain" } })],
    ["exportEntry", new Response(null, { status: 202 })],
    ["exportEntry", new Response(new Blob([]).stream(), { status: 202 })],
  ])("%s, %o", async (id, response) => {
    expect(await answer(id, response)).toBeUndefined();
  });

  test("an empty text or file is one", async () => {
    expect(await answer("cutEntry", respond("text/plain", ""))).toBe("");
    const file = await answer("exportEntry", respond("application/pdf", ""));
    expect(file).toMatchObject({ size: 0, type: "application/pdf" });
  });
});

test.each(["readNote", "readNoteOrJson", "readScan", "readUpload"])(
  "a declared response without a body is neither an empty text nor an empty file: %s",
  async (id) => {
    expect(await answer(id, new Response(null, { status: 204 }))).toBeUndefined();
  },
);

test("a range of media types that JSON is among is read as its schema says", async () => {
  expect(await answer("readAny", respond("application/json", '{"line":1}'))).toEqual({ line: 1 });
});

test.each([
  ["application/sql; charset=iso-8859-1", [0xe9], "é"],
  ['application/sql;charset="windows-1252"', [0x80], "€"],
  ["application/sql; charset=UTF-8", [0xc3, 0xa9], "é"],
  ["application/sql; charset=nonsense", [0xc3, 0xa9], "é"],
])("text is read in its charset: %s", async (type, bytes, want) => {
  const response = new Response(new Uint8Array(bytes), { headers: { "content-type": type } });
  expect(await answer("readSql", response)).toBe(want);
});

test("text is text, whatever its media type is called", async () => {
  expect(await answer("readSql", respond("application/sql", "SELECT 1"))).toBe("SELECT 1");
});

describe("where text, a file or a stream is all that is declared,", () => {
  test.each([
    ["readSql", "application/sql", "text/html; charset=utf-8"],
    ["readSql", "application/sql", "application/json"],
    ["readPdf", "application/pdf", "text/html"],
    ["readPhoto", "image/*", "application/problem+json"],
    ["tailEvents", "text/event-stream", "text/html"],
    ["tailEvents", "text/event-stream", "application/json"],
  ])("%s expects %s and refuses %s", async (id, expected, type) => {
    const [found] = type.split(";");
    await expect(answer(id, respond(type, "<p>Sign in</p>"))).rejects.toMatchObject({
      name: "ApiError",
      message: `GET /${id}: 200, expected ${expected}, found ${found}`,
      body: "<p>Sign in</p>",
    });
  });

  test.each([
    ["readSql", "text/plain"],
    ["readPdf", "application/octet-stream"],
    ["readPdf", "application/x-pdf"],
    ["readPhoto", "image/png"],
    ["readFile", "text/html"],
    ["readFile", "application/json"],
  ])("%s takes %s for it", async (id, type) => {
    const body = await answer(id, respond(type, "a"));
    expect(body instanceof Blob ? await body.text() : body).toBe("a");
  });

  test("it may have no media type", async () => {
    expect(await answer("readSql", new Response(new Blob(["a"])))).toBe("a");
  });
});

test.each<[string, Response, unknown]>([
  ["JSON", respond("application/hal+json", '{"a":1}'), { a: 1 }],
  ["JSON without a media type", new Response(new Blob(["[1]"])), [1]],
  ["text", respond("text/plain; charset=utf-8", "1"), "1"],
  ["nothing", new Response(null, { status: 204 }), undefined],
])("what is not declared at all is read as what it says it is: %s", async (_, response, want) => {
  expect(await answer("readWhatever", response.clone())).toEqual(want);
  expect(await answer("getUndeclared", response)).toEqual(want);
});

test("what is not declared at all and neither JSON nor text is bytes", async () => {
  const blob = (await answer("readWhatever", respond("image/png", "a"))) as Blob;
  expect([blob.type, await blob.text()]).toEqual(["image/png", "a"]);
});

describe("a body is read the same whether its schema is inline, a component, or an alias of one:", () => {
  const text: Schema = { type: "string" };
  const bytes: Schema = { type: "string", format: "binary" };
  const page: Schema = { type: "string", contentMediaType: "text/html" };
  const list: Schema = { type: "array", items: refTo("Text") };
  test.each([
    ["application/json", bytes, "bytes"],
    ["*/*", bytes, "bytes"],
    ["text/csv", bytes, "bytes"],
    ["application/xml", bytes, "bytes"],
    ["text/html", page, "text"],
    ["application/x-www-form-urlencoded", { type: "object" }, "text"],
    ["*/*", page, "bytes"],
    ["application/json", page, "json"],
    ["*/*", text, "textOrJson"],
    ["*/*", { description: "Whatever it is." }, "any"],
    ["application/json", {}, "json"],
    ["text/event-stream", text, "textEvents"],
    ["text/event-stream", list, "textEvents"],
    ["text/event-stream", { anyOf: [text, { type: "object" }] }, "textOrJsonEvents"],
    ["text/event-stream", { properties: { data: { anyOf: [text, list] } } }, "textOrObjectEvents"],
    [
      "text/event-stream",
      { properties: { data: { type: ["string", "integer"] } } },
      "textOrJsonEvents",
    ],
    ["application/x-ndjson", list, "lines"],
  ])("%s of %o", (mediaType, schema, want) => {
    const contentOf = (declared: Schema) => {
      const response = { content: { [mediaType]: { schema: declared } } };
      const root = {
        paths: { "/a": { get: { operationId: "a", responses: { "200": response } } } },
        components: { schemas: { Declared: schema, Alias: refTo("Declared"), Text: text } },
      };
      const [operation] = readModel({ name: "api.yml", lineOf: () => 1, root }).operations;
      return operation && successContents(operation)[0];
    };
    const inline = contentOf(schema);
    expect(inline?.readAs).toBe(want);
    for (const name of ["Declared", "Alias"]) {
      const { readAs, resolved } = contentOf(refTo(name)) ?? {};
      expect({ readAs, resolved }).toEqual({ readAs: want, resolved: inline?.resolved });
    }
  });
});
