import { inspect } from "node:util";
import { type ClientOptions, createClient } from "telnyx-external-connections";
import { describe, expect, test, vi } from "vitest";
import type { BasicCredentials } from "../../templates/runtime/credentials.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import { readLines } from "../../templates/runtime/lines.ts";
import * as schemes from "../../templates/runtime/security.ts";
import { rejection } from "../server.ts";
import { httpResponse, type RawHandler, serveRaw } from "./raw-server.ts";
import { readJson } from "../../templates/runtime/json.ts";

/** Of characters that JSON and URLs write in more than one way. */
const base64Key = "KEY/secret+0123==";
const quotedKey = 'KEY"quoted\\0123';
const plainKey = "KEY_secret_0123";
const keys = [plainKey, base64Key, quotedKey];

const operation: Operation = {
  method: "GET",
  path: "/list",
  read: readJson,
  steps: [{ add: schemes.bearer }],
};

/** What a log could hold of an error: all that can be printed of it, of its causes, and of what it carries. */
function everythingShown(error: unknown): string {
  const shown: string[] = [];
  for (let each = error; each !== undefined && each !== null; each = (each as Error).cause) {
    const { body, errors, headers, message, requestId, stack } = each as Record<string, unknown>;
    shown.push(
      String(each),
      JSON.stringify(each),
      inspect(each, { depth: Infinity, showHidden: true, getters: true }),
      JSON.stringify([body, errors, message, requestId, stack]),
      JSON.stringify(headers instanceof Headers ? [...headers] : []),
      // As it is, without the escapes that JSON and `inspect` add.
      [body, message, stack, ...leavesOf(body), ...leavesOf(errors)].filter(isText).join("\n"),
      headers instanceof Headers ? [...headers].flat().join("\n") : "",
    );
  }
  return shown.join("\n");
}

const isText = (value: unknown): value is string => typeof value === "string";

const leavesOf = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, member]: [string, unknown]) => [
        key,
        ...leavesOf(member),
      ])
    : [value];

/** The error of a call with a key, for a server that responds this way. */
async function errorFrom(
  handler: RawHandler,
  apiKey: string,
  called: Operation = operation,
  options: ClientOptions = {},
): Promise<unknown> {
  const { url } = await serveRaw(handler);
  const client = createClient({ apiKey, baseUrl: url, maxRetries: 0, ...options });
  return rejection(client.request(called));
}

const asJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const asUnicode = (text: string): string =>
  Array.from(text, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
const asPhp = (text: string): string => asJson(text).replaceAll("/", "\\/");
describe("No error shows the key", () => {
  test.each<[string, (key: string) => string]>([
    ["HTML with 200", (key) => httpResponse(`<p>${key}</p>`)],
    ["truncated HTML with 200", (key) => httpResponse(key.slice(0, 5) + key)],
    ["HTML with 502", (key) => httpResponse(`<p>Bearer ${key}</p>`, 502)],
    [
      "JSON, as a member's value",
      (key) => httpResponse(`{"errors":[{"detail":"${asJson(key)}"}]}`, 401),
    ],
    ["JSON, as a member's name", (key) => httpResponse(`{"errors":[{"${asJson(key)}":1}]}`, 401)],
    [
      "JSON with every character escaped",
      (key) => httpResponse(`{"errors":[{"title":"${asUnicode(key)}"}]}`, 401),
    ],
    [
      "JSON with slashes escaped, as PHP writes it",
      (key) => httpResponse(`{"errors":[{"code":"${asPhp(key)}"}]}`, 401),
    ],
    [
      "JSON within JSON",
      (key) => httpResponse(JSON.stringify({ errors: [{ detail: JSON.stringify({ key }) }] }), 401),
    ],
    ["JSON with 200, cut", (key) => httpResponse(`{"data":"${asJson(key)}"`)],
    ["a header of an error", (key) => httpResponse("{}", 401, `x-echo: Bearer ${key}`)],
    ["a header of HTML with 200", (key) => httpResponse("<p>", 200, `x-echo: ${key}`)],
    ["the request id", (key) => httpResponse("{}", 401, `x-request-id: ${key}`)],
    ["a header that is none", (key) => `HTTP/1.1 200 OK\r\n${key}\r\n\r\n`],
    [
      "a redirect to nowhere",
      (key) => httpResponse("", 302, `location: ftp://${encodeURIComponent(key)}/`),
    ],
  ])("that the server sends back in %s", async (_name, text) => {
    for (const key of keys) {
      const error = await errorFrom((socket) => socket.end(text(key)), key);
      expect(error).toBeInstanceOf(Error);
      expect(everythingShown(error), key).not.toContain(key);
    }
  });

  test.each<[string, RawHandler]>([
    ["a lost connection", (socket) => socket.destroy()],
    [
      "a URL that comes back",
      (socket, head) => socket.end(httpResponse(`<p>${head.split(" ")[1] ?? ""}`, 404)),
    ],
    ["an endless redirect", (socket) => socket.end(httpResponse("", 302, "location: /list"))],
  ])("that is sent in the query: %s", async (_name, handler) => {
    const inQuery: Operation = {
      ...operation,
      steps: [{ add: schemes.apiKeyInQuery, name: "key" }],
    };
    for (const key of keys) {
      const shown = everythingShown(await errorFrom(handler, key, inQuery));
      expect(shown).not.toContain(key);
      expect(shown).not.toContain(encodeURIComponent(key));
    }
  });

  test("that is a password, neither in plain text nor encoded with the user name", async () => {
    const credentials: BasicCredentials = { username: "name_basic", password: plainKey };
    const error = await errorFrom(
      (socket, head) =>
        socket.end(httpResponse(JSON.stringify({ errors: [{ detail: head }], plainKey }), 401)),
      "unused",
      { ...operation, steps: [{ add: schemes.basic }] },
      credentials as ClientOptions,
    );
    expect(everythingShown(error)).not.toContain(plainKey);
    expect(everythingShown(error)).not.toContain(btoa(`name_basic:${plainKey}`));
  });

  test.each(["KEY_secret\nSet-Cookie: a", "KEY_secret\r", "KEY_secret_漢"])(
    "that no header can carry, %j, and nothing is sent",
    async (key) => {
      const handler = vi.fn<RawHandler>();
      const error = await errorFrom(handler, key);
      expect(error).toBeInstanceOf(TypeError);
      expect(everythingShown(error)).not.toContain("KEY_secret");
      expect(handler).not.toHaveBeenCalled();
    },
  );
});

describe("No client shows the key", () => {
  test.each<[string, string | (() => string)]>([
    ["a string", plainKey],
    ["a function that returns it", () => plainKey],
  ])("which is %s", async (_name, apiKey) => {
    const { url } = await serveRaw((socket) => socket.end(httpResponse("{}")));
    const client = createClient({ apiKey, baseUrl: url });
    await client.request(operation);
    const shown = [
      inspect(client, { depth: Infinity, showHidden: true, getters: true }),
      inspect(Object.getOwnPropertyDescriptors(client), { depth: Infinity, showHidden: true }),
      JSON.stringify(client),
      String(client),
      String(client.request),
    ];
    expect(shown.join("\n")).not.toContain(plainKey);
  });
});

describe("No error shows the key of a URL", () => {
  const inQuery = { add: schemes.apiKeyInQuery, name: "key" };
  const called: Operation = { ...operation, steps: [inQuery] };

  test("that cannot be one, whether a hook gets it or not", async () => {
    for (const onRequest of [undefined, vi.fn()]) {
      const options = { apiKey: plainKey, baseUrl: "https://a b.example.com", onRequest };
      const error = await rejection(createClient(options).request(called));
      expect(error).toBeInstanceOf(TypeError);
      expect(everythingShown(error)).toContain("key=***");
      expect(everythingShown(error)).not.toContain(plainKey);
    }
  });

  test("of a stream that is lost", async () => {
    const fetch = async (url: unknown): Promise<Response> =>
      new Response(
        new ReadableStream({
          pull: (stream) => {
            stream.error(new Error(`lost ${String(url)}`));
          },
        }),
      );
    const client = createClient({ apiKey: plainKey, fetch, maxRetries: 0 });
    const stream = await client.request<AsyncIterable<unknown>>({ ...called, read: readLines });
    const error = await rejection(stream[Symbol.asyncIterator]().next());
    expect(String(error)).toContain("response ended early");
    expect(everythingShown(error)).toContain("key=***");
    expect(everythingShown(error)).not.toContain(plainKey);
  });
});
