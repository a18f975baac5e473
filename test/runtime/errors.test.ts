import { describe, expect, test, vi } from "vitest";
import { createClient } from "../../templates/runtime/client.ts";
import {
  ApiError,
  ConnectionError,
  TimeoutError,
  PaginationError,
} from "../../templates/runtime/errors.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import { basic } from "../../templates/runtime/security.ts";
import { simple } from "../../templates/runtime/styles.ts";
import { rejection } from "../server.ts";
import { readJson, readJsonOfChange, readJsonOrNothing } from "../../templates/runtime/json.ts";
import { requirePathParameters } from "../../templates/runtime/path-parameters.ts";

const requestReturning = async (
  body: string | null,
  init: ResponseInit,
  operation: Partial<Operation> = {},
): Promise<unknown> =>
  createClient({ fetch: async () => new Response(body, init), maxRetries: 0 }).request(
    {
      method: "GET",
      path: "/widgets/{id}",
      read: readJson,
      parameters: { id: "scalar" },
      styles: { id: { style: simple } },
      ...operation,
    },
    { id: 1 },
  );

const failure = async (...args: Parameters<typeof requestReturning>): Promise<ApiError> => {
  const error = await rejection(requestReturning(...args));
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

describe("ApiError", () => {
  test("It holds the status, headers, request id, retryAfter, body and the API's own errors", async () => {
    const errors = [
      { code: "10015", title: "Bad Request", detail: "Too short", source: { pointer: "/filter" } },
      { code: "10016", title: "Worse" },
    ];
    const error = await failure(JSON.stringify({ errors }), {
      status: 422,
      headers: { "x-request-id": "req-1", "retry-after": "1.5", "x-other": "a" },
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "ApiError",
      status: 422,
      requestId: "req-1",
      retryAfter: 1.5,
      body: { errors },
      errors,
    });
    expect(error.headers.get("x-other")).toBe("a");
    for (const part of [
      "GET /widgets/{id}",
      "422",
      "10015",
      "Bad Request",
      "Too short",
      "/filter",
      "Worse",
    ])
      expect(error.message).toContain(part);
  });

  test.each<[string, string, unknown, unknown[]]>([
    ["an HTML page", "<html>", "<html>", []],
    ["nothing", "", "", []],
    ["null", "null", null, []],
    ["a number", "3", 3, []],
    ["a list", "[1]", [1], []],
    ["an object without errors", '{"a":1}', { a: 1 }, []],
    ["errors that are null", '{"errors":null}', { errors: null }, []],
    ["an empty list of errors", '{"errors":[]}', { errors: [] }, []],
    ["a single error", '{"errors":{"code":"1"}}', { errors: { code: "1" } }, [{ code: "1" }]],
    ["an error that is text", '{"errors":["bad"]}', { errors: ["bad"] }, ["bad"]],
    [
      "an error without a source",
      '{"errors":[{"source":null}]}',
      { errors: [{ source: null }] },
      [{ source: null }],
    ],
  ])("An error status with %s", async (_name, text, body, errors) => {
    const error = await failure(text, { status: 400 });
    expect(error.status).toBe(400);
    expect(error.body).toEqual(body);
    expect(error.errors).toEqual(errors);
    expect(error.requestId).toBeUndefined();
    expect(error.retryAfter).toBeUndefined();
  });

  test("An error status whose errors contain null is still an ApiError", async () => {
    const error = await failure('{"errors":[null]}', { status: 400 });
    expect(error).toMatchObject({ status: 400, body: { errors: [null] } });
  });

  test.each<[string, string | null, ResponseInit, Partial<Operation>]>([
    ["HTML", "<html>", { status: 200 }, {}],
    ["truncated JSON", '{"data":[', { status: 200 }, {}],
    ["an undeclared empty 200", "", { status: 200 }, {}],
    ["an undeclared 204", null, { status: 204 }, {}],
    [
      "HTML where an empty response is declared",
      "<html>",
      { status: 200 },
      { read: readJsonOrNothing },
    ],
  ])("A 2xx with %s is an ApiError with a cause", async (_name, body, init, operation) => {
    const error = await failure(body, init, operation);
    expect(error.status).toBe(init.status);
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.message).toContain("JSON");
    expect(error.body).toBe(body ?? "");
  });

  test.each<[string, string | null, ResponseInit]>([
    ["204", null, { status: 204 }],
    ["200", "", { status: 200 }],
  ])(
    "An empty %s that the specification declares resolves to undefined",
    async (_name, body, init) => {
      await expect(
        requestReturning(body, init, { read: readJsonOrNothing }),
      ).resolves.toBeUndefined();
    },
  );

  test.each(["POST", "PUT", "PATCH", "DELETE"])(
    "An undeclared empty 2xx of a %s says that the server accepted it",
    async (method) => {
      const error = await failure("", { status: 202 }, { method, read: readJsonOfChange });
      expect(error.message).toMatch(/accepted/);
    },
  );

  test("An undeclared empty 2xx of a GET does not", async () => {
    const error = await failure("", { status: 200 });
    expect(error.message).not.toMatch(/accepted/);
  });
});

test("A very short secret is not redacted, since it occurs in any text", async () => {
  const credentials = { username: "error", password: "1" };
  const client = createClient({
    ...credentials,
    fetch: async () => Response.json({ errors: [{ code: "10015" }] }, { status: 400 }),
  });
  const error = await rejection(
    client.request({ method: "GET", path: "/x", read: readJson, steps: [{ add: basic }] }),
  );
  expect((error as ApiError).errors).toEqual([{ code: "10015" }]);
});

test("A missing path parameter is rejected by name", async () => {
  const operation: Operation = {
    method: "GET",
    path: "/widgets/{id}",
    read: readJson,
    steps: [{ add: requirePathParameters }],
  };
  const error = await rejection(createClient().request(operation));
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toBe("id is missing: /widgets/{id} requires it.");
});

describe("the other classes", () => {
  test("A refused connection is a ConnectionError with its cause", async () => {
    const cause = new TypeError("fetch failed");
    const client = createClient({ fetch: () => Promise.reject(cause), maxRetries: 0 });
    const error = await rejection(client.request({ method: "GET", path: "/x", read: readJson }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "ConnectionError", message: "GET /x: no response", cause });
    expect(error).not.toBeInstanceOf(ApiError);
  });

  /** What the runtimes say of a lost connection, and of arguments that `fetch` does not take. */
  const refused = (name: string, message: string): Error =>
    Object.assign(new Error(message), { name });
  test.each<[string, Error, boolean]>([
    ["Chromium", new TypeError("Failed to fetch"), true],
    ["Chromium 140", new TypeError("Failed to fetch (api.example.com)"), true],
    ["Safari", new TypeError("Load failed"), true],
    ["Firefox", new TypeError("NetworkError when attempting to fetch resource."), true],
    ["React Native, whatwg-fetch", new TypeError("Network request failed"), true],
    ["Workers", new Error("Network connection lost."), true],
    ["node-fetch", refused("FetchError", "request to … failed, reason: socket hang up"), true],
    ["Bun", new TypeError("ECONNREFUSED: Unable to connect."), true],
    ["Bun, a name", new TypeError("getaddrinfo ENOTFOUND api.example.com"), true],
    ["Bun, TLS", new TypeError("self signed certificate"), true],
    ["Deno", new TypeError("fetch failed", { cause: new Error("client error (Connect)") }), true],
    [
      "Deno, HTTP/2",
      new TypeError("error sending request for url (https://example.com/): http2 error"),
      true,
    ],
    ["Node", new TypeError("fetch failed", { cause: refused("SocketError", "closed") }), true],
    [
      "Node, a dispatcher",
      new TypeError("fetch failed", { cause: new TypeError("agent.dispatch is not a function") }),
      false,
    ],
    [
      "Node, a header",
      new TypeError("fetch failed", {
        cause: refused("InvalidArgumentError", "invalid upgrade header"),
      }),
      false,
    ],
    [
      "Node, a signal",
      new TypeError("RequestInit: Expected signal to be an instance of AbortSignal."),
      false,
    ],
    [
      "Node, a URL",
      new TypeError("Failed to parse URL from /x", { cause: new TypeError("Invalid URL") }),
      false,
    ],
    [
      "Node, a header's value",
      new TypeError('Headers.append: "a\nb" is an invalid header value.'),
      false,
    ],
    [
      "Deno, too many redirects",
      new TypeError("Fetch failed: Maximum number of redirects (20) reached"),
      true,
    ],
    [
      "Node, redirected to what is no URL",
      new TypeError("fetch failed", { cause: new TypeError("Invalid URL") }),
      true,
    ],
    [
      "Chromium, a header",
      new TypeError("Failed to execute 'fetch' on 'Window': Invalid value"),
      false,
    ],
    ["Bun, a URL", new TypeError("fetch() URL is invalid"), false],
    ["Deno, a cache mode", new TypeError("Failed to construct 'Request': …"), false],
    ["a test runner's own classes", refused("TypeError", "Invalid header value"), false],
  ])("%s: %o is a lost connection: %s", async (_name, cause, isLost) => {
    const fetch = vi.fn(() => Promise.reject<Response>(cause));
    const client = createClient({ fetch, maxRetries: 1 });
    vi.spyOn(Math, "random").mockReturnValue(0);
    const error = await rejection(client.request({ method: "GET", path: "/x", read: readJson }));
    expect(error).toBeInstanceOf(isLost ? ConnectionError : TypeError);
    expect((error as Error).message).toContain(isLost ? "no response" : cause.message);
    expect(fetch).toHaveBeenCalledTimes(isLost ? 2 : 1);
  });

  test("A response that ends early is a ConnectionError with its cause", async () => {
    const cause = new Error("reset");
    const broken = (): Response =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"data":['));
            controller.error(cause);
          },
        }),
      );
    const client = createClient({ fetch: async () => broken(), maxRetries: 0 });
    const error = await rejection(client.request({ method: "GET", path: "/x", read: readJson }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ message: "GET /x: response ended early", cause });
  });

  test("A timeout is a TimeoutError, which is a ConnectionError", async () => {
    const client = createClient({ fetch: () => new Promise(() => {}), timeout: 20, maxRetries: 0 });
    const error = await rejection(client.request({ method: "GET", path: "/x", read: readJson }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ name: "TimeoutError" });
    expect((error as Error).message).toBe("GET /x: no complete response within 20 ms");
  });

  test("A PaginationError has a reason and the page", () => {
    const error = new PaginationError("stalled", 3, "again");
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "PaginationError",
      reason: "stalled",
      message: "page 3: again",
    });
  });
});
