import { join } from "node:path";
import { expect, test } from "vitest";
import { open } from "./editor.ts";

const editor = open(`
import { ApiError, createClient, listExternalConnections, paginateListExternalConnections } from "telnyx-external-connections";

const client = createClient({
  apiKey: "KEY",
  baseUrl: "https://example.com",
  fetch,
  headers: {},
  timeout: 1,
  maxRetries: 1,
  strictParams: true,
  onRequest: () => {},
  onResponse: () => {},
});
const response = await listExternalConnections(client, {
  filter: {
    connection_name: { contains: "Contoso" },
    created_at: "2022-12-31",
    external_sip_connection: "",
  },
  page: { number: 1, size: 250 },
});
const paginator = paginateListExternalConnections(client, {}, {
  signal: new AbortController().signal,
  concurrency: 8,
  limit: 1,
  maxPages: 1,
  dedupe: true,
  strict: false,
});
listExternalConnections(client, { filter: {  } });
paginator.pages();
paginator.toArray();

for (const connection of response.data ?? []) {
  connection.webhook_timeout_secs;
  connection.external_sip_connection === "";
}
try {
} catch (error) {
  if (error instanceof ApiError) {
    error.status;
    error.headers;
    error.body;
    error.errors;
    error.page;
    error.requestId;
    error.retryAfter;
  }
}
`);

const hovered = [
  "createClient|(",
  "apiKey|: ",
  "baseUrl|: ",
  "  fetch|,",
  "headers|: {}",
  "timeout|: 1",
  "maxRetries|: 1",
  "strictParams|: ",
  "onRequest|: ",
  "onResponse|: ",
  "listExternalConnections|(client",
  "filter|: {",
  "connection_name|: {",
  "contains|: ",
  "created_at|: ",
  "external_sip_connection|: ",
  "page|: {",
  "number|: 1",
  "size|: 250",
  "paginateListExternalConnections|(client",
  "signal|: new",
  "concurrency|: ",
  "limit|: ",
  "maxPages|: ",
  "dedupe|: ",
  "strict|: false",
  ".pages|()",
  ".toArray|()",
  "response|.data",
  "connection|.webhook",
  ".webhook_timeout_secs|",
  ".external_sip_connection| ===",
  "instanceof ApiError|",
  "error.status|",
  "error.headers|",
  "error.body|",
  "error.errors|",
  "error.page|",
  "error.requestId|",
  "error.retryAfter|",
];

test("Hover texts equal the reviewed snapshot", async () => {
  const shown = hovered.map((snippet) => `──── ${snippet}\n${editor.hover(snippet)}\n`).join("\n");
  // `npx vitest run test/types/hover.test.ts -u` updates the snapshot; read the diff.
  await expect(shown).toMatchFileSnapshot(join(import.meta.dirname, "hover.txt"));
});

test("An editor completes the members and values of a request", () => {
  expect(editor.completions("filter: { | }")).toEqual([
    "connection_name",
    "created_at",
    "external_sip_connection",
    "id",
    "phone_number",
  ]);
  expect(editor.completions('external_sip_connection: "|"')).toEqual(["zoom", "operator_connect"]);
});

test("An editor completes the known values of a response enum, although it accepts any string", () => {
  expect(editor.completions('connection.external_sip_connection === "|"')).toEqual([
    "zoom",
    "operator_connect",
  ]);
});
