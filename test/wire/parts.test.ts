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
${upload("sendTexts", "{ type: object, properties: { texts: { type: array, items: { type: string } } } }")}
${upload("sendEither", ref("Either"), `, application/json: { schema: ${ref("Either")} }`)}
components:
  schemas:
    Form: { type: object, properties: { note: ${ref("Note")}, file: ${ref("File")}, files: ${ref("Files")} } }
    Note: ${note}
    File: ${bytes}
    Files: { type: array, items: ${ref("File")} }
    Tree: { type: array, items: ${ref("Tree")} }
    Either: { type: object, properties: { file: ${bytes} } }
`;
const use = `import { type Client, sendEither, sendExtended, sendInline, sendMap, sendNamed, sendUnion } from "./src/index.js";
declare const client: Client;
const blob = new Blob([]);
await sendInline(client, { body: { note: { icon: "aGk=" }, file: blob, files: [blob] } });
await sendNamed(client, { body: { note: { icon: "aGk=" }, file: blob, files: [blob] } });
await sendExtended(client, { body: { note: { icon: "aGk=" }, file: blob, files: [blob], more: [blob] } });
await sendUnion(client, { body: { item: { icon: "aGk=" } } });
await sendMap(client, { body: { any: { icon: "aGk=" } } });
await sendEither(client, { body: { file: blob } });
await sendEither(client, { body: { file: "aGk=" } });
// @ts-expect-error -- JSON has no bytes
await sendInline(client, { body: { note: { icon: blob } } });
// @ts-expect-error -- JSON has no bytes
await sendNamed(client, { body: { note: { icon: blob } } });
`;

type Call = (client: unknown, params: object) => Promise<unknown>;
let files: ReadonlyMap<string, string>;
let send: (id: string, body: object) => Promise<Request>;

beforeAll(async () => {
  ({ files } = await generatePackage(document, "api.yml", config, templates));
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

test("a list of texts is a part for each", async () => {
  const fields = await (await send("sendTexts", { texts: ["a", "b"] })).formData();
  expect(fields.getAll("texts")).toEqual(["a", "b"]);
});
