import { getEventListeners } from "node:events";
import { gzipSync } from "node:zlib";
import {
  ApiError,
  type ClientOptions,
  ConnectionError,
  createClient,
  listExternalConnections,
  type RequestOptions,
  TimeoutError,
} from "telnyx-external-connections";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readNothing } from "../../templates/runtime/read.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import { rejection } from "../server.ts";
import { httpResponse, type RawHandler, type RawServer, serveRaw } from "./raw-server.ts";
import { readJson } from "../../templates/runtime/json.ts";

const page = { data: [{ id: "1" }], meta: { total_pages: 1 } };
const json = JSON.stringify(page);

afterEach(() => {
  vi.restoreAllMocks();
});

const clientAt = ({ url }: RawServer, options?: ClientOptions) =>
  createClient({ apiKey: "KEY_network", baseUrl: url, maxRetries: 0, ...options });

const listAt = async (
  server: RawServer,
  options?: RequestOptions,
  clientOptions?: ClientOptions,
): Promise<unknown> => listExternalConnections(clientAt(server, clientOptions), {}, options);

/** Waits until the other side has closed every connection. */
const allClosed = (server: RawServer): Promise<void> =>
  vi.waitFor(() => {
    expect(server.open()).toBe(0);
  });

const gzip = gzipSync(json);

describe("a broken response", () => {
  test.each<[string, RawHandler]>([
    ["A connection reset before the headers", (socket) => socket.resetAndDestroy()],
    ["Headers cut in the middle", (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-le")],
    ["Something that is not HTTP", (socket) => socket.end("220 mail.example.com ESMTP\r\n")],
    [
      "A chunked body without its last chunk",
      (socket) => socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunk(json)}`),
    ],
    [
      "A chunk whose size is not a number",
      (socket) =>
        socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nsize\r\n${json}`),
    ],
    [
      "A truncated compressed body",
      (socket) => {
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${String(gzip.length)}\r\n\r\n`,
        );
        socket.end(gzip.subarray(0, 20));
      },
    ],
    [
      "A body that is not compressed although its header says so",
      (socket) => socket.end(httpResponse(json, 200, "content-encoding: gzip")),
    ],
  ])("%s is a ConnectionError with its cause", async (_name, go) => {
    const server = await serveRaw(go);
    const error = await rejection(listAt(server));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).not.toBeInstanceOf(TimeoutError);
    expect((error as Error).cause).toBeInstanceOf(Error);
    await allClosed(server);
  });

  test.each<[string, RawHandler]>([
    ["Headers that never end", (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-le")],
    [
      "A body shorter than its Content-Length, on a connection that stays open",
      (socket) => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n${json}`),
    ],
    [
      "A body that arrives byte by byte and never ends",
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\n\r\n[`);
        const timer = setInterval(() => socket.write(" "), 5);
        socket.on("close", () => {
          clearInterval(timer);
        });
      },
    ],
  ])("%s: a TimeoutError, and the connection is closed", async (_name, go) => {
    const server = await serveRaw(go);
    const error = await rejection(listAt(server, { timeout: 60 }));
    expect(error).toBeInstanceOf(TimeoutError);
    await allClosed(server);
  });

  test.each<[string, RawHandler]>([
    [
      "A body longer than its Content-Length",
      (socket) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n${json}`),
    ],
    [
      "Half a body, which the end of the connection terminates",
      (socket) => socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${json.slice(0, 20)}`),
    ],
  ])("%s is an ApiError, never half a list", async (_name, go) => {
    const error = await rejection(listAt(await serveRaw(go)));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 200, message: /expected JSON/ });
  });
});

describe("what fetch itself rejects is a TypeError, is not retried and says why", () => {
  test.each<[string, RequestOptions, string]>([
    ["a dispatcher that is none", { init: { dispatcher: {} } }, "dispatch is not a function"],
    ["a cache mode", { init: { cache: "some" as RequestCache } }, "some is not an accepted type"],
    ["a header of the connection", { headers: { Upgrade: "h2c" } }, "invalid upgrade header"],
    ["a window", { init: { window: 1 as unknown as null } }, "must be null"],
  ])("%s", async (_name, options, why) => {
    const handler = vi.fn<RawHandler>();
    const onRetry = vi.fn();
    const error = await rejection(
      listAt(await serveRaw(handler), { ...options, maxRetries: 1 }, { onRetry }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(/^GET \/external_connections: TypeError: /);
    expect((error as Error).message).toContain(why);
    expect(onRetry).not.toHaveBeenCalled();
    expect(handler).not.toHaveBeenCalled();
  });
});

describe("an unusual but valid response", () => {
  test.each<[string, RawHandler]>([
    [
      "JSON declared as text",
      (socket) => socket.end(httpResponse(json, 200, "content-type: text/plain")),
    ],
    [
      "JSON declared as HTML",
      (socket) => socket.end(httpResponse(json, 200, "content-type: text/html")),
    ],
    ["JSON without a content type", (socket) => socket.end(httpResponse(json))],
    ["JSON after a byte order mark", (socket) => socket.end(httpResponse(`\uFEFF${json}`))],
    [
      "A body terminated by the end of the connection",
      (socket) => socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${json}`),
    ],
    [
      "A body that arrives byte by byte",
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${String(json.length)}\r\n\r\n`);
        const left = Array.from(json);
        const timer = setInterval(() => {
          socket.write(left.shift() ?? "");
          if (left.length === 0) clearInterval(timer);
        }, 1);
      },
    ],
    [
      "A compressed body",
      (socket) => {
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${String(gzip.length)}\r\n\r\n`,
        );
        socket.end(gzip);
      },
    ],
    [
      "A response after an informational one",
      (socket) => socket.end(`HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n${httpResponse(json)}`),
    ],
  ])("%s is read", async (_name, go) => {
    await expect(listAt(await serveRaw(go))).resolves.toEqual(page);
  });
});

describe("connections", () => {
  const large = JSON.stringify({ errors: [{ detail: "x".repeat(300_000) }] });
  const get: Operation = { method: "GET", path: "/", read: readJson };

  test.each<[string, string, Operation]>([
    ["responses", httpResponse(json), get],
    ["errors with a body", httpResponse(large, 404), get],
    ["errors without one", httpResponse("", 404), get],
    ["responses that are not JSON", httpResponse("<html>".repeat(50_000)), get],
    ["empty responses, as declared", httpResponse("", 204), { ...get, read: readNothing }],
  ])("Consecutive calls share a connection: %s", async (_name, text, operation) => {
    const server = await serveRaw((socket) => socket.write(text));
    const client = clientAt(server);
    for (let call = 0; call < 20; call++) await client.request(operation).catch(() => {});
    expect(server.heads).toHaveLength(20);
    expect(server.connections()).toBeLessThanOrEqual(2); // fetch releases a connection shortly after the response is read.
  });

  test("A retry reuses the connection of the previous attempt", async () => {
    const server = await serveRaw((socket, _head, count) =>
      socket.write(count % 3 ? httpResponse(large, 503, "retry-after-ms: 1") : httpResponse(json)),
    );
    for (let call = 0; call < 5; call++)
      await expect(listAt(server, { maxRetries: 2 })).resolves.toEqual(page);
    expect(server.heads).toHaveLength(15);
    expect(server.connections()).toBeLessThanOrEqual(2); // fetch releases a connection shortly after the response is read.
  });

  test("A hook that does not read its clone does not keep a connection open", async () => {
    const server = await serveRaw((socket) => socket.write(httpResponse(large)));
    const onResponse = (): void => {};
    for (let call = 0; call < 20; call++) await listAt(server, { onResponse });
    expect(server.connections()).toBeLessThanOrEqual(2); // fetch releases a connection shortly after the response is read.
  });

  test("The body of an unused response is not read, and its connection is closed or reused", async () => {
    const server = await serveRaw((socket) => socket.write(httpResponse(large)));
    const client = clientAt(server);
    for (let call = 0; call < 20; call++) await client.request({ ...get, read: readNothing });
    await vi.waitFor(() => {
      expect(server.open()).toBeLessThanOrEqual(1);
    });
  });

  test("Concurrent calls do not share a response", async () => {
    const server = await serveRaw((socket, head) =>
      socket.write(httpResponse(JSON.stringify(head))),
    );
    const operation: Operation = { ...get, parameters: { n: "scalar" } };
    const client = clientAt(server);
    const calls = Array.from({ length: 40 }, (_, n) => client.request<string>(operation, { n }));
    for (const [n, head] of (await Promise.all(calls)).entries())
      expect(head).toMatch(new RegExp(`^GET /\\?n=${String(n)} `));
  });
});

describe("abort", () => {
  const never = (): Promise<never> => new Promise(() => {});

  test.each<[string, ClientOptions, number]>([
    ["the key is fetched", { apiKey: never }, 0],
    ["onRequest runs", { onRequest: never }, 0],
    ["onResponse runs", { onResponse: never }, 1],
  ])("It does not wait while %s, and leaves nothing behind", async (_name, options, sent) => {
    const controller = new AbortController();
    const server = await serveRaw((socket) => socket.write(httpResponse(json)));
    const result = rejection(listAt(server, { signal: controller.signal }, options));
    if (sent > 0)
      await vi.waitFor(() => {
        expect(server.heads).toHaveLength(sent);
      });
    controller.abort("enough");
    expect(await result).toBe("enough");
    expect(server.heads).toHaveLength(sent);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test.each<[string, RawHandler]>([
    ["before the headers", () => {}],
    ["in the headers", (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-le")],
    [
      "in the body of an error",
      (socket) => socket.write("HTTP/1.1 404 No\r\ncontent-length: 9\r\n\r\n{"),
    ],
  ])("It closes the connection %s", async (_name, go) => {
    const controller = new AbortController();
    const server = await serveRaw((socket, head, count) => {
      go(socket, head, count);
      setTimeout(() => {
        controller.abort("enough");
      }, 20);
    });
    expect(await rejection(listAt(server, { signal: controller.signal }))).toBe("enough");
    await allClosed(server);
  });

  test("An abort in a retry prevents further retries", async () => {
    const controller = new AbortController();
    const server = await serveRaw((socket, _head, count) => {
      if (count === 1) socket.write(httpResponse("", 503, "retry-after-ms: 1"));
      else controller.abort("enough");
    });
    const error = await rejection(listAt(server, { signal: controller.signal, maxRetries: 5 }));
    expect(error).toBe("enough");
    await allClosed(server);
    expect(server.heads).toHaveLength(2);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("If it happens while the key is fetched, no hook runs and nothing is sent", async () => {
    const controller = new AbortController();
    const server = await serveRaw((socket) => socket.write(httpResponse(json)));
    const onRequest = vi.fn<(request: Request) => void>();
    let give = (_key: string): void => {};
    const apiKey = (): Promise<string> => new Promise((resolve) => (give = resolve));
    const result = rejection(listAt(server, { signal: controller.signal }, { apiKey, onRequest }));
    controller.abort("enough");
    expect(await result).toBe("enough");
    give("KEY_late");
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.heads).toEqual([]);
    expect(onRequest).not.toHaveBeenCalled();
  });
});

const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
