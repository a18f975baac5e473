/** Stands in for Telnyx: serves some hundred connections, and the page of the browser example. `node mock.ts` starts it. */
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ExternalConnection } from "telnyx-external-connections";

const apiKey = "mock-key";
const partners = ["Contoso", "Fabrikam", "Northwind", "Tailspin"];

/** What Telnyx filters by beside what it returns. */
interface Listed {
  readonly name: string;
  readonly phoneNumber: string;
  readonly connection: ExternalConnection & { readonly created_at: string };
}

const all = Array.from({ length: 320 }, (_, index): Listed => {
  const name = partners[index % partners.length] ?? "";
  const date = new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 2), 8, index % 60)).toISOString();
  return {
    name: `${name} ${index + 1}`,
    phoneNumber: `+1555${String(5_550_000 + index)}`,
    connection: {
      id: String(1_930_241_863_466_354_012n + BigInt(index)),
      record_type: "external_connection",
      active: index % 5 !== 0,
      credential_active: true,
      external_sip_connection: index % 3 === 0 ? "operator_connect" : "zoom",
      created_at: date,
      updated_at: date,
      inbound: { channel_limit: 10 },
      // One in eight has none.
      outbound: {
        channel_limit: 10,
        ...(index % 8 !== 7 && { outbound_voice_profile_id: "1911630617284445511" }),
      },
      tags: [name.toLowerCase(), ...(index % 10 === 0 ? ['the "first", of ten'] : [])],
      webhook_api_version: "2",
      webhook_event_url: "https://example.com/calls",
    },
  };
});

/** Filters that it does not know are ignored, as by Telnyx. */
const filters: Readonly<Record<string, (listed: Listed, value: string) => boolean>> = {
  "filter[id]": ({ connection }, value) => connection.id === value,
  "filter[connection_name][contains]": ({ name }, value) =>
    name.toLowerCase().includes(value.toLowerCase()),
  "filter[created_at]": ({ connection }, value) => connection.created_at.startsWith(value),
  "filter[external_sip_connection]": ({ connection }, value) =>
    connection.external_sip_connection === value,
  "filter[phone_number][contains]": ({ phoneNumber }, value) => phoneNumber === value,
};

/** Answers one request. */
export function answer({ headers, url = "/" }: Request, response: ServerResponse): void {
  const { pathname, searchParams: query } = new URL(url, "http://127.0.0.1");
  const number = Number(query.get("page[number]") ?? 1);
  const size = Number(query.get("page[size]") ?? 250);
  const wrong = wrongIn(query, number, size);

  if (!pathname.startsWith("/v2/")) sendFile(pathname, response);
  else if (headers.authorization !== `Bearer ${apiKey}`)
    refuse(response, 401, "10009", "Authentication failed", {
      detail: "The required authentication headers were either invalid or not included.",
    });
  else if (pathname !== "/v2/external_connections")
    refuse(response, 404, "10005", "Resource not found", { detail: `There is no ${pathname}.` });
  else if (wrong !== undefined) refuse(response, 400, "10015", "Invalid parameter", wrong);
  else {
    const found = all.filter((listed) =>
      [...query].every(([name, value]) => filters[name]?.(listed, value) ?? true),
    );
    sendJson(response, 200, {
      data: found.slice((number - 1) * size, number * size).map(({ connection }) => connection),
      meta: {
        page_number: number,
        page_size: size,
        total_pages: Math.ceil(found.length / size),
        total_results: found.length,
      },
    });
  }
}

type Request = Pick<IncomingMessage, "headers" | "url">;

interface Reason {
  readonly detail: string;
  readonly source?: { readonly parameter: string };
}

function wrongIn(query: URLSearchParams, number: number, size: number): Reason | undefined {
  const name = query.get("filter[connection_name][contains]");
  const because = (parameter: string, detail: string) => ({ detail, source: { parameter } });
  if (!(Number.isInteger(number) && number >= 1))
    return because("page[number]", "Pages are numbered from 1.");
  if (!(Number.isInteger(size) && size >= 1 && size <= 250))
    return because("page[size]", "A page holds 1 to 250 connections.");
  if (name !== null && name.length < 3)
    return because("filter[connection_name][contains]", "At least three characters are required.");
  return undefined;
}

const refuse = (
  response: ServerResponse,
  status: number,
  code: string,
  title: string,
  reason: Reason,
): void => {
  sendJson(response, status, { errors: [{ code, title, ...reason }] });
};

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
};
const packagePath = "/node_modules/telnyx-external-connections/";

/** The page of the browser example, and the package for it. */
function sendFile(path: string, response: ServerResponse): void {
  const file = path.startsWith(packagePath)
    ? join(import.meta.dirname, "..", normalize(path))
    : join(import.meta.dirname, "browser/index.html");
  createReadStream(file)
    .on("error", () => response.writeHead(404).end())
    .once("open", () =>
      response.setHeader(
        "content-type",
        `${mediaTypes[extname(file)] ?? "text/plain"};charset=utf-8`,
      ),
    )
    .pipe(response);
}

if (import.meta.main) {
  const server = createServer((request, response) => {
    // Slow enough to see something happen.
    void wait(200).then(() => {
      answer(request, response);
    });
  });
  server.listen(Number(process.env["PORT"] ?? 4010), "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    console.log(`The API is at http://127.0.0.1:${port}/v2, and its key is ${apiKey}.`);
    console.log(`The page of the browser example is at http://127.0.0.1:${port}.`);
  });
}
