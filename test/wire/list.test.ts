import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import {
  ApiError,
  type ClientOptions,
  ConnectionError,
  createClient,
  listExternalConnections,
  type ListExternalConnectionsParams,
  type RequestOptions,
  TimeoutError,
} from "telnyx-external-connections";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { SentRequest } from "../../templates/runtime/options.ts";
import { type Handler, json, rejection, type Seen, serve, type Server, text } from "../server.ts";

const apiKey = "KEY_list";
const page = { data: [{ id: "1" }], meta: { total_pages: 1, total_results: 1 } };
const soon = { "retry-after-ms": "1" };

const ok: Handler = (_request, response) => {
  json(response, page);
};

afterEach(() => {
  vi.restoreAllMocks();
});

/** Lists against a server; `params` may be what no type permits. */
async function listAt(
  { url }: Server,
  params: unknown = {},
  options?: RequestOptions,
  clientOptions?: ClientOptions,
): Promise<unknown> {
  const client = createClient({ apiKey, baseUrl: url, ...clientOptions });
  return listExternalConnections(client, params as ListExternalConnectionsParams, options);
}

const targets = (requests: readonly Seen[]): string[] => requests.map(({ target }) => target);

describe("the request", () => {
  test("One page with a nested filter: the exact target, method, headers and response", async () => {
    const server = await serve(ok);
    const client = createClient({ apiKey, baseUrl: server.url });
    const got = await listExternalConnections(client, {
      filter: { connection_name: { contains: "a&b" }, external_sip_connection: "operator_connect" },
      page: { number: 1, size: 50 },
    });
    expect(got).toEqual(page);
    expect(targets(server.requests)).toEqual([
      "/external_connections?filter%5Bconnection_name%5D%5Bcontains%5D=a%26b" +
        "&filter%5Bexternal_sip_connection%5D=operator_connect" +
        "&page%5Bnumber%5D=1&page%5Bsize%5D=50",
    ]);
    const [seen] = server.requests;
    expect(seen?.method).toBe("GET");
    expect(seen?.headers).toMatchObject({
      accept: "application/json",
      authorization: `Bearer ${apiKey}`,
    });
    expect(seen?.headers).not.toHaveProperty("content-type");
    expect(seen?.headers).not.toHaveProperty("content-length");
    expect(seen?.headers).not.toHaveProperty("cookie");
  });

  test.each<[string, unknown, string]>([
    ["no params", undefined, ""],
    ["empty params", {}, ""],
    ["a filter that is undefined", { filter: undefined }, ""],
    ["a filter that is null", { filter: null }, ""],
    ["an empty filter", { filter: {} }, ""],
    ["an empty filter in a filter", { filter: { connection_name: {} }, page: {} }, ""],
    ["a filter of undefined", { filter: { connection_name: { contains: undefined } } }, ""],
    ["something before nothing", { page: { size: 1 }, filter: {} }, "?page%5Bsize%5D=1"],
    ["something after nothing", { filter: {}, page: { size: 1 } }, "?page%5Bsize%5D=1"],
    [
      "something between nothing",
      { filter: { id: null, created_at: "x", connection_name: {} } },
      "?filter%5Bcreated_at%5D=x",
    ],
    ["an empty string", { filter: { id: "" } }, "?filter%5Bid%5D="],
    [
      "zero and false",
      { page: { number: 0 }, filter: { id: false } },
      "?page%5Bnumber%5D=0&filter%5Bid%5D=false",
    ],
    [
      "a plus, a space and a percent sign",
      { filter: { id: "+1 %20" } },
      "?filter%5Bid%5D=%2B1%20%2520",
    ],
    ["other scripts", { filter: { id: "é漢😀" } }, "?filter%5Bid%5D=%C3%A9%E6%BC%A2%F0%9F%98%80"],
    ["a bigint", { filter: { id: 1930241863466354012n } }, "?filter%5Bid%5D=1930241863466354012"],
    [
      "a Date",
      { filter: { created_at: new Date(0) } },
      "?filter%5Bcreated_at%5D=1970-01-01T00%3A00%3A00.000Z",
    ],
    [
      "the caller's own order",
      { page: { size: 2, number: 1 }, filter: { id: "1" } },
      "?page%5Bsize%5D=2&page%5Bnumber%5D=1&filter%5Bid%5D=1",
    ],
  ])("%s", async (_name, params, want) => {
    const server = await serve(ok);
    await listAt(server, params);
    expect(targets(server.requests)).toEqual([`/external_connections${want}`]);
  });

  test("A slash at the end of baseUrl is not doubled, and its path is kept", async () => {
    const server = await serve(ok);
    await listAt(server, {}, {}, { baseUrl: `${server.url}/v2/` });
    expect(targets(server.requests)).toEqual(["/v2/external_connections"]);
  });

  test("Headers of the client and of the call are sent; those of the call win", async () => {
    const server = await serve(ok);
    await listAt(
      server,
      {},
      { headers: { "X-Both": "call", "x-call": "1" } },
      { headers: { "x-both": "client", "x-client": "1" } },
    );
    expect(server.requests[0]?.headers).toMatchObject({
      "x-both": "call",
      "x-call": "1",
      "x-client": "1",
      accept: "application/json",
      authorization: `Bearer ${apiKey}`,
    });
  });

  test("The params, filters and options of the caller may be frozen", async () => {
    const server = await serve(ok);
    const params = Object.freeze({ filter: Object.freeze({ id: "1" }) });
    await listAt(server, params, Object.freeze({ headers: {} }));
    expect(server.requests).toHaveLength(1);
  });

  test("An explicit undefined means the default", async () => {
    const server = await serve(ok);
    const nothing = {
      headers: undefined,
      timeout: undefined,
      maxRetries: undefined,
      strictParams: undefined,
      onResponse: undefined,
    };
    await listAt(
      server,
      { filter: undefined, page: undefined },
      { ...nothing, signal: undefined },
      { ...nothing, fetch: undefined, onRequest: undefined },
    );
    expect(server.requests).toHaveLength(1);
    const error = await rejection(listAt(server, { nonsense: 1 }, nothing, nothing));
    expect(error).toBeInstanceOf(TypeError);
  });

  test("A redirect is followed, as the runtime does by default", async () => {
    const server = await serve((request, response) => {
      if (request.target === "/moved") json(response, page);
      else response.writeHead(302, { location: "/moved" }).end();
    });
    await expect(listAt(server)).resolves.toEqual(page);
    expect(targets(server.requests)).toEqual(["/external_connections", "/moved"]);
  });

  test("The client's fetch is called unbound, with a URL and what to send", async () => {
    const calls: unknown[] = [];
    async function fetch(
      this: unknown,
      request: string | Request,
      { method }: RequestInit,
    ): Promise<Response> {
      calls.push(this, request, method);
      return Response.json(page);
    }
    await listExternalConnections(createClient({ apiKey, fetch }));
    expect(calls).toEqual([undefined, "https://api.telnyx.com/v2/external_connections", "GET"]);
  });
});

describe("strict params", () => {
  test.each<[string, unknown, RegExp]>([
    [
      "an undeclared filter",
      { filter: { conection_name: { contains: "a" } } },
      /^filter\.conection_name .*connection_name.*external_sip_connection/,
    ],
    [
      "an undeclared operator",
      { filter: { connection_name: { eq: "a" } } },
      /^filter\.connection_name\.eq .*contains/,
    ],
    ["an undeclared parameter", { filters: { id: "1" } }, /^filters .*filter, page/],
    ["a bracketed parameter", { "filter[id]": "1" }, /^filter\[id\] .*filter, page/],
    ["a body where there is none", { body: {} }, /^body /],
    ["a scalar for an object", { filter: { connection_name: "a" } }, /^filter\.connection_name: /],
    ["an object for a scalar", { filter: { id: { eq: "1" } } }, /^filter\.id: /],
    ["an array for a scalar", { filter: { id: ["1"] } }, /^filter\.id: /],
    ["a number as page", { page: 2 }, /^page: /],
    ["a query string as filter", { filter: "id=1" }, /^filter: /],
  ])("%s is rejected and nothing is sent", async (_name, params, want) => {
    const server = await serve(ok);
    const error = await rejection(listAt(server, params));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(want);
    expect(server.requests).toEqual([]);
  });

  test.each<[string, unknown, RegExp]>([
    ["NaN", { page: { number: NaN } }, /^page\.number: .*NaN/],
    ["Infinity", { page: { size: Infinity } }, /^page\.size: .*Infinity/],
    ["a Map", { filter: new Map([["id", "1"]]) }, /^filter: .*Map/],
    ["URLSearchParams", { filter: new URLSearchParams("id=1") }, /^filter: .*URLSearchParams/],
    ["a Promise", { filter: { id: Promise.resolve(1) } }, /^filter\.id: .*Promise/],
    ["an invalid Date", { filter: { created_at: new Date(NaN) } }, /^filter\.created_at: .*Date/],
    ["a function", { filter: { id: () => "1" } }, /^filter\.id: .*function/],
  ])(
    "%s is rejected with and without strictParams, and nothing is sent",
    async (_name, params, want) => {
      const server = await serve(ok);
      for (const strictParams of [true, false]) {
        const error = await rejection(listAt(server, params, { strictParams }));
        expect(error).toBeInstanceOf(TypeError);
        expect((error as Error).message).toMatch(want);
      }
      expect(server.requests).toEqual([]);
    },
  );

  test.each<[string, RequestOptions, ClientOptions]>([
    ["the client", {}, { strictParams: false }],
    ["the call", { strictParams: false }, {}],
    ["the call over the client", { strictParams: false }, { strictParams: true }],
  ])("strictParams: false of %s sends undeclared parameters", async (_name, options, client) => {
    const server = await serve(ok);
    await listAt(server, { filter: { other: { eq: "a" }, id: { in: "b" } } }, options, client);
    expect(targets(server.requests)).toEqual([
      "/external_connections?filter%5Bother%5D%5Beq%5D=a&filter%5Bid%5D%5Bin%5D=b",
    ]);
  });

  test("strictParams: false sends an undeclared parameter, as a deepObject", async () => {
    const server = await serve(ok);
    await listAt(server, { sort: "name", fields: { a: ["b", "c"] } }, { strictParams: false });
    expect(targets(server.requests)).toEqual(["/external_connections?sort=name&fields%5Ba%5D=b,c"]);
  });

  test("strictParams: false sends an undeclared array, in the API's format", async () => {
    const server = await serve(ok);
    await listAt(server, { filter: { status: { eq: ["a", "b"] } } }, { strictParams: false });
    expect(targets(server.requests)).toEqual([
      "/external_connections?filter%5Bstatus%5D%5Beq%5D=a,b",
    ]);
  });

  test("strictParams: true of a call overrides the client's", async () => {
    const server = await serve(ok);
    const error = await rejection(
      listAt(server, { filter: { other: 1 } }, { strictParams: true }, { strictParams: false }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(server.requests).toEqual([]);
  });
});

describe("errors", () => {
  test.each([400, 401, 403, 404, 422, 501, 505])(
    "Status %s is an ApiError at once",
    async (status) => {
      const errors = [{ code: "10", title: "Bad", detail: "very", source: { pointer: "/filter" } }];
      const server = await serve((_request, response) => {
        json(response, { errors }, status, { "x-request-id": "r-1" });
      });
      const error = await rejection(listAt(server));
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status, requestId: "r-1", body: { errors }, errors });
      expect(inspect(error)).not.toContain(apiKey);
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([408, 409, 429, 500, 502, 503, 504])(
    "Status %s is an ApiError after two retries",
    async (status) => {
      const server = await serve((_request, response) => {
        json(response, {}, status, soon);
      });
      const error = await rejection(listAt(server));
      expect(error).toMatchObject({ name: "ApiError", status });
      expect(server.requests).toHaveLength(3);
    },
  );

  test.each<[string, string, number]>([
    ["HTML", "<html>", 200],
    ["nothing", "", 200],
    ["nothing, with status 204", "", 204],
  ])("A 2xx with %s is an ApiError, never an empty list", async (_name, body, status) => {
    const server = await serve((_request, response) => {
      text(response, body, status);
    });
    const error = await rejection(listAt(server));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status });
    expect((error as Error).cause).toBeInstanceOf(Error);
    expect(server.requests).toHaveLength(1);
  });

  test("A server that cannot be reached is a ConnectionError with its cause", async () => {
    const server = await serve(ok);
    await server.close();
    const error = await rejection(listAt(server, {}, { maxRetries: 0 }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).not.toBeInstanceOf(TimeoutError);
    expect((error as Error).cause).toBeInstanceOf(Error);
    expect(inspect(error)).not.toContain(apiKey);
  });

  test.each<[string, Handler]>([
    ["before the response", (_request, response) => response.destroy()],
    [
      "in the body",
      (_request, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"data":[', () => response.destroy());
      },
    ],
    [
      "in the body of an error",
      (_request, response) => {
        response.writeHead(404, { "content-length": "1000" });
        response.write('{"errors":[', () => response.destroy());
      },
    ],
  ])(
    "A connection lost %s is a ConnectionError, and the request is retried",
    async (_name, lose) => {
      vi.spyOn(Math, "random").mockReturnValue(0);
      const server = await serve((request, response, count) => {
        if (count < 3) lose(request, response, count);
        else json(response, page);
      });
      await expect(listAt(server)).resolves.toEqual(page);
      const error = await rejection(listAt(await serve(lose), {}, { maxRetries: 0 }));
      expect(error).toBeInstanceOf(ConnectionError);
      expect((error as Error).cause).toBeInstanceOf(Error);
    },
  );
});

describe("retries", () => {
  const twice503: Handler = (_request, response, count) => {
    json(response, count < 3 ? {} : page, count < 3 ? 503 : 200, soon);
  };

  test("After a 503, the same request is retried until it succeeds", async () => {
    const server = await serve(twice503);
    await expect(listAt(server, { filter: { id: "1" } })).resolves.toEqual(page);
    expect(targets(server.requests)).toEqual(
      new Array(3).fill("/external_connections?filter%5Bid%5D=1"),
    );
    for (const { headers } of server.requests)
      expect(headers.authorization).toBe(`Bearer ${apiKey}`);
  });

  test.each<[string, RequestOptions, ClientOptions, number]>([
    ["0 of the call", { maxRetries: 0 }, {}, 1],
    ["1 of the client", {}, { maxRetries: 1 }, 2],
    ["0 of the call over 5 of the client", { maxRetries: 0 }, { maxRetries: 5 }, 1],
    ["4 of the call", { maxRetries: 4 }, {}, 5],
  ])("maxRetries: %s", async (_name, options, client, want) => {
    const server = await serve((_request, response) => {
      json(response, {}, 503, soon);
    });
    await rejection(listAt(server, {}, options, client));
    expect(server.requests).toHaveLength(want);
  });

  test("Retry-After is respected", async () => {
    const times: number[] = [];
    const server = await serve((_request, response, count) => {
      times.push(performance.now());
      json(response, page, count === 1 ? 429 : 200, { "retry-after": "0.2" });
    });
    await listAt(server);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(190);
  });

  test("A Retry-After of more than 60 s rejects with the ApiError at once", async () => {
    const server = await serve((_request, response) => {
      json(response, {}, 429, { "retry-after": "61" });
    });
    const error = await rejection(listAt(server));
    expect(error).toMatchObject({ name: "ApiError", status: 429, retryAfter: 61 });
    expect(server.requests).toHaveLength(1);
  });

  test("Each attempt goes through the hooks", async () => {
    const server = await serve(twice503);
    const onRequest = vi.fn<(request: Request) => void>();
    const onResponse = vi.fn<(response: Response, request: SentRequest) => void>();
    await listAt(server, {}, {}, { onRequest, onResponse });
    expect(onRequest).toHaveBeenCalledTimes(3);
    expect(onResponse.mock.calls.map(([{ status }]) => status)).toEqual([503, 503, 200]);
  });
});

describe("hooks", () => {
  test("onRequest is awaited before anything is sent", async () => {
    const server = await serve(ok);
    let sentBefore = -1;
    await listAt(
      server,
      {},
      {},
      {
        onRequest: async () => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          sentBefore = server.requests.length;
        },
      },
    );
    expect(sentBefore).toBe(0);
    expect(server.requests).toHaveLength(1);
  });

  test("A Request that onRequest returns is sent instead", async () => {
    const server = await serve(ok);
    const seen: string[] = [];
    await listAt(
      server,
      {},
      {},
      {
        onRequest: (request) =>
          new Request(`${request.url}?signed=1`, { headers: { "x-signature": "s" } }),
        onResponse: (_response, request) => {
          seen.push(request.url);
        },
      },
    );
    expect(targets(server.requests)).toEqual(["/external_connections?signed=1"]);
    expect(server.requests[0]?.headers).toMatchObject({ "x-signature": "s" });
    expect(seen).toEqual([`${server.url}/external_connections?signed=1`]);
  });

  test("onRequest may change the headers of the request it gets", async () => {
    const server = await serve(ok);
    await listAt(
      server,
      {},
      {},
      {
        onRequest: (request) => {
          request.headers.set("x-trace", "t");
        },
      },
    );
    expect(server.requests[0]?.headers).toMatchObject({ "x-trace": "t" });
  });

  test("onResponse gets a clone, whose body it may read", async () => {
    const server = await serve(ok);
    const bodies: unknown[] = [];
    const onResponse = async (response: Response): Promise<void> => {
      bodies.push(await response.json());
    };
    await expect(listAt(server, {}, {}, { onResponse })).resolves.toEqual(page);
    await expect(listAt(server, {}, { onResponse })).resolves.toEqual(page);
    expect(bodies).toEqual([page, page]);
  });

  test.each<[string, ClientOptions]>([
    ["onRequest", { onRequest: () => Promise.reject(new Error("hook")) }],
    ["onResponse", { onResponse: () => Promise.reject(new Error("hook")) }],
  ])("An error thrown by %s is not wrapped, and nothing is retried", async (_name, options) => {
    const server = await serve(ok);
    const error = await rejection(listAt(server, {}, {}, options));
    expect(error).toMatchObject({ name: "Error", message: "hook" });
    expect(server.requests.length).toBeLessThan(2);
  });
});

describe("abort", () => {
  test.each<[string, unknown]>([
    ["an Error", new Error("enough")],
    ["a string", "enough"],
    ["null", null],
  ])(
    "A request in flight is canceled, and the call rejects with the reason: %s",
    async (_name, reason) => {
      const controller = new AbortController();
      const server = await serve(() => {
        controller.abort(reason);
      });
      const error = await rejection(listAt(server, {}, { signal: controller.signal }));
      expect(error).toBe(reason);
      await vi.waitFor(() => {
        expect(server.requests.map(({ state }) => state)).toEqual(["cut"]);
      });
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    },
  );

  test("A body that is still arriving is canceled", async () => {
    const controller = new AbortController();
    const server = await serve((_request, response) => {
      response.writeHead(200);
      response.write('{"data":[');
    });
    const result = rejection(
      listAt(
        server,
        {},
        {
          signal: controller.signal,
          onResponse: () => {
            setTimeout(() => {
              controller.abort("enough");
            }, 10);
          },
        },
      ),
    );
    expect(await result).toBe("enough");
    await vi.waitFor(() => {
      expect(server.requests.map(({ state }) => state)).toEqual(["cut"]);
    });
  });

  test("With a signal that is already aborted, nothing is sent", async () => {
    const server = await serve(ok);
    const error = await rejection(listAt(server, {}, { signal: AbortSignal.abort("before") }));
    expect(error).toBe("before");
    expect(server.requests).toEqual([]);
  });

  test("The wait before a retry ends at once", async () => {
    const controller = new AbortController();
    const server = await serve((_request, response) => {
      json(response, {}, 503, { "retry-after": "50" });
      setTimeout(() => {
        controller.abort("enough");
      }, 50);
    });
    const begin = performance.now();
    const error = await rejection(listAt(server, {}, { signal: controller.signal }));
    expect(error).toBe("enough");
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(server.requests).toHaveLength(1);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("If the signal aborts while the key is fetched, nothing is sent", async () => {
    const controller = new AbortController();
    const server = await serve(ok);
    const error = await rejection(
      listAt(
        server,
        {},
        { signal: controller.signal },
        {
          apiKey: async () => {
            controller.abort("enough");
            return apiKey;
          },
        },
      ),
    );
    expect(error).toBe("enough");
    expect(server.requests).toEqual([]);
  });

  test("An abort does not wait for a key that never arrives", { timeout: 2000 }, async () => {
    const controller = new AbortController();
    const server = await serve(ok);
    setTimeout(() => {
      controller.abort("enough");
    }, 20);
    const error = await rejection(
      listAt(server, {}, { signal: controller.signal }, { apiKey: () => new Promise(() => {}) }),
    );
    expect(error).toBe("enough");
  });

  test("If the signal aborts in onRequest, nothing is sent", async () => {
    const controller = new AbortController();
    const server = await serve(ok);
    const error = await rejection(
      listAt(
        server,
        {},
        { signal: controller.signal },
        {
          onRequest: () => {
            controller.abort("enough");
          },
        },
      ),
    );
    expect(error).toBe("enough");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(server.requests).toEqual([]);
  });
});

describe("timeout", () => {
  const hangs: [string, Handler][] = [
    ["no response", () => {}],
    [
      "a body that never ends",
      (_request, response) => {
        response.writeHead(200);
        response.write('{"data":[');
      },
    ],
    [
      "the body of an error that never ends",
      (_request, response) => {
        response.writeHead(404);
        response.write('{"errors":[');
      },
    ],
  ];

  test.each(hangs)("%s is a TimeoutError, which is a ConnectionError", async (_name, hang) => {
    const server = await serve(hang);
    const error = await rejection(listAt(server, {}, { timeout: 50, maxRetries: 0 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toBeInstanceOf(ConnectionError);
    await vi.waitFor(() => {
      expect(server.requests.map(({ state }) => state)).toEqual(["cut"]);
    });
  });

  test("Each attempt has its own timeout", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const server = await serve((_request, response, count) => {
      setTimeout(
        () => {
          json(response, page);
        },
        count < 3 ? 10_000 : 60,
      );
    });
    await expect(listAt(server, {}, { timeout: 100 })).resolves.toEqual(page);
    expect(server.requests).toHaveLength(3);
  });

  test.each<[string, RequestOptions, ClientOptions]>([
    ["0 of the call", { timeout: 0 }, { timeout: 20 }],
    ["Infinity of the call", { timeout: Infinity }, { timeout: 20 }],
    ["0 of the client", {}, { timeout: 0 }],
    ["Infinity of the client", {}, { timeout: Infinity }],
    ["2147483647", { timeout: 2 ** 31 - 1 }, {}],
  ])("%s does not cancel a slow response", async (_name, options, client) => {
    const server = await serve((_request, response) => {
      setTimeout(() => {
        json(response, page);
      }, 80);
    });
    await expect(listAt(server, {}, { ...options, maxRetries: 0 }, client)).resolves.toEqual(page);
  });

  test.each([2 ** 31, 2 ** 31 - 0.5, 1e12, -1, NaN])(
    "%s is rejected and nothing is sent",
    async (timeout) => {
      const server = await serve(ok);
      for (const [call, client] of [
        [{ timeout }, {}],
        [{}, { timeout }],
      ]) {
        const error = await rejection(listAt(server, {}, call, client));
        expect(error).toBeInstanceOf(TypeError);
        expect(String(error)).toContain("timeout");
      }
      expect(server.requests).toEqual([]);
    },
  );

  test("No timer and no listener is left, whatever the outcome", async () => {
    const set = vi.spyOn(globalThis, "setTimeout");
    const clear = vi.spyOn(globalThis, "clearTimeout");
    const { signal } = new AbortController();
    const outcomes = [
      () => Response.json(page),
      () => new Response("<html>"),
      () => Promise.reject(new Error("reset")),
    ];
    for (const outcome of outcomes) {
      const client = createClient({ apiKey, fetch: async () => outcome(), maxRetries: 0 });
      await listExternalConnections(client, {}, { signal, timeout: 54_321 }).catch(() => {});
    }
    const ours = set.mock.results.filter((_result, index) => set.mock.calls[index]?.[1] === 54_321);
    expect(ours).toHaveLength(outcomes.length);
    for (const { value } of ours) expect(clear).toHaveBeenCalledWith(value);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("the client", () => {
  test.each([
    "",
    "/v2",
    "api.telnyx.com",
    "not a url",
    ...[
      "https://api.example.com?v=2",
      "https://api.example.com/v2?v=2",
      "https://api.example.com/v2#a",
    ],
  ])("baseUrl %j is rejected", (baseUrl) => {
    expect(() => createClient({ apiKey, baseUrl })).toThrow(TypeError);
    expect(() => createClient({ apiKey, baseUrl })).toThrow(/baseUrl/);
  });

  test("It is frozen and shows no key", () => {
    const client = createClient({ apiKey });
    expect(Object.isFrozen(client)).toBe(true);
    expect(inspect(client, { depth: Infinity, showHidden: true })).not.toContain(apiKey);
  });

  test("A missing key is rejected before anything is sent", async () => {
    vi.stubEnv("TELNYX_API_KEY", undefined);
    const server = await serve(ok);
    const error = await rejection(listAt(server, {}, {}, { apiKey: undefined }));
    vi.unstubAllEnvs();
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe(
      "apiKey is missing: pass it to createClient or set TELNYX_API_KEY.",
    );
    expect(server.requests).toEqual([]);
  });

  test("Two clients do not share anything", async () => {
    const server = await serve(ok);
    const one = createClient({ apiKey: "one", baseUrl: server.url });
    const two = createClient({ apiKey: "two", baseUrl: `${server.url}/two` });
    await Promise.all([listExternalConnections(one), listExternalConnections(two)]);
    expect(
      server.requests.map(({ target, headers }) => [target, headers.authorization]).sort(),
    ).toEqual([
      ["/external_connections", "Bearer one"],
      ["/two/external_connections", "Bearer two"],
    ]);
  });
});

test("Params that are not a plain object are rejected, since they would serialize to nothing", async () => {
  const server = await serve(ok);
  for (const params of [new Map([["filter", 1]]), [], new URLSearchParams("filter=1")]) {
    const error = await rejection(listAt(server, params));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("params: expected a plain object");
  }
  expect(server.requests).toEqual([]);
});

test("If maxRetries is not a number, nothing is retried", async () => {
  const server = await serve((_, response) => response.writeHead(503).end());
  await rejection(listAt(server, {}, { maxRetries: Number.NaN }));
  expect(server.requests).toHaveLength(1);
});
