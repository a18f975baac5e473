import { getEventListeners } from "node:events";
import {
  type ClientOptions,
  createClient,
  listExternalConnections,
  paginateListExternalConnections,
} from "telnyx-external-connections";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { readJson } from "../../templates/runtime/json.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import { cookie, header } from "../../templates/runtime/styles.ts";
import { fetchWith, rejection, serve } from "../server.ts";

const apiKey = "KEY0123456789";
const page = { data: [], meta: {} };
const answer = (): Response => Response.json(page);

describe("onRetry", () => {
  test("is told of each failure before the next attempt is sent", async () => {
    const server = await serve((_request, response, count) => {
      if (count === 1) response.destroy();
      else
        response
          .writeHead(count === 2 ? 503 : 200, {
            "content-type": "application/json",
            "retry-after": "0",
          })
          .end(JSON.stringify(page));
    });
    const told: unknown[] = [];
    const onRetry: ClientOptions["onRetry"] = ({ attempt, delay, error }) => {
      told.push([attempt, error.name, server.requests.length, delay >= 0]);
    };
    await listExternalConnections(createClient({ apiKey, baseUrl: server.url, onRetry }));
    expect(told).toEqual([
      [1, "ConnectionError", 1, true],
      [2, "ApiError", 2, true],
    ]);
  });

  test("fails the call if it throws", async () => {
    const fetch = vi.fn(async () => Response.json({}, { status: 503 }));
    const onRetry = (): never => {
      throw new Error("enough");
    };
    const error = await rejection(
      listExternalConnections(createClient({ apiKey, fetch, onRetry })),
    );
    expect(error).toMatchObject({ message: "enough" });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe("init", () => {
  test("reaches fetch as it is, the call's over the client's", async () => {
    const seen: RequestInit[] = [];
    const fetch = async (_url: unknown, init: RequestInit): Promise<Response> => {
      seen.push(init);
      return answer();
    };
    const client = createClient({
      apiKey,
      fetch,
      init: { cache: "reload", credentials: "include" },
    });
    const next = { revalidate: 60 };
    await listExternalConnections(client, {}, { init: { cache: "no-store", next } });
    expect(seen[0]).toMatchObject({
      cache: "no-store",
      credentials: "include",
      next,
      method: "GET",
    });
    expect(seen[0]?.signal).toBeInstanceOf(AbortSignal);
  });

  test("is also passed with a Request of onRequest", async () => {
    const seen: unknown[] = [];
    const fetch = async (request: string | Request, init: RequestInit): Promise<Response> => {
      seen.push(request instanceof Request, init.cache);
      return answer();
    };
    const client = createClient({ apiKey, fetch, onRequest: () => undefined });
    await listExternalConnections(client, {}, { init: { cache: "no-store" } });
    expect(seen).toEqual([true, "no-store"]);
  });
});

test("an Authorization header of the caller wins over the key, and needs none", async () => {
  const sent: (string | null)[] = [];
  const fetch = fetchWith(({ headers }) => {
    sent.push(headers.get("authorization"));
    return answer();
  });
  const headers = { Authorization: "Bearer own" };
  await listExternalConnections(createClient({ apiKey, fetch }), {}, { headers });
  await listExternalConnections(createClient({ fetch, headers }));
  expect(sent).toEqual(["Bearer own", "Bearer own"]);
});

test("a parameter wins over a header of the client, and a header of the call over both", async () => {
  const sent: unknown[] = [];
  const fetch = fetchWith(({ headers }) => {
    sent.push([headers.get("x-tenant"), headers.get("cookie")]);
    return answer();
  });
  const client = createClient({ fetch, headers: { "x-tenant": "client", Cookie: "sid=1" } });
  const operation: Operation = {
    method: "GET",
    path: "/list",
    parameters: { "X-Tenant": "scalar", s: "scalar" },
    styles: { "X-Tenant": { style: header }, s: { style: cookie, explode: true } },
    read: readJson,
  };
  await client.request(operation);
  await client.request(operation, { "X-Tenant": "parameter", s: "v" });
  await client.request(operation, { "X-Tenant": "parameter" }, { headers: { "X-Tenant": "call" } });
  expect(sent).toEqual([
    ["client", "sid=1"],
    ["parameter", "sid=1; s=v"],
    ["call", "sid=1"],
  ]);
});

test("no error repeats an Authorization header of the caller", async () => {
  const fetch = async (): Promise<Response> =>
    Response.json({ errors: [{ title: "own-secret" }] }, { status: 403 });
  const headers = { Authorization: "Bearer own-secret" };
  const error = await rejection(listExternalConnections(createClient({ fetch }), {}, { headers }));
  expect(String(error)).not.toContain("own-secret");
});

describe("one signal", () => {
  test("that calls and walks of many clients share has one listener, and none afterwards", async () => {
    const { signal } = new AbortController();
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fetch = async (): Promise<Response> => {
      await gate;
      return answer();
    };
    const calls = Array.from({ length: 50 }, () => {
      const client = createClient({ apiKey, fetch });
      return [
        listExternalConnections(client, {}, { signal }),
        paginateListExternalConnections(client, {}, { signal }).toArray(),
      ];
    }).flat();
    await vi.waitFor(() => {
      expect(getEventListeners(signal, "abort")).toHaveLength(1);
    });
    release();
    await Promise.all(calls);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("that aborts reaches every call", async () => {
    const controller = new AbortController();
    const client = createClient({ apiKey, fetch: () => new Promise(() => undefined) });
    const calls = Array.from({ length: 3 }, () =>
      rejection(listExternalConnections(client, {}, { signal: controller.signal })),
    );
    controller.abort(new Error("mine"));
    expect((await Promise.all(calls)).map(String)).toEqual([
      "Error: mine",
      "Error: mine",
      "Error: mine",
    ]);
  });

  test("may be of an AbortController that knows no reason, as may the client's own", async () => {
    vi.stubGlobal(
      "AbortController",
      class {
        readonly signal = Object.assign(new EventTarget(), { aborted: false });
        abort(): void {
          this.signal.aborted = true;
          this.signal.dispatchEvent(new Event("abort"));
        }
      },
    );
    onTestFinished(() => void vi.unstubAllGlobals());
    const fetch = async (url: unknown): Promise<Response> =>
      /number%5D=3/.test(String(url))
        ? new Promise(() => undefined)
        : Response.json({ data: [{ id: String(url) }], meta: { total_pages: 3 } });
    const client = createClient({ apiKey, fetch });

    const controller = new AbortController();
    let count = 0;
    const walk = async (): Promise<void> => {
      for await (const _ of paginateListExternalConnections(client, {}, controller))
        if (++count === 2)
          setTimeout(() => {
            controller.abort();
          });
    };
    expect(String(await rejection(walk()))).toBe("Error: aborted");

    const items = paginateListExternalConnections(client)[Symbol.asyncIterator]();
    for (const done of [false, false]) expect(await items.next()).toMatchObject({ done });
    const pending = items.next();
    await items.return?.();
    expect(await pending).toMatchObject({ done: true });
  });

  test("may be of another make, without a reason", async () => {
    const listeners = new Set<EventListenerObject>();
    const signal = {
      aborted: false,
      addEventListener: (_type: string, listener: EventListenerObject) => listeners.add(listener),
      removeEventListener: (_type: string, listener: EventListenerObject) =>
        listeners.delete(listener),
    };
    const client = createClient({ apiKey, fetch: () => new Promise(() => undefined) });
    const call = rejection(
      listExternalConnections(client, {}, { signal: signal as unknown as AbortSignal }),
    );
    await vi.waitFor(() => {
      expect(listeners.size).toBe(1);
    });
    for (const listener of listeners) listener.handleEvent(new Event("abort"));
    expect(String(await call)).toBe("Error: aborted");
    expect(listeners.size).toBe(0);
  });
});
