import { Readable } from "node:stream";
import {
  createClient,
  listExternalConnections,
  paginateListExternalConnections,
} from "telnyx-external-connections";
import { withResponse } from "telnyx-external-connections/client";
import { beforeAll, describe, expect, test } from "vitest";
import { generateFixture } from "../fixtures.ts";
import { json, serve } from "../server.ts";
import { loadPackage } from "./load-package.ts";

const apiKey = "KEY0123456789";

/** A list of three items, two on a page; each page says how many requests the server got. */
const serveList = () =>
  serve((request, response, count) => {
    response.setHeader("x-count", count);
    const items = [1, 2, 3].map((id) => ({ id: String(id) }));
    json(response, {
      data: items.slice(request.page * 2 - 2, request.page * 2),
      meta: { total_pages: 2, total_results: 3 },
    });
  });

describe("withResponse", () => {
  test("resolves to the body, the status and the headers", async () => {
    const { url: baseUrl } = await serveList();
    const client = createClient({ apiKey, baseUrl });
    const { data, headers, status } = await withResponse(listExternalConnections, client, {
      page: { number: 2 },
    });
    expect([data.data, status, headers.get("x-count")]).toEqual([[{ id: "3" }], 200, "1"]);
  });

  test("is given those of the attempt that succeeded", async () => {
    const { url: baseUrl } = await serve((_request, response, count) => {
      response.setHeader("x-count", count).setHeader("retry-after", 0);
      json(response, { data: [] }, count === 1 ? 503 : 200);
    });
    const client = createClient({ apiKey, baseUrl });
    const { headers, status } = await withResponse(listExternalConnections, client);
    expect([status, headers.get("x-count")]).toEqual([200, "2"]);
  });

  test("rejects as the operation does", async () => {
    const { url: baseUrl } = await serve((_request, response) => {
      json(response, {}, 422);
    });
    const client = createClient({ apiKey, baseUrl });
    await expect(withResponse(listExternalConnections, client)).rejects.toMatchObject({
      name: "ApiError",
      status: 422,
    });
  });

  test("passes the response on to the caller's own onResponse", async () => {
    const { url: baseUrl } = await serveList();
    const client = createClient({ apiKey, baseUrl });
    const seen: unknown[] = [];
    await withResponse(
      listExternalConnections,
      client,
      {},
      { onResponse: async (response) => void seen.push(await response.json()) },
    );
    expect(seen).toMatchObject([{ data: [{ id: "1" }, { id: "2" }] }]);
  });

  test.each([1, 4])("gives each page its own, with a concurrency of %i", async (concurrency) => {
    const { url: baseUrl } = await serveList();
    const client = createClient({ apiKey, baseUrl });
    const pages = withResponse(paginateListExternalConnections, client, {}, { concurrency });
    const seen: unknown[] = [];
    for await (const { data, headers, status } of pages)
      seen.push([data.data?.map(({ id }) => id), status, headers.get("x-count")]);
    expect(seen).toEqual([
      [["1", "2"], 200, "1"],
      [["3"], 200, "2"],
    ]);
  });

  test("says where a walk goes on, and ends it at once", async () => {
    const server = await serveList();
    const client = createClient({ apiKey, baseUrl: server.url });
    const pages = withResponse(paginateListExternalConnections, client);
    for await (const { status } of pages) if (status === 200) break;
    expect(pages.resume).toEqual({ page: { number: 2 } });
    expect(server.requests).toHaveLength(1);
  });
});

describe("withResponse, of other kinds of responses", () => {
  type Result = Promise<{ readonly data: unknown; readonly status: number }>;
  let api: {
    readonly createClient: (options: object) => object;
    readonly [operation: string]: unknown;
  };
  const call = withResponse as unknown as (
    operation: unknown,
    client: object,
    params?: object,
  ) => Result;
  beforeAll(async () => {
    api = (await loadPackage(await generateFixture("media-types"))) as typeof api;
  });

  test("takes the responses of a fetch whose bodies cannot be canceled", async () => {
    const response = (): Response =>
      Object.defineProperties(Response.json({ data: [] }), {
        body: { value: Readable.from([]) },
        clone: { value: response },
      });
    const client = createClient({ apiKey, fetch: async () => response() });
    const { data, status } = await withResponse(listExternalConnections, client);
    expect([data, status]).toEqual([{ data: [] }, 200]);
  });

  test("resolves where there is no body", async () => {
    const { url: baseUrl } = await serve((_request, response) => response.writeHead(204).end());
    const params = { id: "1", body: new Blob(["%PDF"]) };
    const result = call(api["replaceReport"], api.createClient({ baseUrl }), params);
    expect(await result).toMatchObject({ data: undefined, status: 204 });
  });

  test("resolves while a stream still goes on, and does not keep it", async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"text":"a"}\n\n');
    });
    const client = api.createClient({ baseUrl: server.url });
    const { data, status } = await call(api["createAnswer"], client, {
      body: { text: "t" },
    });
    expect(status).toBe(200);
    for await (const event of data as AsyncIterable<object>) {
      expect(event).toMatchObject({ data: { text: "a" } });
      break;
    }
    await expect.poll(() => server.requests[0]?.state).toBe("cut");
  });
});
