import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";

const pages = [["1", "2"], ["3", "4"], ["5"]];

/** The API of archive.yml, below `/archive`. */
export async function answerArchive(
  request: IncomingMessage,
  { pathname, searchParams }: URL,
  response: ServerResponse,
): Promise<void> {
  response.setHeader("access-control-allow-origin", "*");
  const path = `${request.method ?? ""} ${pathname.replace("/archive", "")}`;
  if (request.method === "OPTIONS") {
    response.setHeader("access-control-allow-headers", "*");
    response.setHeader("access-control-allow-methods", "*");
    response.writeHead(204).end();
  } else if (path === "GET /records") {
    const name = searchParams.get("filter[name][contains]");
    const number = Number(searchParams.get("page[number]") ?? 1);
    const data = (pages[number - 1] ?? []).map((id) => ({ id: `${name ?? "any"} ${id}` }));
    const meta = { page_number: number, total_pages: pages.length };
    if (name === "refused")
      json(response, 422, "application/problem+json", { title: "No such name" });
    else if (name !== "unanswered") json(response, 200, "application/json", { data, meta });
  } else if (path === "GET /records/1/file") {
    response.setHeader("content-type", "application/octet-stream");
    for (let count = 0; count < 4; count++) {
      response.write(new Uint8Array(50_000).fill(count));
      await wait(20);
    }
    response.end();
  } else if (path === "PUT /records/1/file") {
    const { length } = await buffer(request);
    const type = request.headers["content-type"] ?? "";
    json(response, 200, "application/json", { length, isForm: type.startsWith("multipart/") });
  } else if (path === "DELETE /records/1/file") {
    response.end("A body although none is declared");
  } else if (path === "GET /changes") {
    response.setHeader("content-type", "text/event-stream");
    for (const id of ["1", "2", "3"]) {
      response.write(`data: {"id":"${id} ✓"}\n\n`);
      await wait(150);
    }
    response.end("data: [DONE]\n\n");
  } else if (path === "GET /feed") {
    response.setHeader("content-type", "text/event-stream");
    for (const piece of cut(searchParams)) {
      response.write(piece);
      await wait(1);
    }
    response.end();
  } else response.writeHead(404).end();
}

/** The bytes of a text in pieces. */
function cut(query: URLSearchParams): readonly Buffer[] {
  const bytes = Buffer.from(query.get("text") ?? "");
  const places = (query.get("cuts") ?? "").split(",").map((place) => Number(place) % bytes.length);
  const ends = [...places, bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const json = (response: ServerResponse, status: number, type: string, body: unknown): void => {
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
};
