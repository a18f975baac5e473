import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import {
  ApiError,
  ConnectionError,
  createClient,
  type ExternalConnection,
  listExternalConnections,
  type ListExternalConnectionsParams,
  type PaginateOptions,
  paginateListExternalConnections,
  PaginationError,
  TimeoutError,
} from "telnyx-external-connections";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Handler, json, openIn, rejection, type Seen, serve, type Server } from "../server.ts";

/** A page of a test server: the ids of its items, and its totals. */
interface PageContent {
  readonly ids: readonly string[];
  readonly pages?: unknown;
  readonly results?: unknown;
}

const respond = (response: ServerResponse, { ids, pages, results }: PageContent): void => {
  json(response, {
    data: ids.map((id) => ({ id })),
    ...((pages !== undefined || results !== undefined) && {
      meta: { total_pages: pages, total_results: results },
    }),
  });
};

/** A server whose pages are computed from the page number and the number of requests so far. */
const serverReturning =
  (contentOf: (page: number, count: number) => PageContent): Handler =>
  ({ page }, response, count) => {
    respond(response, contentOf(page, count));
  };

/** A server with a fixed list of pages and a total. */
const pagedServer =
  (pages: readonly (readonly string[])[], total: unknown = pages.length): Handler =>
  ({ page }, response) => {
    respond(response, { ids: pages[page - 1] ?? [], pages: total });
  };

const three = [["a", "b"], ["c", "d"], ["e"]];
const numbered = (count: number): string[][] =>
  Array.from({ length: count }, (_, index) => [`${String(index + 1)}a`, `${String(index + 1)}b`]);

function paginateAt(
  { url }: Server,
  params: unknown = {},
  options: PaginateOptions = {},
): ReturnType<typeof paginateListExternalConnections> {
  const client = createClient({ apiKey: "KEY_paging", baseUrl: url });
  return paginateListExternalConnections(client, params as ListExternalConnectionsParams, {
    maxRetries: 0,
    ...options,
  });
}

const ids = (items: readonly ExternalConnection[]): (string | undefined)[] =>
  items.map(({ id }) => id);

const requestedPages = ({ requests }: Server): number[] => requests.map(({ page }) => page);

/** The items until the iterable ends or throws, and the error. */
async function collect<Item>(
  items: AsyncIterable<Item>,
): Promise<{ items: Item[]; error?: unknown }> {
  const out: Item[] = [];
  try {
    for await (const item of items) out.push(item);
  } catch (error) {
    return { items: out, error };
  }
  return { items: out };
}

const nothingOpen = async ({ requests }: Server): Promise<void> => {
  await vi.waitFor(() => {
    expect(openIn(requests)).toEqual([]);
  });
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("a list that does not change", () => {
  test("Three pages are yielded in order, each requested once", async () => {
    const server = await serve(pagedServer(three));
    expect(ids(await paginateAt(server).toArray())).toEqual(["a", "b", "c", "d", "e"]);
    expect(requestedPages(server)).toEqual([1, 2, 3]);
  });

  test("for await and toArray yield the same items", async () => {
    const server = await serve(pagedServer(three));
    const { items } = await collect(paginateAt(server));
    expect(items).toEqual(await paginateAt(server).toArray());
  });

  test("pages() yields whole responses", async () => {
    const server = await serve(pagedServer(three));
    const { items } = await collect(paginateAt(server).pages());
    expect(items).toEqual(
      three.map((page) => ({ data: page.map((id) => ({ id })), meta: { total_pages: 3 } })),
    );
  });

  test("Nothing is requested before the first next()", async () => {
    const server = await serve(pagedServer(three));
    const paginator = paginateAt(server);
    const iterator = paginator[Symbol.asyncIterator]();
    const pages = paginator.pages();
    const pageIterator = pages[Symbol.asyncIterator]();
    await wait(30);
    expect(server.requests).toEqual([]);
    await iterator.next();
    expect(requestedPages(server)).toEqual([1]);
    await pageIterator.next();
    expect(requestedPages(server)).toEqual([1, 1]);
    await iterator.return?.();
    await pageIterator.return?.();
  });

  test("The next page is not requested before it is needed", async () => {
    const server = await serve(pagedServer(three));
    const iterator = paginateAt(server)[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    await wait(30);
    expect(requestedPages(server)).toEqual([1]);
    await iterator.next();
    expect(requestedPages(server)).toEqual([1, 2]);
    await iterator.return?.();
  });

  test("Iterating again starts over", async () => {
    const server = await serve(pagedServer(three));
    const paginator = paginateAt(server);
    for await (const { id } of paginator) if (id === "c") break;
    expect(ids(await paginator.toArray())).toEqual(["a", "b", "c", "d", "e"]);
    expect(ids((await collect(paginator)).items)).toEqual(["a", "b", "c", "d", "e"]);
    const pages = paginator.pages();
    expect((await collect(pages)).items).toHaveLength(3);
    expect((await collect(pages)).items).toHaveLength(3);
    expect(requestedPages(server)).toEqual([1, 2, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
  });

  test("Two concurrent iterations are independent", async () => {
    const server = await serve(pagedServer(three));
    const paginator = paginateAt(server);
    const [one, two] = await Promise.all([paginator.toArray(), paginator.toArray()]);
    expect(ids(one)).toEqual(["a", "b", "c", "d", "e"]);
    expect(two).toEqual(one);
  });

  test("The first request has the caller's page number, and every request has the filter and the size", async () => {
    const server = await serve(pagedServer(numbered(4)));
    const params = {
      filter: { connection_name: { contains: "a&b" } },
      page: { size: 2, number: 2 },
    };
    const before = structuredClone(params);
    expect(ids(await paginateAt(server, params).toArray())).toEqual([
      "2a",
      "2b",
      "3a",
      "3b",
      "4a",
      "4b",
    ]);
    const target = (page: number): string =>
      `/external_connections?filter%5Bconnection_name%5D%5Bcontains%5D=a%26b&page%5Bsize%5D=2&page%5Bnumber%5D=${String(page)}`;
    expect(server.requests.map((request) => request.target)).toEqual([
      target(2),
      target(3),
      target(4),
    ]);
    expect(params).toEqual(before);
  });

  test("The caller's params may be deeply frozen", async () => {
    const server = await serve(pagedServer(three));
    const params = Object.freeze({
      filter: Object.freeze({ id: "1" }),
      page: Object.freeze({ size: 2 }),
    });
    await paginateAt(server, params).toArray();
    expect(requestedPages(server)).toEqual([1, 2, 3]);
    expect(params).toEqual({ filter: { id: "1" }, page: { size: 2 } });
  });

  test("Headers, hooks and other options apply to every request", async () => {
    const server = await serve(pagedServer(three));
    const onResponse = vi.fn<() => void>();
    await paginateAt(server, {}, { headers: { "x-walk": "1" }, onResponse }).toArray();
    expect(server.requests.map(({ headers }) => headers["x-walk"])).toEqual(["1", "1", "1"]);
    expect(onResponse).toHaveBeenCalledTimes(3);
  });

  test("An explicit undefined means the default", async () => {
    const server = await serve(pagedServer(three));
    const options = {
      concurrency: undefined,
      limit: undefined,
      maxPages: undefined,
      dedupe: undefined,
      strict: undefined,
      signal: undefined,
      timeout: undefined,
      maxRetries: undefined,
    };
    const params = { filter: undefined, page: { number: undefined, size: undefined } };
    expect(await paginateAt(server, params, options).toArray()).toHaveLength(5);
  });
});

describe("invalid params", () => {
  test.each<[string, unknown, RegExp]>([
    ["NaN as the number of the page", { page: { number: NaN } }, /^page\.number: .*NaN/],
    ["Infinity as the number of the page", { page: { number: Infinity } }, /^page\.number: /],
    ["an object as the number of the page", { page: { number: {} } }, /^page\.number: /],
    ["NaN as the size of the page", { page: { size: NaN } }, /^page\.size: .*NaN/],
    ["a number as page", { page: 2 }, /^page: /],
    ["a string as page", { page: "2" }, /^page[:.]/],
    ["an array as page", { page: [2] }, /^page[:.]/],
    ["an empty array as page", { page: [] }, /^page: /],
    ["a Map as page", { page: new Map([["size", 1]]) }, /^page: .*Map/],
    ["an undeclared key in page", { page: { nr: 2 } }, /^page\.nr /],
    ["an undeclared filter", { filter: { ids: "1" } }, /^filter\.ids /],
    ["a Map as filter", { filter: new Map([["id", "1"]]) }, /^filter: .*Map/],
  ])("%s is rejected with its path, and nothing is sent", async (_name, params, want) => {
    const server = await serve(pagedServer(three));
    const { items, error } = await collect(paginateAt(server, params));
    expect(requestedPages(server)).toEqual([]);
    expect(items).toEqual([]);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(want);
  });
});

describe("invalid options", () => {
  test.each<[string, PaginateOptions]>([
    ["limit", { limit: NaN }],
    ["limit", { limit: -1 }],
    ["maxPages", { maxPages: NaN }],
    ["maxPages", { maxPages: -1 }],
  ])("%s is rejected by name, and nothing is sent: %o", async (name, options) => {
    const server = await serve(pagedServer(three));
    const { items, error } = await collect(paginateAt(server, {}, options));
    expect(items).toEqual([]);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(new RegExp(`^${name}: expected .*, found (NaN|-1)$`));
    expect(requestedPages(server)).toEqual([]);
  });
});

describe("the end", () => {
  test.each<[string, unknown[], Handler, string[], number[]]>([
    ["total_pages as a string", [], pagedServer(three, "3"), ["a", "b", "c", "d", "e"], [1, 2, 3]],
    ["a total of one page", [], pagedServer([["a"]]), ["a"], [1]],
    ["a total of 0 pages and no items", [], pagedServer([[]], 0), [], [1]],
    ["an empty list without a total", [], pagedServer([], undefined), [], [1]],
    [
      "no meta: an empty page",
      [],
      serverReturning((page) => ({ ids: three[page - 1] ?? [] })),
      ["a", "b", "c", "d", "e"],
      [1, 2, 3, 4],
    ],
    [
      "no meta: a page shorter than the requested size does not end it",
      [{ page: { size: 100 } }],
      serverReturning((page) => ({ ids: three[page - 1] ?? [] })),
      ["a", "b", "c", "d", "e"],
      [1, 2, 3, 4],
    ],
    [
      "no meta: a short first page does not end it",
      [{ page: { size: 2 } }],
      serverReturning((page) => ({ ids: [["a"], ["b", "c"], ["d"]][page - 1] ?? [] })),
      ["a", "b", "c", "d"],
      [1, 2, 3, 4],
    ],
    [
      "a known total: a page shorter than the size does not end it",
      [{ page: { size: 2 } }],
      pagedServer([["a"], ["b"], ["c"]]),
      ["a", "b", "c"],
      [1, 2, 3],
    ],
    ["an empty page in the middle", [], pagedServer([["a"], [], ["c"]]), ["a", "c"], [1, 2, 3]],
    [
      "two empty pages in the middle",
      [],
      pagedServer([["a"], [], [], ["d"]]),
      ["a", "d"],
      [1, 2, 3, 4],
    ],
    [
      "two empty pages at a time, again and again",
      [],
      pagedServer([[], [], ["c"], [], [], ["f"], [], []]),
      ["c", "f"],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ],
    [
      "a list that grows",
      [],
      serverReturning((page) => ({
        ids: numbered(5)[page - 1] ?? [],
        pages: Math.min(page + 1, 5),
      })),
      numbered(5).flat(),
      [1, 2, 3, 4, 5],
    ],
    [
      "a list that grows on what was its last page",
      [],
      serverReturning((page) => ({ ids: three[page - 1] ?? [], pages: page < 2 ? 2 : 3 })),
      ["a", "b", "c", "d", "e"],
      [1, 2, 3],
    ],
    [
      "a list that shrinks",
      [],
      serverReturning((page) => ({ ids: numbered(9)[page - 1] ?? [], pages: page < 3 ? 9 : 4 })),
      numbered(4).flat(),
      [1, 2, 3, 4],
    ],
    [
      "a list that shrinks to less than was read",
      [],
      serverReturning((page) => ({
        ids: page < 3 ? (numbered(9)[page - 1] ?? []) : [],
        pages: page < 3 ? 9 : 2,
      })),
      numbered(2).flat(),
      [1, 2, 3],
    ],
    [
      "a list that becomes empty",
      [],
      serverReturning((page) => ({ ids: page < 2 ? ["a"] : [], pages: page < 2 ? 9 : 0 })),
      ["a"],
      [1, 2],
    ],
    [
      "a total that only the first page states",
      [],
      serverReturning((page) => ({ ids: three[page - 1] ?? [], pages: page < 2 ? 3 : undefined })),
      ["a", "b", "c", "d", "e"],
      [1, 2, 3],
    ],
    [
      "a total that is blank on an empty page",
      [],
      serverReturning((page) => ({
        ids: [["a"], [], ["c"]][page - 1] ?? [],
        pages: page === 2 ? " " : 3,
      })),
      ["a", "c"],
      [1, 2, 3],
    ],
    ["a start past the end", [{ page: { number: 7 } }], pagedServer(three), [], [7]],
    [
      "a start given as a string",
      [{ page: { number: "2" } }],
      pagedServer(three),
      ["c", "d", "e"],
      [2, 3],
    ],
  ])("%s", async (_name, [params], handler, want, pages) => {
    for (const concurrency of [1, 3]) {
      const server = await serve(handler);
      const got = await collect(paginateAt(server, params, { concurrency }));
      expect(got.error).toBeUndefined();
      expect(ids(got.items)).toEqual(want);
      if (concurrency === 1) expect(requestedPages(server)).toEqual(pages);
    }
  });

  test.each<[string, unknown]>([
    ["negative", -1],
    ["a negative string", "-1"],
    ["a fraction", 1.5],
    ["a word", "many"],
    ["an empty string", ""],
    ["a blank", " "],
    ["null", null],
    ["an object", {}],
    ["a list", [1]],
    ["true", true],
    ["zero on a page with items", 0],
    ["too large to count", 1e300],
  ])("A total that is %s is ignored", async (_name, total) => {
    const server = await serve(pagedServer([["a"], ["b"]], total));
    const { items, error } = await collect(paginateAt(server));
    expect(error).toBeUndefined();
    expect(ids(items)).toEqual(["a", "b"]);
    expect(requestedPages(server)).toEqual([1, 2, 3]);
  });
});

describe("lists that never end", () => {
  const turn =
    (...pages: string[][]): ((page: number) => string[]) =>
    (page) =>
      pages[(page - 1) % pages.length] ?? [];
  const cases: [string, Handler, string[], number][] = [
    ["The page is ignored, no total", serverReturning(() => ({ ids: ["a", "b"] })), ["a", "b"], 2],
    [
      "The page is ignored, a total",
      serverReturning(() => ({ ids: ["a", "b"], pages: 10 })),
      ["a", "b"],
      4,
    ],
    [
      "The page is ignored, a total of 2 pages",
      serverReturning(() => ({ ids: ["a", "b"], pages: 2 })),
      ["a", "b"],
      2,
    ],
    [
      "The page is ignored, a growing total",
      serverReturning((page) => ({ ids: ["a", "b"], pages: page + 1 })),
      ["a", "b"],
      4,
    ],
    [
      "The same page forever after some new ones, no total",
      serverReturning((page) => ({ ids: numbered(3)[Math.min(page, 3) - 1] ?? [] })),
      numbered(3).flat(),
      4,
    ],
    [
      "Two alternating pages, no total",
      serverReturning((page) => ({ ids: turn(["a"], ["b"])(page) })),
      ["a", "b"],
      3,
    ],
    [
      "Two alternating pages, a total",
      serverReturning((page) => ({ ids: turn(["a"], ["b"])(page), pages: 1000 })),
      ["a", "b"],
      5,
    ],
    [
      "Eight repeating pages, no total",
      serverReturning((page) => ({ ids: turn(...numbered(8))(page) })),
      numbered(8).flat(),
      9,
    ],
    [
      "Eight repeating pages, a growing total",
      serverReturning((page) => ({ ids: turn(...numbered(8))(page), pages: page + 1 })),
      numbered(8).flat(),
      11,
    ],
    ["All pages are empty, a total", serverReturning(() => ({ ids: [], pages: 1000 })), [], 3],
    [
      "All pages are empty, a growing total",
      serverReturning((page) => ({ ids: [], pages: page + 1 })),
      [],
      3,
    ],
    [
      "Alternating empty and repeated pages",
      serverReturning((page) => ({ ids: page % 2 ? ["a"] : [], pages: 1000 })),
      ["a"],
      4,
    ],
    ["A third empty page that is the last", serverReturning(() => ({ ids: [], pages: 3 })), [], 3],
    [
      "The same items in another order",
      serverReturning((page) => ({ ids: page % 2 ? ["a", "b"] : ["b", "a"] })),
      ["a", "b"],
      2,
    ],
  ];

  test.each(cases)("%s: stalled", async (_name, handler, want, page) => {
    const server = await serve(handler);
    const { items, error } = await collect(paginateAt(server));
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ reason: "stalled", page });
    expect(ids(items)).toEqual(want);
    expect(server.requests).toHaveLength(page);
  });

  test.each(cases)(
    "%s: stalled with dedupe off, and pages() too",
    async (_name, handler, _want, page) => {
      for (const read of [
        (server: Server) => collect(paginateAt(server, {}, { dedupe: false })),
        (server: Server) => collect(paginateAt(server).pages()),
      ]) {
        const server = await serve(handler);
        expect((await read(server)).error).toMatchObject({ reason: "stalled", page });
        expect(server.requests).toHaveLength(page);
      }
    },
  );

  test.each(cases)("%s: stalled with concurrency", async (_name, handler, _want, page) => {
    const server = await serve(handler);
    const { error } = await collect(paginateAt(server, {}, { concurrency: 4 }));
    expect(error).toMatchObject({ reason: "stalled", page });
    expect(server.requests.length).toBeLessThan(page + 4);
    await nothingOpen(server);
  });

  test.each<[string, unknown]>([
    ["a total without end", Number.MAX_SAFE_INTEGER],
    ["no total", undefined],
  ])("New items forever and %s: maxPages ends the list", async (_name, pages) => {
    for (const concurrency of [1, 4]) {
      const server = await serve(serverReturning((page) => ({ ids: [String(page)], pages })));
      const { items, error } = await collect(paginateAt(server, {}, { maxPages: 5, concurrency }));
      expect(error).toBeUndefined();
      expect(ids(items)).toEqual(["1", "2", "3", "4", "5"]);
      expect(requestedPages(server).sort()).toEqual([1, 2, 3, 4, 5]);
    }
  });

  test("maxPages counts from the caller's start page", async () => {
    const server = await serve(pagedServer(numbered(9)));
    await paginateAt(server, { page: { number: 3 } }, { maxPages: 2 }).toArray();
    expect(requestedPages(server)).toEqual([3, 4]);
  });

  test("The default of maxPages throws after 10000 pages", async () => {
    let count = 0;
    const client = createClient({
      apiKey: "k",
      fetch: async () => Response.json({ data: [{ id: String(++count) }] }),
    });
    const { items, error } = await collect(paginateListExternalConnections(client));
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ reason: "max-pages" });
    expect(items).toHaveLength(10_000);
    expect(count).toBe(10_000);
  });
});

describe("a response without its items", () => {
  test.each<[string, unknown]>([
    ["no data", {}],
    ["null as data", { data: null }],
    ["an object as data", { data: {} }],
    ["a string as data", { data: "abc" }],
    ["a list", []],
    ["null", null],
    ["a string", "data"],
    ["a total of none", { meta: { total_pages: 0, total_results: 0 } }],
  ])("%s throws a PaginationError, on the first page and on later ones", async (_name, body) => {
    const first = await serve((_request, response) => {
      json(response, body);
    });
    expect((await collect(paginateAt(first))).error).toMatchObject({
      name: "PaginationError",
      reason: "missing-items",
      page: 1,
    });
    const second = await serve(({ page }, response) => {
      if (page === 2) json(response, body);
      else respond(response, { ids: ["a"], pages: 3 });
    });
    const { items, error } = await collect(paginateAt(second));
    expect(ids(items)).toEqual(["a"]);
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ reason: "missing-items", page: 2 });
    expect((await collect(paginateAt(second).pages())).error).toMatchObject({ page: 2 });
  });
});

describe("limit", () => {
  test.each<[number, number, string[], number[]]>([
    [0, 1, [], []],
    [1, 1, ["1a"], [1]],
    [2, 1, ["1a", "1b"], [1]],
    [3, 1, ["1a", "1b", "2a"], [1, 2]],
    [100, 1, numbered(6).flat(), [1, 2, 3, 4, 5, 6]],
    [2, 4, ["1a", "1b"], [1]],
    [5, 4, ["1a", "1b", "2a", "2b", "3a"], [1, 2, 3]],
    [100, 4, numbered(6).flat(), [1, 2, 3, 4, 5, 6]],
  ])("%s items, concurrency %s", async (limit, concurrency, want, pages) => {
    const server = await serve(({ page }, response) => {
      // Slow enough for every request in flight to arrive.
      setTimeout(() => {
        respond(response, { ids: numbered(6)[page - 1] ?? [], pages: 6 });
      }, 30);
    });
    expect(ids(await paginateAt(server, {}, { limit, concurrency }).toArray())).toEqual(want);
    expect(requestedPages(server).sort()).toEqual(pages);
  });

  test("It counts the items that are yielded, not those that are skipped", async () => {
    const server = await serve(
      pagedServer([
        ["a", "b"],
        ["b", "c"],
        ["d", "e"],
      ]),
    );
    expect(ids(await paginateAt(server, {}, { limit: 4 }).toArray())).toEqual(["a", "b", "c", "d"]);
  });
});

describe("a list that changes while it is read", () => {
  const shifted = [
    ["a", "b"],
    ["b", "c"],
    ["c", "d"],
  ];

  test("Items shifted onto the next page are yielded once", async () => {
    for (const concurrency of [1, 3]) {
      const server = await serve(pagedServer(shifted));
      expect(ids(await paginateAt(server, {}, { concurrency }).toArray())).toEqual([
        "a",
        "b",
        "c",
        "d",
      ]);
    }
  });

  test("A whole page of shifted items does not end the list", async () => {
    const server = await serve(pagedServer([["a", "b"], ["a", "b"], ["c"]]));
    expect(ids(await paginateAt(server).toArray())).toEqual(["a", "b", "c"]);
  });

  test("With dedupe off, repeated items are yielded again", async () => {
    const server = await serve(pagedServer(shifted));
    expect(ids(await paginateAt(server, {}, { dedupe: false }).toArray())).toEqual(shifted.flat());
  });

  test("pages() is never deduplicated", async () => {
    const server = await serve(pagedServer(shifted));
    const { items } = await collect(paginateAt(server).pages());
    expect(items.map(({ data = [] }) => ids(data))).toEqual(shifted);
  });

  test("Items are compared with those of the last 8 pages", async () => {
    const near = numbered(9);
    near[8] = ["1a", "new"];
    const far = numbered(10);
    far[9] = ["1a", "new"];
    const collected = async (pages: string[][]): Promise<number> =>
      ids(await paginateAt(await serve(pagedServer(pages))).toArray()).filter((id) => id === "1a")
        .length;
    expect(await collected(near)).toBe(1);
    expect(await collected(far)).toBe(2);
  });

  test.each<[string, object[][], object[]]>([
    [
      "items of several kinds share identities, on one page",
      [
        [
          { id: 1, kind: "film" },
          { id: 1, kind: "series" },
        ],
        [{ id: 2, kind: "film" }],
        [{ id: 2, kind: "series" }],
      ],
      [
        { id: 1, kind: "film" },
        { id: 1, kind: "series" },
        { id: 2, kind: "film" },
        { id: 2, kind: "series" },
      ],
    ],
    [
      "items of several kinds share identities, on different pages",
      [[{ id: 1, kind: "film" }], [{ id: 1, kind: "series" }], [{ id: 2, kind: "film" }]],
      [
        { id: 1, kind: "film" },
        { id: 1, kind: "series" },
        { id: 2, kind: "film" },
      ],
    ],
    [
      "the list is the history of one thing",
      [
        [
          { id: 1, version: 4 },
          { id: 1, version: 3 },
        ],
        [
          { id: 1, version: 2 },
          { id: 1, version: 1 },
        ],
      ],
      [4, 3, 2, 1].map((version) => ({ id: 1, version })),
    ],
    [
      "an item appears twice on a page",
      [[{ id: 1 }, { id: 1 }], [{ id: 2 }]],
      [{ id: 1 }, { id: 1 }, { id: 2 }],
    ],
  ])("Nothing is lost if %s", async (_name, pages, want) => {
    for (const total of [undefined, pages.length]) {
      const server = await serve(({ page }, response) => {
        json(response, { data: pages[page - 1] ?? [], meta: { total_pages: total } });
      });
      expect(await paginateAt(server).toArray()).toEqual(want);
    }
  });

  test("Items without an identity are never skipped", async () => {
    const server = await serve(({ page }, response) => {
      json(response, {
        data: [{ tags: ["same"] }, { id: null }, { id: String(page) }],
        meta: { total_pages: 3 },
      });
    });
    expect(await paginateAt(server).toArray()).toHaveLength(9);
  });

  test.each<[string, Handler, number]>([
    ["a repeated item", pagedServer(shifted), 2],
    [
      "a number of pages that grows",
      serverReturning((page) => ({ ids: numbered(3)[page - 1] ?? [], pages: page < 2 ? 2 : 3 })),
      2,
    ],
    [
      "a number of pages that shrinks",
      serverReturning((page) => ({ ids: numbered(3)[page - 1] ?? [], pages: page < 2 ? 3 : 2 })),
      2,
    ],
    [
      "a number of items that changes",
      serverReturning((page) => ({
        ids: numbered(3)[page - 1] ?? [],
        pages: 3,
        results: page < 3 ? 6 : 5,
      })),
      3,
    ],
    ["an empty page in the middle", pagedServer([["a"], [], ["c"]]), 2],
  ])("strict throws a PaginationError for %s", async (_name, handler, page) => {
    const server = await serve(handler);
    const { error } = await collect(paginateAt(server, {}, { strict: true }));
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ reason: "changed", page });
  });

  test.each<[string, Handler]>([
    ["with totals", pagedServer(three)],
    ["without totals", serverReturning((page) => ({ ids: three[page - 1] ?? [] }))],
    ["without items", pagedServer([[]], 0)],
  ])("strict reads a list %s that does not change", async (_name, handler) => {
    const server = await serve(handler);
    expect((await collect(paginateAt(server, {}, { strict: true }))).error).toBeUndefined();
  });
});

describe("concurrency", () => {
  /** Later pages are faster, so they overtake earlier ones. */
  const overtaking =
    (pages: number): Handler =>
    ({ page }, response) => {
      setTimeout(
        () => {
          respond(response, { ids: numbered(pages)[page - 1] ?? [], pages });
        },
        page === 1 ? 20 : 60 + 15 * (4 - (page % 4)),
      );
    };

  test.each([2, 4, 8, 100])(
    "%s: pages arrive in order, with no more requests in flight",
    async (concurrency) => {
      const server = await serve(overtaking(12));
      const items = await paginateAt(server, {}, { concurrency }).toArray();
      expect(ids(items)).toEqual(numbered(12).flat());
      expect(requestedPages(server).sort((a, b) => a - b)).toEqual(
        numbered(12).map((_, index) => index + 1),
      );
      expect(server.peak()).toBe(Math.min(concurrency, 11));
    },
  );

  test("1, the default: one request after another", async () => {
    const server = await serve(overtaking(6));
    await paginateAt(server).toArray();
    expect(requestedPages(server)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(server.peak()).toBe(1);
  });

  test("Until the total is known, one request at a time", async () => {
    const server = await serve(({ page }, response) => {
      setTimeout(() => {
        respond(response, { ids: numbered(5)[page - 1] ?? [] });
      }, 10);
    });
    const items = await paginateAt(server, {}, { concurrency: 8 }).toArray();
    expect(items).toHaveLength(10);
    expect(server.peak()).toBe(1);
  });

  test("A failed page throws once, when it is reached", async () => {
    const unhandled = vi.fn<() => void>();
    process.on("unhandledRejection", unhandled);
    onTestFinished(() => {
      process.off("unhandledRejection", unhandled);
    });
    const server = await serve(({ page }, response) => {
      setTimeout(
        () => {
          if (page === 4) json(response, { errors: [{ code: "4" }] }, 404);
          else if (page < 5) respond(response, { ids: numbered(9)[page - 1] ?? [], pages: 9 });
        },
        page === 4 ? 0 : 40,
      );
    });
    const iterator = paginateAt(server, {}, { concurrency: 4 })[Symbol.asyncIterator]();
    const got: unknown[] = [];
    let error: unknown;
    try {
      for (let step = await iterator.next(); !step.done; step = await iterator.next())
        got.push(step.value.id);
    } catch (thrown) {
      error = thrown;
    }
    expect(got).toEqual(numbered(3).flat());
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, page: 4 });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    await nothingOpen(server);
    const count = server.requests.length;
    await wait(50);
    expect(server.requests).toHaveLength(count);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe("stopping", () => {
  /** Responds to the first page only; all other requests stay open. */
  const hanging: Handler = ({ page }, response) => {
    if (page === 1) respond(response, { ids: ["1a", "1b"], pages: 20 });
  };

  const arrived = async ({ requests }: Server, count: number): Promise<void> => {
    await vi.waitFor(() => {
      expect(requests).toHaveLength(count);
    });
  };

  const cutIn = (requests: readonly Seen[]): number =>
    requests.filter(({ state }) => state === "cut").length;

  test("break cancels the requests in flight", async () => {
    const server = await serve(hanging);
    for await (const _ of paginateAt(server, {}, { concurrency: 4 })) {
      await arrived(server, 5);
      break;
    }
    await nothingOpen(server);
    expect(cutIn(server.requests)).toBe(4);
  });

  test("break in pages() cancels the requests in flight", async () => {
    const server = await serve(hanging);
    for await (const _ of paginateAt(server, {}, { concurrency: 4 }).pages()) {
      await arrived(server, 5);
      break;
    }
    await nothingOpen(server);
    expect(cutIn(server.requests)).toBe(4);
  });

  test("An error in the loop body is thrown unchanged and cancels the requests in flight", async () => {
    const server = await serve(hanging);
    const mine = new Error("mine");
    const loop = async (): Promise<void> => {
      for await (const _ of paginateAt(server, {}, { concurrency: 4 })) {
        await arrived(server, 5);
        throw mine;
      }
    };
    expect(await rejection(loop())).toBe(mine);
    await nothingOpen(server);
    expect(cutIn(server.requests)).toBe(4);
  });

  test.each([1, 4])(
    "return() while next() is pending ends both at once, concurrency %s",
    async (concurrency) => {
      const server = await serve(hanging);
      const iterator = paginateAt(server, {}, { concurrency })[Symbol.asyncIterator]();
      await iterator.next();
      await iterator.next();
      const pending = iterator.next();
      await arrived(server, 1 + concurrency);
      const ended = iterator.return?.();
      expect(await pending).toEqual({ done: true, value: undefined });
      expect(await ended).toEqual({ done: true, value: undefined });
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
      await nothingOpen(server);
      expect(cutIn(server.requests)).toBe(concurrency);
    },
  );

  test("throw() while next() is pending ends it and rejects with the error", async () => {
    const server = await serve(hanging);
    const iterator = paginateAt(server)[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    const pending = iterator.next();
    await arrived(server, 2);
    const mine = new Error("mine");
    expect(await rejection(iterator.throw?.(mine) as Promise<unknown>)).toBe(mine);
    expect(await pending).toEqual({ done: true, value: undefined });
    await nothingOpen(server);
  });

  test("Items keep their order where next() is called ahead", async () => {
    const server = await serve(pagedServer(three));
    const iterator = paginateAt(server)[Symbol.asyncIterator]();
    const steps = await Promise.all(Array.from({ length: 7 }, () => iterator.next()));
    const found = steps.map((step) => (step.done ? "end" : step.value.id));
    expect(found).toEqual(["a", "b", "c", "d", "e", "end", "end"]);
    expect(requestedPages(server)).toEqual([1, 2, 3]);
  });

  test("return() before the first next() requests nothing", async () => {
    const server = await serve(hanging);
    const iterator = paginateAt(server)[Symbol.asyncIterator]();
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(server.requests).toEqual([]);
  });

  test("return() ends the wait between retries at once", async () => {
    const server = await serve((_request, response) => {
      json(response, {}, 503, { "retry-after": "50" });
    });
    const iterator = paginateAt(server, {}, { maxRetries: 2 })[Symbol.asyncIterator]();
    const pending = iterator.next();
    await arrived(server, 1);
    await wait(50);
    const begin = performance.now();
    await iterator.return?.();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(server.requests).toHaveLength(1);
  });

  test.each([1, 4])(
    "An aborted signal cancels the requests in flight, concurrency %s",
    async (concurrency) => {
      const server = await serve(hanging);
      const controller = new AbortController();
      const reason = new Error("enough");
      const collected = collect(paginateAt(server, {}, { concurrency, signal: controller.signal }));
      await arrived(server, 1 + concurrency);
      controller.abort(reason);
      const { items, error } = await collected;
      expect(ids(items)).toEqual(["1a", "1b"]);
      expect(error).toBe(reason);
      expect(reason).not.toHaveProperty("page");
      await nothingOpen(server);
      expect(cutIn(server.requests)).toBe(concurrency);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    },
  );

  test("An aborted signal ends the wait between retries at once", async () => {
    const server = await serve((_request, response) => {
      json(response, {}, 503, { "retry-after": "50" });
    });
    const controller = new AbortController();
    const collected = collect(paginateAt(server, {}, { maxRetries: 2, signal: controller.signal }));
    await arrived(server, 1);
    await wait(50);
    const begin = performance.now();
    controller.abort("enough");
    expect((await collected).error).toBe("enough");
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(server.requests).toHaveLength(1);
  });

  test("With a signal that is already aborted, nothing is requested", async () => {
    const server = await serve(hanging);
    const { error } = await collect(
      paginateAt(server, {}, { signal: AbortSignal.abort("before") }),
    );
    expect(error).toBe("before");
    expect(server.requests).toEqual([]);
  });

  test.each([1, 4])(
    "An abort between two pages rejects with its reason and yields no further page, concurrency %s",
    async (concurrency) => {
      const server = await serve(pagedServer(numbered(5)));
      const controller = new AbortController();
      const out: unknown[] = [];
      const loop = async (): Promise<void> => {
        const options = { concurrency, signal: controller.signal };
        for await (const page of paginateAt(server, {}, options).pages()) {
          out.push(page);
          await wait(60); // With concurrency, the other pages arrive in the meantime.
          controller.abort("enough");
        }
      };
      expect(await rejection(loop())).toBe("enough");
      expect(out).toHaveLength(1);
    },
  );

  test.each<[string, Error]>([
    ["an Error", new Error("enough")],
    [
      "a ConnectionError of the caller's",
      Object.assign(new ConnectionError("theirs"), { page: 77 }),
    ],
    ["a frozen TimeoutError", Object.freeze(new TimeoutError("theirs"))],
  ])("An abort reason is thrown unchanged: %s", async (_name, reason) => {
    const server = await serve(hanging);
    const controller = new AbortController();
    const before = Object.entries(reason);
    const collected = collect(paginateAt(server, {}, { signal: controller.signal }));
    await arrived(server, 2);
    controller.abort(reason);
    expect((await collected).error).toBe(reason);
    expect(Object.entries(reason)).toEqual(before);
  });

  test.each<[string, PaginateOptions]>([
    ["the end", {}],
    ["a limit", { limit: 1 }],
    ["maxPages", { maxPages: 1 }],
  ])("No listener is left on the caller's signal after %s", async (_name, options) => {
    const server = await serve(pagedServer(three));
    const { signal } = new AbortController();
    await paginateAt(server, {}, { ...options, signal }).toArray();
    expect(getEventListeners(signal, "abort")).toEqual([]);
    for await (const _ of paginateAt(server, {}, { ...options, signal })) break;
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("a status past the end", () => {
  const refusing =
    (status: number, pages: unknown, at = 3): Handler =>
    ({ page }, response) => {
      if (page >= at) json(response, {}, status);
      else respond(response, { ids: numbered(9)[page - 1] ?? [], pages });
    };

  test.each([404, 416])("%s ends a list without a total", async (status) => {
    const server = await serve(refusing(status, undefined));
    expect(ids(await paginateAt(server).toArray())).toEqual(numbered(2).flat());
    expect(requestedPages(server)).toEqual([1, 2, 3]);
  });

  test.each<[string, number, unknown, number]>([
    ["404 within the total", 404, 9, 3],
    ["404 on the first page", 404, undefined, 1],
    ["422", 422, undefined, 3],
    ["403", 403, undefined, 3],
    ["500", 500, undefined, 3],
  ])("%s is thrown", async (_name, status, pages, at) => {
    const { error } = await collect(paginateAt(await serve(refusing(status, pages, at))));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, page: at });
  });

  test("404 on the page where the caller begins is thrown", async () => {
    const server = await serve(refusing(404, undefined));
    expect((await collect(paginateAt(server, { page: { number: 5 } }))).error).toMatchObject({
      status: 404,
      page: 5,
    });
  });
});

describe("resume", () => {
  const params = { filter: { external_sip_connection: "zoom" }, page: { size: 2 } };

  test("pages() tells with which params to go on after the page that was read last", async () => {
    const server = await serve(pagedServer(numbered(4)));
    const pages = paginateAt(server, params).pages();
    expect(pages.resume).toBeUndefined();
    for await (const _ of pages) if (server.requests.length === 2) break;
    expect(pages.resume).toEqual({ ...params, page: { size: 2, number: 3 } });
    expect(ids(await paginateAt(server, pages.resume).toArray())).toEqual(
      numbered(4).slice(2).flat(),
    );
  });

  test("pages() tells nothing at the end", async () => {
    const pages = paginateAt(await serve(pagedServer(numbered(2)))).pages();
    await collect(pages);
    expect(pages.resume).toBeUndefined();
  });

  test("After maxPages, pages() tells the next page", async () => {
    const pages = paginateAt(await serve(pagedServer(numbered(4))), {}, { maxPages: 2 }).pages();
    await collect(pages);
    expect(pages.resume).toEqual({ page: { number: 3 } });
  });
});

describe("error.page", () => {
  test.each<[string, new (...args: never[]) => Error, (response: ServerResponse) => void]>([
    [
      "ApiError",
      ApiError,
      (response) => {
        json(response, {}, 404);
      },
    ],
    ["ConnectionError", ConnectionError, (response) => response.destroy()],
    ["TimeoutError", TimeoutError, () => {}],
    [
      "PaginationError",
      PaginationError,
      (response) => {
        json(response, {});
      },
    ],
  ])("%s has the page number, and a paginator can resume there", async (_name, kind, fail) => {
    let isBroken = true;
    const server = await serve(({ page }, response) => {
      if (page === 3 && isBroken) fail(response);
      else respond(response, { ids: numbered(4)[page - 1] ?? [], pages: 4 });
    });
    const before = await collect(paginateAt(server, {}, { timeout: 100 }));
    expect(before.error).toBeInstanceOf(kind);
    const { page, resume } = before.error as { page?: number; resume?: object };
    expect(page).toBe(3);
    expect(resume).toEqual({ page: { number: 3 } });
    isBroken = false;
    const after = await paginateAt(server, { page: { number: page } }).toArray();
    expect(ids([...before.items, ...after])).toEqual(numbered(4).flat());
  });

  test("An error outside a paginator has no page", async () => {
    const server = await serve((_request, response) => {
      json(response, {}, 404);
    });
    const client = createClient({ apiKey: "k", baseUrl: server.url });
    const error = await rejection(listExternalConnections(client, {}));
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).page).toBeUndefined();
  });
});

describe("retries in a paginator", () => {
  test("A page that fails once is requested again, and the paginator continues", async () => {
    let failures = 0;
    const server = await serve(({ page }, response) => {
      if (page === 2 && failures++ === 0) json(response, {}, 503, { "retry-after-ms": "1" });
      else respond(response, { ids: three[page - 1] ?? [], pages: 3 });
    });
    const items = await paginateAt(server, {}, { maxRetries: 2 }).toArray();
    expect(ids(items)).toEqual(["a", "b", "c", "d", "e"]);
    expect(requestedPages(server)).toEqual([1, 2, 2, 3]);
  });
});
