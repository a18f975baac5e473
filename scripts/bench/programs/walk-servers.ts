import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Reply, servers } from "./servers.ts";
import { walkers } from "./walkers.ts";

/** Requests after which a walk is taken for one without end. */
const patience = 60;

/** What a walk gave. */
interface Walked {
  readonly what: string;
  readonly ids: readonly number[];
  readonly requests: number;
  readonly isEndless: boolean;
  readonly error?: string;
  readonly holds: boolean;
}

const [name = ""] = process.argv.slice(2);
const walk = walkers[name];
if (!walk) throw new Error(`no paginator ${name}`);

const send = (response: ServerResponse, { body, isCut = false, status = 200 }: Reply): void => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/html" : "application/json";
  response.writeHead(status, { "Content-Type": type, "Content-Length": text.length });
  if (!isCut) response.end(text);
  else response.write(text.slice(0, text.length / 2), () => response.destroy());
};

const results: Walked[] = [];
for (const { reply, wanted, what } of servers) {
  let requests = 0;
  const server = createServer(({ url = "" }, response) => {
    const number = new URL(url, "http://127.0.0.1").searchParams.get("page[number]") ?? "1";
    if (++requests > patience) send(response, { status: 400, body: {} });
    else send(response, reply(Number(number), requests));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ids: number[] = [];
  let error: string | undefined;
  try {
    for await (const { id } of walk(`http://127.0.0.1:${port}`)) ids.push(Number(id));
  } catch (reason) {
    error = reason instanceof Error ? reason.message : String(reason);
  }
  server.close();
  server.closeAllConnections();
  const isEndless = requests > patience;
  const holds =
    wanted === "error"
      ? error !== undefined && !isEndless
      : error === undefined && JSON.stringify(ids) === JSON.stringify(wanted);
  results.push({
    what,
    ids,
    requests,
    isEndless,
    ...(error === undefined ? {} : { error }),
    holds,
  });
}
process.stdout.write(JSON.stringify(results));
process.exit(); // A client may keep connections.
