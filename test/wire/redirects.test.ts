import {
  ApiError,
  type ClientOptions,
  ConnectionError,
  createClient,
} from "telnyx-external-connections";
import { describe, expect, test } from "vitest";
import type { BasicCredentials } from "../../templates/runtime/credentials.ts";
import { readJson } from "../../templates/runtime/json.ts";
import type { AddToRequest, Operation } from "../../templates/runtime/operation.ts";
import * as schemes from "../../templates/runtime/security.ts";
import { type Handler, json, rejection, type Seen, serve } from "../server.ts";

const key = "KEY_redirect";
const credentials: ClientOptions & BasicCredentials = {
  apiKey: key,
  username: "name_redirect",
  password: key,
};

const operationWith = (scheme: AddToRequest, name = ""): Operation => ({
  method: "GET",
  path: "/list",
  read: readJson,
  steps: [{ add: scheme, name }],
});

const ok: Handler = (_request, response) => {
  json(response, {});
};

/** Lists at a server that redirects; resolves to the request that arrived at the end. */
async function follow(
  operation: Operation,
  to: "the same origin" | "another origin",
): Promise<Seen | undefined> {
  const other = await serve(ok);
  const first = await serve((request, response, count) => {
    const location = to === "the same origin" ? "/moved" : `${other.url}/moved`;
    if (request.target.startsWith("/moved")) ok(request, response, count);
    else response.writeHead(307, { location }).end();
  });
  await createClient({ ...credentials, baseUrl: first.url }).request(operation);
  return to === "the same origin" ? first.requests[1] : other.requests[0];
}

const shows = (seen: Seen | undefined): string =>
  JSON.stringify([seen?.target, seen?.headers]).replaceAll(btoa(`name_redirect:${key}`), key);

describe("credentials on a redirect", () => {
  const inAuthorization: [string, Operation][] = [
    ["bearer", operationWith(schemes.bearer)],
    ["basic", operationWith(schemes.basic)],
    ["an API key in a cookie", operationWith(schemes.apiKeyInCookie, "session")],
  ];
  const inHeader = operationWith(schemes.apiKeyInHeader, "X-Api-Key");
  const inQuery = operationWith(schemes.apiKeyInQuery, "api_key");

  test.each(inAuthorization)(
    "They are forwarded to the same origin: %s",
    async (_name, operation) => {
      expect(shows(await follow(operation, "the same origin"))).toContain(key);
    },
  );

  test.each(inAuthorization)(
    "They are not forwarded to another origin: %s",
    async (_name, operation) => {
      const seen = await follow(operation, "another origin");
      expect(seen?.target).toBe("/moved");
      expect(shows(seen)).not.toContain(key);
    },
  );

  test.each(["the same origin", "another origin"] as const)(
    "A key in the query is not forwarded to %s: the server provides the whole URL",
    async (to) => {
      const seen = await follow(inQuery, to);
      expect(seen?.target).toBe("/moved");
      expect(shows(seen)).not.toContain(key);
    },
  );

  test.each(["the same origin", "another origin"] as const)(
    "With a key in its own header, which fetch would forward, a redirect to %s is not followed",
    async (to) => {
      const error = await rejection(follow(inHeader, to));
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status: 307 });
    },
  );

  test.each<[string, ClientOptions]>([
    ["", {}],
    [", whatever the options of fetch are", { init: { redirect: "follow" } }],
    [", nor beside a callback", { init: { redirect: "follow" }, onRequest: () => undefined }],
    [
      ", nor of a Request that replaces ours",
      { onRequest: ({ headers, url }) => new Request(url, { headers }) },
    ],
  ])("With a key in its own header, nothing reaches the other origin%s", async (_name, options) => {
    const other = await serve(ok);
    const first = await serve((_request, response) => {
      response.writeHead(302, { location: other.url }).end();
    });
    const client = createClient({ ...credentials, ...options, baseUrl: first.url });
    await rejection(client.request(inHeader));
    expect(other.requests).toEqual([]);
  });
});

describe("an invalid redirect", () => {
  test.each([
    ["to itself, without end", "/list"],
    ["to what is not HTTP", "ftp://127.0.0.1/list"],
    ["to what is no URL", "http://"],
  ])("%s is a ConnectionError that shows no key", async (_name, location) => {
    const server = await serve((_request, response) => {
      response.writeHead(302, { location }).end();
    });
    const client = createClient({ ...credentials, baseUrl: server.url, maxRetries: 0 });
    const error = await rejection(client.request(operationWith(schemes.apiKeyInQuery, "api_key")));
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).cause).toBeInstanceOf(Error);
  });
});
