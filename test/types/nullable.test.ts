import { expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";

const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
  /shifts:
    get:
      operationId: listShifts
      parameters:
        - { name: after, in: query, schema: { type: [string, "null"], format: date-time } }
        - { name: minimum, in: query, schema: { type: [integer, "null"], format: int64 } }
        - { name: names, in: query, schema: { type: [array, "null"], items: { type: string } } }
        - { name: filter, in: query, style: deepObject, schema: { type: [object, "null"], properties: { on: { type: [string, "null"], format: date } } } }
      responses:
        "200":
          description: Shifts
          content: { application/json: { schema: { type: object, properties: { span: { type: [array, "null"], prefixItems: [{ type: string }] } } } } }
    post:
      operationId: importShifts
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                plan: { type: [string, "null"], format: binary }
                note: { type: [object, string], properties: { text: { type: string } } }
      responses: { "204": { description: Imported } }
`;

const use = `import { type Client, importShifts, listShifts } from "./src/index.js";
declare const client: Client;
const names = ["a"] as const;
export const { span } = await listShifts(client, { after: new Date(), minimum: 1n, names, filter: { on: new Date() } });
export const second: unknown = span?.[1];
await listShifts(client, { after: null, minimum: null, names: null, filter: { on: undefined } });
await importShifts(client, { body: { plan: new Blob(), note: { text: undefined } } });
await importShifts(client, { body: { plan: null, note: "a" } });
// @ts-expect-error -- a file is no text
await importShifts(client, { body: { plan: "a" } });
`;

test("a type that is one of several is the same as the only one", async () => {
  const { files } = await generatePackage(document, "api.yml", config, templates);
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});
