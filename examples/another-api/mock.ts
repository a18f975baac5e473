/** The API of openapi.yml, and where its vendor publishes that document: pages by cursor, and a stream of events. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export const apiKey = "mock-key";
/** As `servers` in openapi.yml says. */
export const origin = "http://127.0.0.1:4011";
const pageOf: Readonly<Record<string, readonly string[]>> = {
  first: ["Dover", "Deal"],
  second: ["Ramsgate", "Margate"],
  third: ["Whitstable"],
};
const cursors = Object.keys(pageOf);

async function answer({ headers, url = "/" }: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
  const json = (status: number, body: unknown): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  if (pathname === "/openapi.yml")
    response.end(readFileSync(join(import.meta.dirname, "openapi.yml")));
  else if (headers["x-api-key"] !== apiKey)
    json(401, { message: "X-Api-Key is missing or wrong." });
  else if (pathname === "/stations") {
    const cursor = searchParams.get("cursor") ?? "first";
    const stations = (pageOf[cursor] ?? []).map((name) => ({ id: name.toLowerCase(), name }));
    json(200, { stations, next_cursor: cursors[cursors.indexOf(cursor) + 1] ?? null });
  } else {
    response.setHeader("content-type", "text/event-stream");
    for (const meters of [pathname.length / 10, pathname.length / 8]) {
      const level = { measured_at: "2026-01-04T08:07:00Z", meters };
      response.write(`data: ${JSON.stringify(level)}\n\n`);
      await wait(100);
    }
    response.end();
  }
}

export const startMock = (): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server: Server = createServer((request, response) => void answer(request, response))
      .on("error", reject)
      .listen(Number(new URL(origin).port), "127.0.0.1", () => {
        resolve(server);
      });
  });
