import { expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";

/** An object with only required properties, and with others of another type. */
const parcel =
  "{ type: object, required: [id, labels], properties: { id: { type: integer }, labels: { type: object, required: [isLarge], properties: { isLarge: { type: boolean } }, additionalProperties: { type: string } } }, additionalProperties: { type: string } }";
const body = (mediaType: string, schema: string): string =>
  `requestBody: { required: true, content: { ${mediaType}: { schema: ${schema} } } }, responses: { "204": { description: d } }`;
const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
  /a: { post: { operationId: sendParcel, ${body("application/json", '{ $ref: "#/components/schemas/Parcel" }')} } }
  /b: { get: { operationId: getParcel, responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Parcel" } } } } } } }
  /c: { post: { operationId: sendInline, ${body("application/json", parcel)} } }
  /d: { get: { operationId: find, parameters: [{ name: filter, in: query, style: deepObject, schema: { type: object, required: [size], properties: { size: { type: integer } }, additionalProperties: { type: string } } }], responses: { "204": { description: d } } } }
  /e: { post: { operationId: upload, ${body("multipart/form-data", "{ type: object, required: [file], properties: { file: { type: string, format: binary } }, additionalProperties: { type: string } }")} } }
components: { schemas: { Parcel: ${parcel} } }
`;

const use = `import { type Client, find, getParcel, sendInline, sendParcel, upload } from "./src/index.js";
declare const client: Client;
const labels = { isLarge: true, color: "red", size: undefined };
await sendParcel(client, { body: { id: 1, labels, note: "a" } });
await sendInline(client, { body: { id: 1, labels, note: "a" } });
await find(client, { filter: { size: 1, color: "red" } });
await upload(client, { body: { file: new Blob(), key: "a" } });
(await getParcel(client)).id satisfies number;
// @ts-expect-error -- neither a text nor what a declared property is
await find(client, { filter: { size: 1, color: true } });
`;

test("properties of one type may stand beside others of another type, also where all are required", async () => {
  const { files } = await generatePackage(document, "api.yml", config, templates);
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});
