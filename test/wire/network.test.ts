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
import { readNothing } from "../../templates/runtime/body.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import { rejection } from "../server.ts";
import { answer, type RawHandler, type RawServer, serveRaw } from "./raw-server.ts";

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

describe("an answer that goes wrong", () => {
  test.each<[string, RawHandler]>([
    ["A connection reset before the headers", (socket) => socket.resetAndDestroy()],
    ["Headers cut in the middle", (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-le")],
    ["Something that is not HTTP", (socket) => socket.end("220 mail.example.com ESMTP\r\n")],
    [
      "A body in chunks without its last one",
      (socket) => socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunk(json)}`),
    ],
    [
      "A chunk whose size is no number",
      (socket) =>
        socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nsize\r\n${json}`),
    ],
    [
      "A body that is cut after its compression began",
      (socket) => {
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${String(gzip.length)}\r\n\r\n`,
        );
        socket.end(gzip.subarray(0, 20));
      },
    ],
    [
      "A body that is not compressed as it says",
      (socket) => socket.end(answer(json, 200, "content-encoding: gzip")),
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
      "A body that comes a byte at a time, without end",
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
      "Half a body whose end is the end of the connection",
      (socket) => socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${json.slice(0, 20)}`),
    ],
  ])("%s is an ApiError, never half a list", async (_name, go) => {
    const error = await rejection(listAt(await serveRaw(go)));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 200, message: /expected JSON/ });
  });
});

describe("an answer that is right all the same", () => {
  test.each<[string, RawHandler]>([
    [
      "JSON that says it is text",
      (socket) => socket.end(answer(json, 200, "content-type: text/plain")),
    ],
    [
      "JSON that says it is HTML",
      (socket) => socket.end(answer(json, 200, "content-type: text/html")),
    ],
    ["JSON that does not say what it is", (socket) => socket.end(answer(json))],
    ["JSON after a byte order mark", (socket) => socket.end(answer(`\uFEFF${json}`))],
    [
      "A body that ends with the connection",
      (socket) => socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${json}`),
    ],
    [
      "A body that comes a byte at a time",
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
      "An answer after an informational one",
      (socket) => socket.end(`HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n${answer(json)}`),
    ],
  ])("%s is read", async (_name, go) => {
    await expect(listAt(await serveRaw(go))).resolves.toEqual(page);
  });
});

describe("connections", () => {
  const large = JSON.stringify({ errors: [{ detail: "x".repeat(300_000) }] });
  const get: Operation = { method: "GET", path: "/" };

  test.each<[string, string, Operation]>([
    ["answers", answer(json), get],
    ["errors with a body", answer(large, 404), get],
    ["errors without one", answer("", 404), get],
    ["answers that are not JSON", answer("<html>".repeat(50_000)), get],
    ["answers that are empty, as promised", answer("", 204), { ...get, read: readNothing }],
  ])("Many calls, one after another, share theirs: %s", async (_name, text, operation) => {
    const server = await serveRaw((socket) => socket.write(text));
    const client = clientAt(server);
    for (let call = 0; call < 20; call++) await client.request(operation).catch(() => {});
    expect(server.heads).toHaveLength(20);
    expect(server.connections()).toBeLessThanOrEqual(2); // fetch frees one a moment after its answer is read.
  });

  test("A retry shares the connection of the attempt before it", async () => {
    const server = await serveRaw((socket, _head, count) =>
      socket.write(count % 3 ? answer(large, 503, "retry-after-ms: 1") : answer(json)),
    );
    for (let call = 0; call < 5; call++)
      await expect(listAt(server, { maxRetries: 2 })).resolves.toEqual(page);
    expect(server.heads).toHaveLength(15);
    expect(server.connections()).toBeLessThanOrEqual(2); // fetch frees one a moment after its answer is read.
  });

  test("A hook that does not read its clone keeps no connection", async () => {
    const server = await serveRaw((socket) => socket.write(answer(large)));
    const onResponse = (): void => {};
    for (let call = 0; call < 20; call++) await listAt(server, { onResponse });
    expect(server.connections()).toBeLessThanOrEqual(2); // fetch frees one a moment after its answer is read.
  });

  test("An answer that nobody asked for is left unread, and its connection is closed or reused", async () => {
    const server = await serveRaw((socket) => socket.write(answer(large)));
    const client = clientAt(server);
    for (let call = 0; call < 20; call++) await client.request({ ...get, read: readNothing });
    await vi.waitFor(() => {
      expect(server.open()).toBeLessThanOrEqual(1);
    });
  });

  test("Calls at the same time share no answer", async () => {
    const server = await serveRaw((socket, head) => socket.write(answer(JSON.stringify(head))));
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
  ])("It does not wait while %s, and nothing is left", async (_name, options, sent) => {
    const controller = new AbortController();
    const server = await serveRaw((socket) => socket.write(answer(json)));
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

  test("In the attempt after a failed one it is not sent again", async () => {
    const controller = new AbortController();
    const server = await serveRaw((socket, _head, count) => {
      if (count === 1) socket.write(answer("", 503, "retry-after-ms: 1"));
      else controller.abort("enough");
    });
    const error = await rejection(listAt(server, { signal: controller.signal, maxRetries: 5 }));
    expect(error).toBe("enough");
    await allClosed(server);
    expect(server.heads).toHaveLength(2);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("While the key is fetched it runs no hook afterwards: nothing is sent", async () => {
    const controller = new AbortController();
    const server = await serveRaw((socket) => socket.write(answer(json)));
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
