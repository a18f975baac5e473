import { beforeAll, expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";
import { fetchWith, rejection } from "../server.ts";
import { loadPackage } from "./load-package.ts";

const upload = (id: string, schema: string, others = ""): string =>
  `  /${id}: { post: { operationId: ${id}, requestBody: { required: true, content: { multipart/form-data: { schema: ${schema} }${others} } }, responses: { "204": { description: d } } } }`;
const ref = (name: string): string => `{ $ref: "#/components/schemas/${name}" }`;
const bytes = "{ type: string, format: binary }";
const note = `{ type: object, properties: { icon: ${bytes} } }`;
const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
${upload("sendInline", `{ type: object, properties: { note: ${note}, file: ${bytes}, files: { type: array, items: ${bytes} } } }`)}
${upload("sendNamed", ref("Form"))}
${upload("sendExtended", `{ allOf: [${ref("Form")}, { type: object, properties: { more: ${ref("Files")} } }] }`)}
${upload("sendUnion", `{ type: object, properties: { item: { oneOf: [${ref("Note")}, { type: string }] } } }`)}
${upload("sendMap", `{ type: object, additionalProperties: ${ref("Note")} }`)}
${upload("sendTree", `{ type: object, properties: { tree: ${ref("Tree")} } }`)}
${upload("sendRows", "{ type: object, properties: { rows: { type: array, items: { type: array, items: { type: string } } } } }")}
${upload("sendTable", `{ type: object, properties: { rows: { type: string, contentMediaType: text/csv }, about: ${ref("About")}, icon: { type: string, contentMediaType: image/png } } }`)}
${upload("sendUntyped", `{ type: object, properties: { icon: { contentMediaType: image/png }, file: ${ref("Untyped")}, any: {} } }`)}
${upload("sendEncoded", `{ type: object, properties: { icon: { description: d }, icons: { type: array, items: {} }, any: {}, about: {}, count: { type: integer } } }, encoding: { icon: { contentType: image/png }, icons: { contentType: "image/*" }, any: { contentType: "application/json, image/png" }, about: { contentType: text/plain }, count: { contentType: image/png } }`)}
${upload("sendTexts", "{ type: object, properties: { texts: { type: array, items: { type: string } } } }")}
${upload("sendEither", ref("Either"), `, application/json: { schema: ${ref("Either")} }`)}
${upload("sendStyled", `${ref("Styled")}, encoding: { tags: { style: form, explode: false, contentType: text/csv }, days: { explode: false }, range: { style: deepObject }, pair: { explode: false }, files: { style: form, explode: false }, words: { style: form }, note: { style: form } }`)}
${upload("sendXml", `${ref("Described")}, encoding: { about: { contentType: application/xml; charset=utf-8 }, rows: { contentType: text/csv } }`)}
${upload("sendWithHeaders", `{ type: object, properties: { note: ${ref("Note")}, tags: { type: array, items: { type: string } }, plain: { type: string } } }, encoding: { note: { headers: { X-Kind: { schema: { const: note } }, Content-Type: { schema: { const: text/x } }, X-Rank: { schema: { type: integer } } } }, tags: { explode: false, headers: { X-Version: { $ref: "#/components/headers/Version" } } } }`)}
  /sendMixed: { post: { operationId: sendMixed, requestBody: { content: { multipart/mixed: { schema: { type: array, prefixItems: [${ref("Note")}, {}] }, prefixEncoding: [{ contentType: application/vnd.note+json }, { contentType: image/png }] } } }, responses: { "204": { description: d } } } }
components:
  headers:
    Version: { schema: { $ref: "#/components/schemas/Version" } }
  schemas:
    Version: { type: integer, enum: [2] }
    Described: { type: object, required: [about], properties: { about: { type: object }, rows: { type: array, items: ${ref("Note")} } } }
    Form: { type: object, properties: { note: ${ref("Note")}, file: ${ref("File")}, files: ${ref("Files")} } }
    Note: ${note}
    File: ${bytes}
    Untyped: { contentMediaType: application/octet-stream }
    About: { type: string, contentMediaType: application/json }
    Files: { type: array, items: ${ref("File")} }
    Tree: { type: array, items: ${ref("Tree")} }
    Either: { type: object, properties: { file: ${bytes} } }
    Styled:
      type: object
      properties:
        tags: { type: array, items: { type: string } }
        days: { type: array, items: { type: string, format: date } }
        range: { type: object, properties: { from: { type: integer }, in: { type: array, items: { type: string } } } }
        pair: { type: object, properties: { R: { type: integer }, G: { type: integer } } }
        files: ${ref("Files")}
        words: { type: array, items: { type: string } }
        note: ${ref("Note")}
`;
const use = `import { type Client, sendEither, sendExtended, sendEncoded, sendInline, sendMap, sendNamed, sendTable, sendUnion, sendUntyped, sendXml } from "./src/index.js";
declare const client: Client;
const blob = new Blob([]);
await sendInline(client, { body: { note: { icon: "aGk=" }, file: blob, files: [blob] } });
await sendNamed(client, { body: { note: { icon: "aGk=" }, file: blob, files: [blob] } });
await sendExtended(client, { body: { note: { icon: "aGk=" }, file: blob, files: [blob], more: [blob] } });
await sendUnion(client, { body: { item: { icon: "aGk=" } } });
await sendMap(client, { body: { any: { icon: "aGk=" } } });
await sendEither(client, { body: { file: blob } });
await sendTable(client, { body: { rows: "a,b", about: "{}", icon: blob } });
await sendTable(client, { body: { rows: blob, about: blob } });
await sendEither(client, { body: { file: "aGk=" } });
await sendUntyped(client, { body: { icon: blob, file: blob, any: 1 } });
await sendEncoded(client, { body: { icon: blob, icons: [blob], any: 1, about: 2, count: 3 } });
await sendXml(client, { body: { about: "<a/>", rows: ["a,b", blob] } });
// @ts-expect-error -- an object is no XML
await sendXml(client, { body: { about: {} } });
// @ts-expect-error -- a file without a type
await sendUntyped(client, { body: { icon: 1 } });
// @ts-expect-error -- nor one in a component
await sendUntyped(client, { body: { file: 1 } });
// @ts-expect-error -- nor one that only its encoding tells
await sendEncoded(client, { body: { icon: 1 } });
// @ts-expect-error -- nor in a list
await sendEncoded(client, { body: { icons: [1] } });
// @ts-expect-error -- an image is no text
await sendTable(client, { body: { icon: "a" } });
// @ts-expect-error -- JSON has no bytes
await sendInline(client, { body: { note: { icon: blob } } });
// @ts-expect-error -- JSON has no bytes
await sendNamed(client, { body: { note: { icon: blob } } });
`;

type Call = (client: unknown, params: object) => Promise<unknown>;
let files: ReadonlyMap<string, string>;
let notes: readonly string[];
let send: (id: string, body: object) => Promise<Request>;

beforeAll(async () => {
  ({ files, notes } = await generatePackage(document, "api.yml", config, templates));
  const { createClient, ...api } = (await loadPackage(files)) as unknown as {
    createClient: (options: object) => unknown;
  } & Readonly<Record<string, Call>>;
  send = (id, body) =>
    new Promise((resolve, reject) => {
      const fetch = fetchWith((request) => {
        resolve(request);
        return new Response(null, { status: 204 });
      });
      (api[id] as Call)(createClient({ fetch }), { body }).catch(reject);
    });
});

test("a part is a file, and what JSON in a part holds is text", () => {
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});

test("bytes in the JSON of a part are refused by their place", async () => {
  expect(String(await rejection(send("sendNamed", { note: { icon: new Blob([]) } })))).toContain(
    "TypeError: body.note.icon: expected a value that JSON can hold, found an object (Blob)",
  );
});

test("a part that is XML or CSV is written by the caller, whatever its schema says", async () => {
  const text = await (await send("sendXml", { about: "<a/>", rows: ["a,b", "c,d"] })).text();
  expect(text).toContain("\r\nContent-Type: application/xml; charset=utf-8\r\n\r\n<a/>\r\n");
  expect(text.match(/\r\nContent-Type: text\/csv\r\n\r\n.,.\r\n/g)).toHaveLength(2);
  expect(String(await rejection(send("sendXml", { about: {} })))).toContain(
    "TypeError: body.about: expected application/xml; charset=utf-8 as text, found a plain object",
  );
});

test("the parts of an array have the media types of their positions", async () => {
  const text = await (await send("sendMixed", [{ icon: "a" }, new Blob(["x"]), "b"])).text();
  expect(text).toContain('\r\nContent-Type: application/vnd.note+json\r\n\r\n{"icon":"a"}\r\n');
  expect(text).toContain("\r\nContent-Type: image/png\r\n\r\nx\r\n");
  expect(text).toContain('name="2"\r\n\r\nb\r\n');
});

test("a part has the headers whose values the document fixes", async () => {
  const body = { note: { icon: "a" }, tags: ["a", "b"], plain: "c" };
  const text = await (await send("sendWithHeaders", body)).text();
  const heads = text.match(/Content-Disposition[^]*?(?=\r\n\r\n)/g);
  expect(heads).toEqual([
    'Content-Disposition: form-data; name="note"\r\nContent-Type: application/json\r\nX-Kind: note',
    'Content-Disposition: form-data; name="tags"\r\nX-Version: 2',
    'Content-Disposition: form-data; name="plain"',
  ]);
  expect(notes).toContain(
    "sendWithHeaders: in multipart/form-data, the header X-Rank of the part note is not sent, since the document fixes no value for it",
  );
});

test.each([
  ["a component", "sendNamed", { note: { icon: "a" } }, '{"icon":"a"}'],
  ["an alternative", "sendUnion", { item: { icon: "a" } }, '{"icon":"a"}'],
  ["a further property", "sendMap", { any: { icon: "a" } }, '{"icon":"a"}'],
  ["a list in a list of itself", "sendTree", { tree: [[[]]] }, "[[]]"],
  ["a list in a list", "sendRows", { rows: [["a"]] }, '["a"]'],
])("a part that is JSON says so: %s", async (_, id, body, want) => {
  const text = await (await send(id, body)).text();
  expect(text).toContain(`\r\nContent-Type: application/json\r\n\r\n${want}\r\n`);
});

test.each<[string, object, Readonly<Record<string, readonly string[]>>]>([
  ["joins a list", { tags: ["a&b", "c d"] }, { tags: ["a&b,c d"] }],
  ["joins dates", { days: [new Date(0), "2026-02-03"] }, { days: ["1970-01-01,2026-02-03"] }],
  [
    "writes members under names of their own",
    { range: { from: 1, in: ["a", "b"] } },
    { "range[from]": ["1"], "range[in]": ["a,b"] },
  ],
  ["joins names and values", { pair: { R: 1, G: 2 } }, { pair: ["R,1,G,2"] }],
  ["makes no difference to the default", { words: ["a", "b"] }, { words: ["a", "b"] }],
  ["leaves out what is empty", { tags: [], days: null, words: ["a"] }, { words: ["a"] }],
])("the style of a part %s", async (_, body, want) => {
  const fields = await (await send("sendStyled", body)).formData();
  const names = [...new Set(fields.keys())];
  expect(Object.fromEntries(names.map((name) => [name, fields.getAll(name)]))).toEqual(want);
});

test("a file has no style, and an object that is only said to be a part of a form stays JSON", async () => {
  const blob = new Blob(["x"], { type: "text/x" });
  const text = await (
    await send("sendStyled", { files: [blob, blob], note: { icon: "a" }, tags: ["a"] })
  ).text();
  expect(text.match(/name="files"; filename="blob"\r\nContent-Type: text\/x/g)).toHaveLength(2);
  expect(text).toContain('name="note"\r\nContent-Type: application/json\r\n\r\n{"icon":"a"}');
  expect(text).toContain('name="tags"\r\n\r\na'); // The media type of `encoding` does not count beside a style.
});

test("a list of texts is a part for each", async () => {
  const fields = await (await send("sendTexts", { texts: ["a", "b"] })).formData();
  expect(fields.getAll("texts")).toEqual(["a", "b"]);
});
