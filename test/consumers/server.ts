import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { answerArchive } from "./archive-server.ts";

export const apiKey = "KEY-of-the-consumers";

/** A request for a page of the list, or for leave to ask for one, as it arrived. */
export interface Arrival {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
}

export interface Server {
  readonly url: string;
  /** What arrived since the last time this was asked. */
  readonly takeArrivals: () => readonly Arrival[];
  /** Serves a page with this script, and resolves to what the script posts to `/report`. */
  readonly host: (script: string) => Promise<string>;
  readonly close: () => void;
}

/** A list in three pages, and an origin for pages that read it; on 127.0.0.1. */
export async function startServer(): Promise<Server> {
  let arrivals: Arrival[] = [];
  let script = "";
  let report: (body: string) => void = () => {};

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    if (url.pathname === "/external_connections") {
      const arrival = read(request, url);
      // What is never answered may never arrive, since its caller gives up.
      if (arrival.query["filter[id]"] !== "unanswered") arrivals.push(arrival);
      answer(arrival, response);
    } else if (url.pathname.startsWith("/archive/")) {
      void answerArchive(request, url, response);
    } else if (url.pathname === "/report") {
      void text(request).then(report);
      response.end();
    } else {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<!doctype html><script type="module">${script}</script>`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeArrivals() {
      const taken = arrivals;
      arrivals = [];
      return taken;
    },
    host(page) {
      script = page;
      return new Promise((resolve) => (report = resolve));
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const read = ({ headers, method = "" }: IncomingMessage, { searchParams }: URL): Arrival => ({
  method,
  query: Object.fromEntries(searchParams),
  authorization: headers.authorization,
  cookie: headers.cookie,
});

const pages = [["1", "2", "3"], ["4", "5", "6"], ["7"]];

function answer({ authorization, method, query }: Arrival, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", "retry-after, x-request-id");
  response.setHeader("x-request-id", "request-1");
  if (method === "OPTIONS") {
    response.setHeader("access-control-allow-headers", "authorization"); // And no other is asked for.
    response.writeHead(204).end();
  } else if (authorization !== `Bearer ${apiKey}`) {
    fail(response, 401, `No such key: ${authorization ?? "none"}`);
  } else if (query["filter[id]"] === "refused") {
    response.setHeader("retry-after", "7");
    fail(response, 429, `Too many requests of ${apiKey}`);
  } else if (query["filter[id]"] !== "unanswered") {
    const data = pages[Number(query["page[number]"]) - 1]?.map((id) => ({ id })) ?? [];
    json(response, 200, { data, meta: { total_pages: pages.length, total_results: 7 } });
  }
}

const fail = (response: ServerResponse, status: number, detail: string): void => {
  const error = { code: "10011", title: "Refused", detail, source: { pointer: "/filter" } };
  json(response, status, { errors: [error] });
};

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};
