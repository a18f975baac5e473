import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import qs from "qs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { readFileSync } from "node:fs";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { fixturePath, generateFixture, templates } from "../fixtures.ts";
import { type Fetch, fetchWith, rejection, serve } from "../server.ts";
import { loadPackage } from "./load-package.ts";

type Call = (client: unknown, params?: object, options?: object) => Promise<unknown>;
let api: Readonly<Record<string, Call>>;
let createClient: (options: object) => unknown;

beforeAll(async () => {
  const exported = await loadPackage(await generateFixture("media-types"));
  api = exported as Readonly<Record<string, Call>>;
  createClient = exported["createClient"] as typeof createClient;
});

test("a package without a configuration compiles", async () => {
  const text = readFileSync(fixturePath("media-types", "openapi.yml"), "utf8");
  const { files } = await generatePackage(text, "openapi.yml", {}, templates);
  expect(files.get("src/runtime/api.ts")).toContain("describeCommon as describeErrors");
  expect(compile(files)).toEqual([]);
});

/** The request that a call sends. */
const sentBy = async (name: string, params: object, options: object = {}): Promise<Request> => {
  let sent: Request | undefined;
  const fetch: Fetch = fetchWith((request) => {
    sent = request;
    return Response.json({});
  });
  const client = createClient({ baseUrl: "https://media.example.com", fetch });
  await api[name]?.(client, params, options).catch(() => undefined);
  if (!sent) throw new Error(`${name} sent nothing`);
  return sent;
};

const resultOf = async (name: string, response: Response): Promise<unknown> => {
  const client = createClient({
    baseUrl: "https://media.example.com",
    fetch: async () => response,
    maxRetries: 0,
  });
  return api[name]?.(client, { id: "1" });
};

test("a parameter that holds others of its kind is checked and written like them at every level", async () => {
  const unless = {
    any: [{ not: { on: new Date("2026-02-03T04:05:06Z") } }],
    not: { not: { not: { on: new Date("2026-02-03T04:05:06Z") } } },
  };
  const request = await sentBy("createFolder", { body: {}, unless });
  expect(new URL(request.url).searchParams).toEqual(
    new URLSearchParams([
      ["unless[any][0][not][on]", "2026-02-03"],
      ["unless[not][not][not][on]", "2026-02-03"],
    ]),
  );
  const client = createClient({ baseUrl: "https://media.example.com", fetch: vi.fn() });
  const params = { body: {}, unless: { not: { any: [{ nope: 1 }] } } };
  expect(
    String(await rejection(api["createFolder"]?.(client, params) ?? Promise.resolve())),
  ).toContain("unless.not.any.0.nope is not declared by the specification");
});

describe("a body", () => {
  const asked = new Date("2026-02-03T04:05:06Z");

  test("that is an object is JSON, and its dates are dates", async () => {
    const request = await sentBy("createAnswer", { body: { text: "a", asked } });
    expect(request.headers.get("content-type")).toBe("application/json");
    expect(await request.json()).toEqual({ text: "a", asked: "2026-02-03" });
  });

  test.each([
    [
      "a member",
      { nope: 1 },
      "body.nope is not declared by the specification, which declares to, labels, lines, on, shop.",
    ],
    [
      "a member of an item",
      { lines: [{ sku: "a" }, { sum: 2 }] },
      "body.lines.1.sum is not declared by the specification, which declares sku.",
    ],
    ["null", { nope: null }, "body.nope is not declared"],
  ])("that says what it holds holds nothing else: %s", async (_, body, message) => {
    const client = createClient({ baseUrl: "https://media.example.com", fetch: vi.fn() });
    const error = await rejection(api["createOrder"]?.(client, { body }) ?? Promise.resolve());
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(message);
    const request = await sentBy("createOrder", { body }, { strictParams: false });
    expect(await request.json()).toEqual(body);
  });

  test("that says what it holds holds all of that, and more in objects that do not say it", async () => {
    const body = {
      to: { street: "A", city: "B" },
      on: asked,
      lines: [{ sku: "a" }],
      labels: { "x-a": "b" },
      shop: undefined,
      nope: undefined,
    };
    const request = await sentBy("createOrder", { body });
    expect(await request.json()).toEqual({
      to: { street: "A", city: "B" },
      on: "2026-02-03",
      lines: [{ sku: "a" }],
      labels: { "x-a": "b" },
    });
  });

  test("that holds bodies of its own kind is checked and written like them at every level", async () => {
    const inner = { "main-folder": { folders: [{ due: asked }, { folders: [{ due: asked }] }] } };
    const request = await sentBy("createFolder", { body: { due: asked, folders: [inner] } });
    const due = "2026-02-03";
    expect(await request.json()).toEqual({
      due,
      folders: [{ "main-folder": { folders: [{ due }, { folders: [{ due }] }] } }],
    });
    const body = { folders: [{ "main-folder": { folders: [{ nope: 1 }] } }] };
    const client = createClient({ baseUrl: "https://media.example.com", fetch: vi.fn() });
    expect(
      String(await rejection(api["createFolder"]?.(client, { body }) ?? Promise.resolve())),
    ).toContain("body.folders.0.main-folder.folders.0.nope is not declared by the specification");
    const circle: { "main-folder"?: object } = {};
    circle["main-folder"] = circle;
    expect(
      String(await rejection(api["createFolder"]?.(client, { body: circle }) ?? Promise.resolve())),
    ).toBe("TypeError: body.main-folder: expected a value without cycles, found a plain object");
  });

  test("is a form if the call says so, with the style of each field", async () => {
    const body = { text: "a&b", asked, options: { limit: 3 } };
    const contentType = "application/x-www-form-urlencoded";
    const request = await sentBy("createAnswer", { body }, { contentType });
    expect(request.headers.get("content-type")).toBe(contentType);
    expect(qs.parse(await request.text())).toEqual({
      text: "a&b",
      asked: "2026-02-03",
      options: { limit: "3" },
    });
  });

  test("with a file has parts, and its objects are JSON", async () => {
    const file = new File(["abc"], 'a "b".txt', { type: "text/x-a" });
    const request = await sentBy("createAnswer", { body: { file, about: { text: "t", asked } } });
    const text = await request.clone().text();
    expect(text).toContain(
      'name="about"\r\nContent-Type: application/json\r\n\r\n{"text":"t","asked":"2026-02-03"}',
    );
    const parts = await request.formData();
    const sent = parts.get("file") as File;
    expect([sent.name, sent.type, await sent.text()]).toEqual(['a "b".txt', "text/x-a", "abc"]);
  });

  test("that is text is text", async () => {
    const request = await sentBy("createAnswer", { body: "why?" });
    expect(request.headers.get("content-type")).toBe("text/plain");
    expect(await request.text()).toBe("why?");
  });

  test("of another media type is refused by name", async () => {
    const client = createClient({ baseUrl: "https://media.example.com" });
    const options = { contentType: "text/html" };
    expect(
      await rejection(api["createAnswer"]?.(client, { body: "a" }, options) ?? Promise.resolve()),
    ).toMatchObject({
      name: "TypeError",
      message: expect.stringMatching(
        /^contentType: expected application\/json or .*, found text\/html$/,
      ) as string,
    });
  });

  test.each([
    ["a Blob", { text: new Blob(["a"]) }],
    ["a Blob deep inside", { text: [{ a: new Blob(["a"]) }] }],
  ])("of JSON with %s is refused by name", async (_, body) => {
    const client = createClient({ baseUrl: "https://media.example.com" });
    const options = { contentType: "application/json" };
    const error = await rejection(
      api["createAnswer"]?.(client, { body }, options) ?? Promise.resolve(),
    );
    expect(String(error)).toMatch(
      /^TypeError: body\.text(\.0\.a)?: expected a value that JSON can hold/,
    );
  });

  test("of JSON has bigints with all their digits", async () => {
    const request = await sentBy("createAnswer", { body: { text: 9007199254740993n } });
    expect(await request.text()).toBe('{"text":9007199254740993}');
  });

  test("that is a stream is sent once", async () => {
    const server = await serve((_request, response) => response.writeHead(503).end());
    const client = createClient({ baseUrl: server.url });
    const body = new Blob(["abc"]).stream();
    const error = await rejection(
      api["replaceReport"]?.(client, { id: "1", body }) ?? Promise.resolve(),
    );
    expect(error).toMatchObject({ name: "ApiError", status: 503 });
    expect(server.requests.map(({ method, target }) => [method, target])).toEqual([
      ["PUT", "/uploads/reports/1"],
    ]);
  });

  test("that is a stream may take longer than the timeout, which limits silence", async () => {
    let received = "";
    const server = await serve((_request, response) => {
      response.req.on("data", (chunk) => (received += String(chunk)));
      response.req.on("end", () => response.writeHead(204).end());
    });
    const client = createClient({ baseUrl: server.url, timeout: 300 });
    const slowly = (ms: number) =>
      new ReadableStream<Uint8Array>({
        async start(controller) {
          for (const letter of "abcdef") {
            await pause(ms);
            controller.enqueue(new TextEncoder().encode(letter));
          }
          controller.close();
        },
      });
    await api["replaceReport"]?.(client, { id: "1", body: slowly(100) });
    expect(received).toBe("abcdef");
    const silent = api["replaceReport"]?.(client, { id: "1", body: slowly(600) });
    expect(await rejection(silent ?? Promise.resolve())).toMatchObject({ name: "TimeoutError" });
  });
});

describe("a response", () => {
  test.each([
    ["JSON", Response.json({ text: "a" }), { text: "a" }],
    [
      "text",
      new Response("a,b", { headers: { "content-type": "text/csv; charset=utf-8" } }),
      "a,b",
    ],
  ])("of %s is read as that", async (_, response, want) => {
    expect(await resultOf("getReport", response)).toEqual(want);
  });

  test("of JSON under a name that is not declared is JSON, beside other media types", async () => {
    const headers = { "content-type": "application/hal+json; charset=utf-8" };
    expect(await resultOf("getReport", new Response('{ "a": 1 }', { headers }))).toEqual({ a: 1 });
    const sequence = new Response("1", { headers: { "content-type": "application/json-seq" } });
    expect(await rejection(resultOf("getReport", sequence))).toMatchObject({ name: "ApiError" });
  });

  test("of bytes is a Blob", async () => {
    const response = new Response("%PDF", { headers: { "content-type": "application/pdf" } });
    const blob = (await resultOf("getReport", response)) as Blob;
    expect([blob.type, await blob.text()]).toEqual(["application/pdf", "%PDF"]);
  });

  test("of a media type that is not declared is an error that says so", async () => {
    const response = new Response("<p>", { headers: { "content-type": "text/html" } });
    expect(await rejection(resultOf("getReport", response))).toMatchObject({
      name: "ApiError",
      message:
        "GET /reports/{id}: 200, expected application/json or text/csv or application/pdf, found text/html",
      body: "<p>",
    });
  });

  test("asks for everything that is declared", async () => {
    const request = await sentBy("getReport", { id: "1" });
    expect(request.headers.get("accept")).toBe("application/json, text/csv, application/pdf");
  });
});

describe("a stream", () => {
  const piece = (delta: string): string => `data: ${JSON.stringify({ delta })}\n\n`;
  const streaming = (write: (response: ServerResponse) => void, type = "text/event-stream") =>
    serve((_request, response) => {
      response.writeHead(200, { "content-type": type });
      write(response);
    });
  const open = async (url: string, options: object = {}, name = "createAnswer") =>
    (await api[name]?.(
      createClient({ baseUrl: url, maxRetries: 0 }),
      name === "createAnswer" ? { body: "q" } : {},
      options,
    )) as AsyncIterable<{ data: unknown }>;

  test("is read while the server still sends, and closed by leaving the loop", async () => {
    const server = await streaming((response) => response.write(piece("a")));
    for await (const { data } of await open(server.url)) {
      expect(data).toEqual({ delta: "a" });
      break;
    }
    await vi.waitFor(() => {
      expect(server.requests.map(({ state }) => state)).toEqual(["cut"]);
    });
  });

  test("ends with the reason of the caller's signal", async () => {
    const server = await streaming((response) => response.write(piece("a")));
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      for await (const _ of await open(server.url, { signal: controller.signal }))
        controller.abort("enough");
    };
    await expect(read()).rejects.toBe("enough");
    await vi.waitFor(() => {
      expect(server.requests.map(({ state }) => state)).toEqual(["cut"]);
    });
  });

  test("may take longer than the timeout, which limits silence", async () => {
    const server = await streaming((response) => {
      let count = 0;
      const timer = setInterval(() => {
        response.write(piece(String(++count)));
        if (count < 6) return;
        clearInterval(timer);
        response.end();
      }, 60);
    });
    const deltas: unknown[] = [];
    for await (const { data } of await open(server.url, { timeout: 200 })) deltas.push(data);
    expect(deltas).toHaveLength(6);
  });

  test("that falls silent is a TimeoutError", async () => {
    const server = await streaming((response) => response.write(piece("a")));
    const read = async (): Promise<void> => {
      for await (const _ of await open(server.url, { timeout: 100 }));
    };
    expect(await rejection(read())).toMatchObject({ name: "TimeoutError" });
  });

  test("that is cut is a ConnectionError", async () => {
    const server = await streaming((response) => {
      response.write(piece("a"));
      setTimeout(() => response.destroy(), 30);
    });
    const read = async (): Promise<void> => {
      for await (const _ of await open(server.url));
    };
    expect(await rejection(read())).toMatchObject({ name: "ConnectionError" });
  });

  test("gives way to JSON where the server answers with it", async () => {
    const server = await streaming((response) => response.end('{"text":"a"}'), "application/json");
    expect(await open(server.url)).toEqual({ text: "a" });
  });

  test("of lines gives their values", async () => {
    const server = await streaming(
      (response) => response.end('{"text":"a"}\n{"text":"b"}'),
      "application/x-ndjson",
    );
    const rows: unknown[] = [];
    for await (const row of await open(server.url, {}, "listRows")) rows.push(row);
    expect(rows).toEqual([{ text: "a" }, { text: "b" }]);
    expect(server.requests[0]?.target).toBe("/v1/rows?view=all");
  });
});

describe("an address", () => {
  test.each([
    ["https://media.example.com", "https://media.example.com/v1/reports/1"],
    ["https://media.example.com/", "https://media.example.com/v1/reports/1"],
    ["https://media.example.com/v1", "https://media.example.com/v1/reports/1"],
    ["https://proxy.example.com/media", "https://proxy.example.com/media/reports/1"],
  ])("%s is completed by the document's relative server", async (baseUrl, want) => {
    let url = "";
    const fetch = fetchWith((request) => {
      url = request.url;
      return Response.json({});
    });
    await api["getReport"]?.(createClient({ baseUrl, fetch }), { id: "1" });
    expect(url).toBe(want);
  });

  test("is required", () => {
    expect(() => createClient({})).toThrow("baseUrl: expected an absolute URL");
  });

  test("may be a path in a browser", async () => {
    vi.stubGlobal("location", { origin: "https://page.example.com" });
    const urls: string[] = [];
    const fetch = fetchWith(({ url }) => {
      urls.push(url);
      return Response.json({});
    });
    await api["getReport"]?.(createClient({ baseUrl: "/api", fetch }), { id: "1" });
    vi.unstubAllGlobals();
    expect(urls).toEqual(["https://page.example.com/api/reports/1"]);
  });

  test("keeps the query of a path in front of the parameters", async () => {
    const { url } = await sentBy("listRows", { since: new Date("2026-02-03") });
    expect(url).toBe("https://media.example.com/v1/rows?view=all&since=2026-02-03");
  });
});

describe("an Idempotency-Key", () => {
  test.each<[string, object, object | undefined, number]>([
    ["with one", { "Idempotency-Key": "k1", body: "q" }, undefined, 2],
    ["with one among its own headers", { body: "q" }, { "idempotency-key": "k1" }, 2],
    ["without one", { body: "q" }, undefined, 1],
  ])("a POST %s is sent so often when the first answer is a 503", async (_, params, own, want) => {
    const keys: unknown[] = [];
    const server = await serve(({ headers }, response, count) => {
      keys.push(headers["idempotency-key"]);
      response
        .writeHead(count === 1 ? 503 : 200, {
          "content-type": "application/json",
          "retry-after": "0",
        })
        .end("{}");
    });
    const client = createClient({ baseUrl: server.url });
    await api["createAnswer"]?.(client, params, { headers: own }).catch(() => undefined);
    expect(keys).toHaveLength(want);
    expect(new Set(keys).size).toBe(1);
  });
});
