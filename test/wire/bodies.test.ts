import { beforeAll, describe, expect, test, vi } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";
import { fetchWith, rejection } from "../server.ts";
import { loadPackage } from "./load-package.ts";

const post = (id: string, content: string): string =>
  `  /${id}: { post: { operationId: ${id}, requestBody: { required: true, content: ${content} }, responses: { "204": { description: d } } } }`;
const of = (mediaType: string, schema: string, encoding = "{}"): string =>
  `{ ${mediaType}: { schema: ${schema}, encoding: ${encoding} } }`;
const ref = (name: string): string => `{ $ref: "#/components/schemas/${name}" }`;
const form = "application/x-www-form-urlencoded";
const row = "{ type: object, properties: { on: { type: string, format: date } } }";
const texts = "{ type: array, items: { type: string } }";
const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
${post("sendText", of(form, "{ type: string }"))}
${post(
  "sendForm",
  of(
    form,
    `{ type: object, properties: { expand: ${texts}, rows: { type: array, items: ${row} }, days: { type: array, items: { type: string, format: date } }, path: { type: string }, about: ${row}, words: ${texts} } }`,
    "{ expand: { style: deepObject, explode: true }, rows: { style: deepObject }, days: { explode: false }, path: { allowReserved: true }, about: { contentType: application/json }, words: { contentType: application/json } }",
  ),
)}
${post("sendAny", of('"*/*"', row))}
${post("sendLines", of("application/x-ndjson", row))}
${post("sendRecords", of("application/json-seq", `{ type: array, items: ${row} }`))}
${post("sendLinesOrJson", `{ application/json: { schema: { type: object } }, application/x-ndjson: { schema: { type: string, format: binary } } }`)}
${post("sendLinesOrBytes", "{ application/octet-stream: {}, application/x-ndjson: {} }")}
${post("sendToken", of("application/jose", "{ type: string }"))}
${post("sendFile", of("multipart/form-data", "{ type: object, properties: { file: { type: string, format: binary } } }"))}
${post("sendXml", of("application/xml", row))}
${post("sendTable", of("text/csv", "{ type: string, format: binary }"))}
${post("sendTableOrJson", `{ application/json: { schema: ${row} }, text/csv: { schema: { type: string, format: binary } } }`)}
${post("sendJson", of("application/json", "{}"))}
${post("sendNothing", "{}")}
${post("sendNamedLines", of("application/x-ndjson", ref("Rows")))}
${post("sendComposedLines", of("application/x-ndjson", `{ allOf: [${ref("Rows")}, { minItems: 1 }] }`))}
${post("sendComposedText", of(form, `{ allOf: [${ref("Text")}, { minLength: 1 }] }`))}
${post("sendAnyText", of('"*/*"', `{ oneOf: [${ref("Text")}, { type: "null" }] }`))}
${post("sendAnyOfTwo", of('"*/*"', `{ oneOf: [${ref("Text")}, ${ref("Row")}] }`))}
${post("sendListOrRow", `{ application/json: { schema: { allOf: [${ref("Rows")}, { minItems: 1 }] } }, application/vnd.row+json: { schema: { allOf: [${ref("Row")}, { minProperties: 1 }] } } }`)}
${post("sendPicture", "{ application/json: { schema: { type: object } }, image/gif: {}, image/png: {} }")}
${post("sendImage", "{ image/*: { schema: { type: string, format: binary } }, application/json: { schema: { type: object, properties: { url: { type: string } } } }, image/png: {} }")}
${post("sendMedia", "{ image/*: {}, video/*: {} }")}
${post("sendPatch", of('"application/*+json"', row))}
${post("sendOneImage", of('"image/*"', "{ type: string, format: binary }"))}
${post("sendRowOrAny", `{ application/json: { schema: ${row} }, "*/*": { schema: { type: string, format: binary } } }`)}
${post("sendTextOrRow", `{ application/xml: {}, "application/*": { schema: ${row} } }`)}
${post("sendFormOrAny", `{ "*/*": { schema: ${row} }, ${form}: { schema: ${row} } }`)}
${post("sendAnyParts", of('"multipart/*"', "{ type: object, properties: { file: { type: string, format: binary } } }"))}
components:
  schemas:
    Row: ${row}
    Rows: { type: array, items: ${ref("Row")} }
    Text: { type: string }
`;
const use = `import { type Client, sendAny, sendComposedLines, sendComposedText, sendImage, sendLines, sendNamedLines, sendRecords, sendRowOrAny, sendTable, sendTableOrJson, sendText, sendToken } from "./src/index.js";
declare const client: Client;
await sendText(client, { body: "a=1" });
await sendAny(client, { body: { on: "2020-01-01" } });
await sendLines(client, { body: [{ on: "2020-01-01" }] });
await sendLines(client, { body: "{}\\n" });
await sendLines(client, { body: new Blob([]) });
await sendNamedLines(client, { body: [{ on: "2020-01-01" }] });
await sendRecords(client, { body: [{ on: "2020-01-01" }] });
await sendRecords(client, { body: new Blob([]) });
await sendComposedLines(client, { body: [{ on: "2020-01-01" }] });
await sendComposedText(client, { body: "a=1" });
await sendToken(client, { body: "e30.e30." });
await sendTable(client, { body: "a,b" });
await sendTable(client, { body: new Blob(["a,b"]) });
await sendTableOrJson(client, { body: new Blob(["a,b"]) });
await sendImage(client, { body: new Blob([]) });
await sendImage(client, { body: { url: "" } });
await sendRowOrAny(client, { body: { on: "2020-01-01" } });
await sendRowOrAny(client, { body: new Blob([]) });
// @ts-expect-error -- a form that is text
await sendText(client, { body: { a: 1 } });
`;

type Call = (client: unknown, params: object, options: object) => Promise<unknown>;
let generated: Awaited<ReturnType<typeof generatePackage>>;
let send: (id: string, body: unknown, contentType?: string) => Promise<Request>;
const sent = vi.fn<(request: Request) => void>();

beforeAll(async () => {
  generated = await generatePackage(document, "api.yml", config, templates);
  const { createClient, ...api } = (await loadPackage(generated.files)) as unknown as {
    createClient: (options: object) => unknown;
  } & Readonly<Record<string, Call>>;
  const fetch = fetchWith((request) => {
    sent(request);
    return new Response(null, { status: 204 });
  });
  send = async (id, body, contentType) => {
    sent.mockClear();
    await (api[id] as Call)(createClient({ fetch }), { body }, { contentType });
    return sent.mock.lastCall?.[0] as Request;
  };
});

const day = new Date(Date.UTC(2001, 1, 3, 4));

test("each is typed as what is sent", () => {
  const files = new Map([...generated.files, ["use.ts", use]]);
  expect(compile(files, { isolatedDeclarations: false })).toEqual([]);
});

test("a body without a media type is left out, which is nothing to tell", () => {
  expect(generated.notes.join()).not.toContain("sendNothing");
});

test("a file of a text's media type is a file or text", async () => {
  for (const id of ["sendTable", "sendTableOrJson"])
    for (const body of ["a,b", new Blob(["a,b"]), new TextEncoder().encode("a,b")]) {
      const request = await send(id, body);
      expect(request.headers.get("content-type")).toBe("text/csv");
      expect(await request.text()).toBe("a,b");
    }
});

test.each<[string, unknown, string | undefined, string | null]>([
  ["sendImage", new Blob(["a"], { type: "image/webp" }), undefined, "image/webp"],
  ["sendImage", new Blob(["a"], { type: "image/png" }), undefined, "image/png"],
  ["sendImage", new Uint8Array([97]), "image/avif", "image/avif"],
  ["sendImage", { url: "b" }, undefined, "application/json"],
  ["sendMedia", new Blob(["a"], { type: "video/mp4" }), undefined, "video/mp4"],
  ["sendMedia", new Blob(["a"], { type: "video/mp4" }), "video/*", "video/mp4"],
  ["sendMedia", new Uint8Array([97]), undefined, null],
  ["sendOneImage", new Uint8Array([97]), "image/avif", "image/avif"],
  ["sendOneImage", new Uint8Array([97]), undefined, null],
  ["sendPatch", { on: "2001-02-03" }, undefined, "application/json"],
  [
    "sendPatch",
    { on: "2001-02-03" },
    "application/merge-patch+json",
    "application/merge-patch+json",
  ],
  ["sendRowOrAny", { on: "2001-02-03" }, undefined, "application/json"],
  ["sendRowOrAny", new Blob(["a"], { type: "image/webp" }), undefined, "image/webp"],
  ["sendRowOrAny", new Blob(["{}"], { type: "application/json" }), undefined, "application/json"],
  ["sendRowOrAny", new Uint8Array([97]), "audio/midi", "audio/midi"],
  ["sendTextOrRow", { on: "2001-02-03" }, undefined, "application/json"],
  ["sendTextOrRow", "<a/>", undefined, "application/xml"],
  ["sendPicture", new Blob(["a"], { type: "image/png;q=1" }), undefined, "image/png"],
  ["sendPicture", new Uint8Array([97]), "Image/PNG; q=1", "Image/PNG; q=1"],
  ["sendFormOrAny", { on: "a" }, undefined, "application/x-www-form-urlencoded;charset=UTF-8"],
])(
  "a media type is one of those that are declared, or of a range: %s of %o as %s",
  async (id, body, name, want) => {
    const request = await send(id, body, name);
    expect(request.headers.get("content-type")).toBe(want);
  },
);

test("parts of no declared kind are a form's, or of the kind that the caller names", async () => {
  const kindOf = async (contentType?: string) =>
    (await send("sendAnyParts", { file: new Blob(["a"]) }, contentType)).headers
      .get("content-type")
      ?.split(";")[0];
  expect(await kindOf()).toBe("multipart/form-data");
  expect(await kindOf("multipart/mixed")).toBe("multipart/mixed");
});

test("a media type outside of all ranges is refused", async () => {
  const error = await rejection(send("sendMedia", new Blob(), "text/plain"));
  expect(String(error)).toContain("contentType: expected image/* or video/*, found text/plain");
});

test("a form that is text goes out as it is", async () => {
  const request = await send("sendText", "a=1&b=2");
  expect(request.headers.get("content-type")).toBe(form);
  expect(await request.text()).toBe("a=1&b=2");
});

test.each([
  ["a list in brackets", { expand: ["a", "b"] }, "expand[]=a&expand[]=b"],
  [
    "objects in a list by index",
    { rows: [{ on: "a" }, { on: "b" }] },
    "rows[0][on]=a&rows[1][on]=b",
  ],
  ["dates as dates", { days: [day, "2001-02-04"] }, "days=2001-02-03,2001-02-04"],
  ["reserved characters", { path: "a/b?c&d" }, "path=a/b?c&d"],
  ["JSON of an object", { about: { on: "x" } }, 'about={"on":"x"}'],
  ["dates in JSON", { about: { on: day } }, 'about={"on":"2001-02-03"}'],
  ["JSON of a list", { words: ["a", "b"] }, 'words=["a","b"]'],
  ["nothing", { expand: [], days: undefined, rows: null, about: null }, ""],
])("`encoding` says how a field is written: %s", async (_, body, want) => {
  const text = await (await send("sendForm", body)).text();
  expect(decodeURIComponent(text)).toBe(want);
});

test("reserved characters that would change the form are percent-encoded", async () => {
  expect(await (await send("sendForm", { path: "a/b&c" })).text()).toBe("path=a/b%26c");
});

test("an object of any media type is JSON", async () => {
  const request = await send("sendAny", { on: day });
  expect(request.headers.get("content-type")).toBe("application/json");
  expect(await request.json()).toEqual({ on: "2001-02-03" });
});

test("lines are a list or text", async () => {
  const request = await send("sendLines", [{ on: day }, {}]);
  expect(request.headers.get("content-type")).toBe("application/x-ndjson");
  expect(await request.text()).toBe('{"on":"2001-02-03"}\n{}\n');
  expect(await (await send("sendLines", "{}\n")).text()).toBe("{}\n");
});

test("records are preceded by their separator", async () => {
  const request = await send("sendRecords", [{ on: day }, {}]);
  expect(request.headers.get("content-type")).toBe("application/json-seq");
  expect(await request.text()).toBe('\x1e{"on":"2001-02-03"}\n\x1e{}\n');
});

test.each<[unknown, string, string]>([
  [{ a: 1 }, "application/json", '{"a":1}'],
  [[{ a: 1 }], "application/x-ndjson", '{"a":1}\n'],
  ['{"a":1}\n', "application/x-ndjson", '{"a":1}\n'],
  [new Blob(["{}\n"]), "application/x-ndjson", "{}\n"],
  [new Blob(["{}\n"], { type: "application/x-ndjson" }), "application/x-ndjson", "{}\n"],
])("beside an object, lines are what is none: %j", async (body, type, text) => {
  const request = await send("sendLinesOrJson", body);
  expect(request.headers.get("content-type")).toBe(type);
  expect(await request.text()).toBe(text);
});

test.each(["application/octet-stream", "application/x-ndjson"])(
  "a Blob of %s goes out under its own media type, among bytes and lines",
  async (type) => {
    const request = await send("sendLinesOrBytes", new Blob(["{}\n"], { type }));
    expect(request.headers.get("content-type")).toBe(type);
  },
);

test.each([
  ["sendNamedLines", [{ on: day }], "application/x-ndjson", '{"on":"2001-02-03"}\n'],
  ["sendComposedLines", [{ on: day }], "application/x-ndjson", '{"on":"2001-02-03"}\n'],
  ["sendComposedText", "a=1", form, "a=1"],
  ["sendAnyText", "a", "text/plain;charset=UTF-8", "a"],
  ["sendAnyOfTwo", "a", "application/json", '"a"'],
  ["sendAnyOfTwo", { on: day }, "application/json", '{"on":"2001-02-03"}'],
  ["sendListOrRow", [{ on: day }], "application/json", '[{"on":"2001-02-03"}]'],
  ["sendListOrRow", { on: day }, "application/vnd.row+json", '{"on":"2001-02-03"}'],
])("a schema is what it refers to and is composed of: %s", async (id, body, type, text) => {
  const request = await send(id, body);
  expect(request.headers.get("content-type")).toBe(type);
  expect(await request.text()).toBe(text);
});

test.each([
  ["image/png", "image/png"],
  ["application/json", "image/gif"],
  ["", "image/gif"],
])(
  "a Blob of %o goes out under its own media type, if that is one of bytes",
  async (type, want) => {
    const request = await send("sendPicture", new Blob(["a"], { type }));
    expect(request.headers.get("content-type")).toBe(want);
  },
);

test("bytes are a file", async () => {
  const fields = await (await send("sendFile", { file: new Uint8Array([65, 66]) })).formData();
  expect(await (fields.get("file") as File).text()).toBe("AB");
});

describe("what cannot be said in the media type is refused by name:", () => {
  const circle: Record<string, unknown> = {};
  circle["a"] = circle;
  test.each([
    ["sendXml", { on: day }, "body: expected text or bytes, found a plain object"],
    ["sendXml", [], "body: expected text or bytes, found an array"],
    ["sendFile", new FormData(), "body: expected an object, found an object (FormData)"],
    ["sendForm", "a=1", "body: expected an object, found a string"],
    ["sendJson", { a: [new Map()] }, "body.a.0: expected a value that JSON can hold"],
    ["sendJson", { a: new Uint8Array(1) }, "body.a: expected a value that JSON can hold"],
    ["sendJson", { a: NaN }, "body.a: expected a finite number, found NaN"],
    ["sendJson", { a: new Date(NaN) }, "body.a: expected a valid Date, found Invalid Date"],
    ["sendJson", circle, "body.a: expected a value without cycles"],
  ])("%s %o", async (id, body, message) => {
    expect(String(await rejection(send(id, body)))).toContain(`TypeError: ${message}`);
    expect(sent).not.toHaveBeenCalled();
  });
});

test("an object of the caller's own class is what its members are", async () => {
  class Point {
    x = 1;
    y = [{ z: 2 }, { z: 2 }];
  }
  expect(await (await send("sendJson", new Point())).json()).toEqual({
    x: 1,
    y: [{ z: 2 }, { z: 2 }],
  });
});
