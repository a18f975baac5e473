import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { type Handler, json, type Server, serve } from "../server.ts";

const root = join(import.meta.dirname, "../..");

/** Runs a program in a process of its own, until it exits by itself: nothing in it ends the process. */
async function run(
  program: string,
  { url: baseUrl }: Server,
): Promise<{ code: number | null; printed: string }> {
  const text = `
    import { createClient, listExternalConnections as list, paginateListExternalConnections as paginate } from "telnyx-external-connections";
    const client = createClient({ apiKey: "KEY_exit", baseUrl: ${JSON.stringify(baseUrl)} });
    const controller = new AbortController();
    const { signal } = controller;
    ${program}`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", text], { cwd: root });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes) => (printed += String(bytes)));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, printed };
}

const pages: Handler = ({ page }, response) => {
  json(response, {
    data: [{ id: `${String(page)}a` }, { id: `${String(page)}b` }],
    meta: { total_pages: 50 },
  });
};

/** Answers the first pages and leaves the rest open. */
const pagesThenNothing: Handler = (request, response, count) => {
  if (request.page < 3) pages(request, response, count);
};

describe("A process that has nothing else to do exits at once", () => {
  test.each<[string, string, Handler, string]>([
    ["after a response", "console.log((await list(client)).data.length);", pages, "2"],
    [
      "after an error with a body",
      "await list(client).catch((error) => console.log(error.status));",
      (_request, response) => {
        json(response, { errors: [{ detail: "x".repeat(100_000) }] }, 404);
      },
      "404",
    ],
    [
      "after retries",
      "await list(client).catch((error) => console.log(error.status));",
      (_request, response) => {
        json(response, {}, 503, { "retry-after-ms": "1" });
      },
      "503",
    ],
    [
      "after a lost connection",
      "await list(client, {}, { maxRetries: 0 }).catch((error) => console.log(error.name));",
      (_request, response) => response.destroy(),
      "ConnectionError",
    ],
    [
      "after a timeout of a server that never responds",
      "await list(client, {}, { maxRetries: 0, timeout: 100 }).catch((error) => console.log(error.name));",
      () => {},
      "TimeoutError",
    ],
    [
      "after an abort",
      `setTimeout(() => controller.abort("enough"), 100);
       await list(client, {}, { signal }).catch(console.log);`,
      () => {},
      "enough",
    ],
    [
      "after an abort in the body",
      `const onResponse = () => { setTimeout(() => controller.abort("enough"), 10); };
       await list(client, {}, { signal, onResponse }).catch(console.log);`,
      (_request, response) => {
        response.writeHead(200);
        response.write('{"data":[');
      },
      "enough",
    ],
    [
      "after an abort in the wait before a retry",
      `const onResponse = () => { setTimeout(() => controller.abort("enough"), 50); };
       await list(client, {}, { signal, onResponse }).catch(console.log);`,
      (_request, response) => {
        json(response, {}, 503, { "retry-after": "50" });
      },
      "enough",
    ],
    [
      "after a signal's own time is up",
      "await list(client, {}, { signal: AbortSignal.timeout(100) }).catch((error) => console.log(error.name));",
      () => {},
      "TimeoutError",
    ],
    [
      "after a break in the middle of a list",
      "for await (const { id } of paginate(client)) { console.log(id); if (id === '2a') break; }",
      pages,
      "1a\n1b\n2a",
    ],
    [
      "after a break while further pages are in flight",
      `for await (const { id } of paginate(client, {}, { concurrency: 8 })) { console.log(id); if (id === '2a') break; }`,
      pagesThenNothing,
      "1a\n1b\n2a",
    ],
    [
      "after an abort while further pages are in flight",
      `try {
         for await (const { id } of paginate(client, {}, { concurrency: 8, signal }))
           if (id === "2b") setTimeout(() => controller.abort("enough"), 50);
       } catch (error) { console.log(error); }`,
      pagesThenNothing,
      "enough",
    ],
    [
      "after a return while the first page is awaited",
      `const iterator = paginate(client)[Symbol.asyncIterator]();
       setTimeout(() => iterator.return(), 100);
       console.log((await iterator.next()).done);`,
      () => {},
      "true",
    ],
    [
      "although nobody reads on",
      "const iterator = paginate(client)[Symbol.asyncIterator](); console.log((await iterator.next()).value.id);",
      pages,
      "1a",
    ],
  ])("%s", { timeout: 20_000 }, async (_name, program, handler, want) => {
    const server = await serve(handler);
    expect(await run(program, server)).toEqual({ code: 0, printed: `${want}\n` });
    await vi.waitFor(() => {
      expect(server.requests.filter(({ state }) => state === "open")).toEqual([]);
    });
  });
});
