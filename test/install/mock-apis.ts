import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface MockApis {
  readonly url: string;
  /** Requests since the last time this was asked: `GET /books?page[number]=1`, decoded. */
  readonly takeRequests: () => readonly string[];
  /** What is published at `/openapi.yml`. */
  document: string;
  readonly close: () => void;
}

/** The APIs of all three documents, and an upstream that publishes a document; on 127.0.0.1. */
export const startMockApis = async (): Promise<MockApis> => {
  let requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    requests.push(`${request.method ?? ""} ${decodeURIComponent(url.pathname + url.search)}`);
    const answer = (body: unknown, status = 200): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const { pathname, searchParams } = url;
    if (pathname === "/openapi.yml") response.end(mock.document);
    else if (pathname === "/books") {
      const page = Number(searchParams.get("page[number]") ?? 1);
      answer({ data: books.slice(page - 1, page), meta: { total_pages: books.length } });
    } else if (pathname === "/notes") {
      const offset = Number(searchParams.get("offset") ?? 0);
      answer({ total: notes.length, items: notes.slice(offset, offset + 2) });
    } else if (pathname === "/jobs")
      void text(request).then((body) => {
        answer({ id: 7, ...(JSON.parse(body) as object) }, 201);
      });
    else answer({ message: "no such path" }, 404);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const mock: MockApis = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    document: "",
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return mock;
};

const books = ["Emma", "Dracula"].map((title, index) => ({ id: String(index), title }));
const notes = ["a", null, "c"].map((text, id) => ({ id, text }));
