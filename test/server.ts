import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  /** The request target as it stood on the wire, not decoded. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  /** `page[number]`; 1 where it was not sent. */
  readonly page: number;
  /** `cut`: the client went away before it was answered. */
  state: "open" | "answered" | "cut";
}

/** Answers; `count` is 1 for the first request that the server gets. */
export type Handler = (request: Seen, response: ServerResponse, count: number) => unknown;

export interface Server {
  readonly url: string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly Seen[];
  /** How many requests were open at the same time, at most. */
  readonly peak: () => number;
  readonly close: () => Promise<void>;
}

/** A real server on 127.0.0.1. */
export async function start(handler: Handler): Promise<Server> {
  const requests: Seen[] = [];
  let peak = 0;
  const server = createServer((request, response) => {
    const target = request.url ?? "";
    const query = new URL(target, "http://127.0.0.1").searchParams;
    const seen: Seen = {
      method: request.method ?? "",
      target,
      headers: request.headers,
      query,
      page: Number(query.get("page[number]") ?? 1),
      state: "open",
    };
    requests.push(seen);
    peak = Math.max(peak, openIn(requests).length);
    response.on("close", () => {
      seen.state = response.writableFinished ? "answered" : "cut";
    });
    handler(seen, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    peak: () => peak,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A server that is closed when the test ends. */
export async function serve(handler: Handler): Promise<Server> {
  const server = await start(handler);
  onTestFinished(server.close);
  return server;
}

/** The requests that are neither answered nor cut. */
export const openIn = (requests: readonly Seen[]): readonly Seen[] =>
  requests.filter(({ state }) => state === "open");

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** Answers with text, or with nothing at all. */
export function text(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { "content-type": "text/html" });
  response.end(body);
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`expected a rejection, found ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}

/** The `fetch` option of a client. */
export type Fetch = (request: string | Request, init: RequestInit) => Promise<Response>;

/** A `fetch` that answers requests without sending them. */
export const fetchWith =
  (respond: (request: Request) => Response | Promise<Response>): Fetch =>
  async (...request) =>
    respond(new Request(...request));
