import { beforeAll, describe, expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { config, templates } from "../fixtures.ts";
import { loadPackage } from "../wire/load-package.ts";
import { type Item, itemsFrom } from "./lists.ts";

const list = (path: string, parameters: string, members: string): string =>
  `  /${path}: { get: { operationId: ${path}, parameters: [${parameters
    .split(" ")
    .map((name) => `{ name: ${name}, in: query, schema: { type: integer } }`)
    .join(", ")}], responses: { "200": { description: d, content: { application/json: { schema: {
      type: object, required: [items], properties: { items: { type: array, items: { type: object, required: [id], properties: { id: { type: integer } } } }, ${members} }
    } } } } } } }`;
const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
${list("byMore", "page limit", "total: { type: integer }, has_more: { type: boolean }")}
${list("byLast", "page limit", "total_items: { type: integer }, is_last: { type: boolean }")}
${list("byNext", "page page_size", "count: { type: integer }, next: { type: [string, 'null'], format: uri }, previous: { type: [string, 'null'], format: uri }")}
  /Users: { get: { operationId: listUsers, parameters: [{ name: startIndex, in: query, schema: { type: integer } }, { name: count, in: query, schema: { type: integer } }], responses: { "200": { description: d, content: { application/scim+json: { schema: { type: object, properties: { totalResults: { type: integer }, Resources: { type: array, items: { type: object, properties: { id: { type: string } } } } } } } } } } } }
${list("byOffset", "offset limit", "total: { type: integer }, has_more: { type: boolean }")}
`;

interface Paginator {
  toArray(): Promise<Item[]>;
}
type Api = { readonly createClient: (options: object) => object } & Readonly<
  Record<string, (client: object, params: object, options: object) => Paginator>
>;
let api: Api;

beforeAll(async () => {
  const { files } = await generatePackage(document, "api.yml", config, templates);
  api = (await loadPackage(files)) as unknown as Api;
});

/** Reads a list of pages, two items each; the last page may be shorter. Counts requests, and the most at one time. */
const read = async (
  id: string,
  count: number,
  { concurrency = 4, stated = count }: { concurrency?: number; stated?: unknown } = {},
) => {
  const all = itemsFrom(1, count);
  let requests = 0;
  let inFlight = 0;
  let peak = 0;
  const fetch = async (url: string): Promise<Response> => {
    requests++;
    peak = Math.max(peak, ++inFlight);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inFlight--;
    const { searchParams: query } = new URL(url);
    const at = query.has("offset")
      ? Number(query.get("offset"))
      : (Number(query.get("page") ?? 1) - 1) * 2;
    const isLast = at + 2 >= count;
    return Response.json({
      items: all.slice(at, at + 2),
      total: stated,
      total_items: stated,
      count: stated,
      has_more: !isLast,
      is_last: isLast,
      next: isLast ? null : "https://x.y/next",
    });
  };
  const client = api.createClient({ fetch, maxRetries: 0 });
  const paginate = api[`paginate${id}`];
  const items = await paginate?.(client, {}, { concurrency }).toArray();
  return { items, requests, peak };
};

describe.each(["ByMore", "ByLast", "ByNext", "ByOffset"])(
  "%s, a list that says whether it goes on, and counts its items,",
  (id) => {
    test("is requested ahead as far as the items reach", async () => {
      expect(await read(id, 15)).toEqual({ items: itemsFrom(1, 15), requests: 8, peak: 4 });
    });

    test("is not requested ahead unless the caller wants it", async () => {
      expect(await read(id, 7, { concurrency: 1 })).toMatchObject({ requests: 4, peak: 1 });
    });

    test.each([
      ["less than there is", 3],
      ["the items of a page", 2],
      ["none", 0],
      ["nothing", null],
    ])("ends where it says so, although it counts %s", async (_, stated) => {
      expect(await read(id, 7, { stated })).toMatchObject({
        items: itemsFrom(1, 7),
        requests: 4,
      });
    });

    test("ends where it says so, although it counts more than there is", async () => {
      const { items, requests } = await read(id, 7, { stated: 1000 });
      expect(items).toEqual(itemsFrom(1, 7));
      expect(requests).toBeLessThanOrEqual(4 + 4);
    });
  },
);

test("a list of SCIM has no `Resources` if there are none, which its total says", async () => {
  const read = async (page: object) => {
    const client = api.createClient({ fetch: async () => Response.json(page) });
    return api["paginateListUsers"]?.(client, {}, {}).toArray();
  };
  expect(await read({ totalResults: 0 })).toEqual([]);
  await expect(read({ totalResults: 1 })).rejects.toMatchObject({ reason: "missing-items" });
  await expect(read({})).rejects.toMatchObject({ reason: "missing-items" });
});
