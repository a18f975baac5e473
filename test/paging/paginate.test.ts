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

/** What a server says on a page: the ids of its items, its totals. */
interface Said {
  readonly ids: readonly string[];
  readonly pages?: unknown;
  readonly results?: unknown;
}

const said = (response: ServerResponse, { ids, pages, results }: Said): void => {
  json(response, {
    data: ids.map((id) => ({ id })),
    ...((pages !== undefined || results !== undefined) && {
      meta: { total_pages: pages, total_results: results },
    }),
  });
};

/** A server that says what a function of the page's number, and of the number of requests, gives. */
const saying =
  (answer: (page: number, count: number) => Said): Handler =>
  ({ page }, response, count) => {
    said(response, answer(page, count));
  };

/** A list that is what it seems. */
const book =
  (pages: readonly (readonly string[])[], total: unknown = pages.length): Handler =>
  ({ page }, response) => {
    said(response, { ids: pages[page - 1] ?? [], pages: total });
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

const asked = ({ requests }: Server): number[] => requests.map(({ page }) => page);

/** What comes out, until it ends or throws. */
async function walk<Item>(items: AsyncIterable<Item>): Promise<{ items: Item[]; error?: unknown }> {
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

describe("a list that is what it seems", () => {
  test("Three pages come out in order, each asked for once", async () => {
    const server = await serve(book(three));
    expect(ids(await paginateAt(server).toArray())).toEqual(["a", "b", "c", "d", "e"]);
    expect(asked(server)).toEqual([1, 2, 3]);
  });

  test("for await and toArray give the same", async () => {
    const server = await serve(book(three));
    const { items } = await walk(paginateAt(server));
    expect(items).toEqual(await paginateAt(server).toArray());
  });

  test("pages() gives whole responses", async () => {
    const server = await serve(book(three));
    const { items } = await walk(paginateAt(server).pages());
    expect(items).toEqual(
      three.map((page) => ({ data: page.map((id) => ({ id })), meta: { total_pages: 3 } })),
    );
  });

  test("Nothing is requested before the first next()", async () => {
    const server = await serve(book(three));
    const paginator = paginateAt(server);
    const iterator = paginator[Symbol.asyncIterator]();
    const pages = paginator.pages();
    const pageIterator = pages[Symbol.asyncIterator]();
    await wait(30);
    expect(server.requests).toEqual([]);
    await iterator.next();
    expect(asked(server)).toEqual([1]);
    await pageIterator.next();
    expect(asked(server)).toEqual([1, 1]);
    await iterator.return?.();
    await pageIterator.return?.();
  });

  test("The next page is not requested before it is needed", async () => {
    const server = await serve(book(three));
    const iterator = paginateAt(server)[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    await wait(30);
    expect(asked(server)).toEqual([1]);
    await iterator.next();
    expect(asked(server)).toEqual([1, 2]);
    await iterator.return?.();
  });

  test("Iterating again starts afresh", async () => {
    const server = await serve(book(three));
    const paginator = paginateAt(server);
    for await (const { id } of paginator) if (id === "c") break;
    expect(ids(await paginator.toArray())).toEqual(["a", "b", "c", "d", "e"]);
    expect(ids((await walk(paginator)).items)).toEqual(["a", "b", "c", "d", "e"]);
    const pages = paginator.pages();
    expect((await walk(pages)).items).toHaveLength(3);
    expect((await walk(pages)).items).toHaveLength(3);
    expect(asked(server)).toEqual([1, 2, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
  });

  test("Two walks at once do not disturb each other", async () => {
    const server = await serve(book(three));
    const paginator = paginateAt(server);
    const [one, two] = await Promise.all([paginator.toArray(), paginator.toArray()]);
    expect(ids(one)).toEqual(["a", "b", "c", "d", "e"]);
    expect(two).toEqual(one);
  });

  test("The caller's start page and size hold, and filter and size go on every request", async () => {
    const server = await serve(book(numbered(4)));
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

  test("The caller's params may be frozen to their depth", async () => {
    const server = await serve(book(three));
    const params = Object.freeze({
      filter: Object.freeze({ id: "1" }),
      page: Object.freeze({ size: 2 }),
    });
    await paginateAt(server, params).toArray();
    expect(asked(server)).toEqual([1, 2, 3]);
    expect(params).toEqual({ filter: { id: "1" }, page: { size: 2 } });
  });

  test("Headers, hooks and other options of a call go on every request", async () => {
    const server = await serve(book(three));
    const onResponse = vi.fn<() => void>();
    await paginateAt(server, {}, { headers: { "x-walk": "1" }, onResponse }).toArray();
    expect(server.requests.map(({ headers }) => headers["x-walk"])).toEqual(["1", "1", "1"]);
    expect(onResponse).toHaveBeenCalledTimes(3);
  });

  test("An explicit undefined means the default", async () => {
    const server = await serve(book(three));
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

describe("params that cannot be sent", () => {
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
  ])("%s is refused with its path and nothing is sent", async (_name, params, want) => {
    const server = await serve(book(three));
    const { items, error } = await walk(paginateAt(server, params));
    expect(asked(server)).toEqual([]);
    expect(items).toEqual([]);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(want);
  });
});

describe("options that make no sense", () => {
  test.each<[string, PaginateOptions]>([
    ["limit", { limit: NaN }],
    ["limit", { limit: -1 }],
    ["maxPages", { maxPages: NaN }],
    ["maxPages", { maxPages: -1 }],
  ])("%s is refused by name, and nothing is sent: %o", async (name, options) => {
    const server = await serve(book(three));
    const { items, error } = await walk(paginateAt(server, {}, options));
    expect(items).toEqual([]);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(new RegExp(`^${name}: expected .*, found (NaN|-1)$`));
    expect(asked(server)).toEqual([]);
  });
});

describe("the end", () => {
  test.each<[string, unknown[], Handler, string[], number[]]>([
    ["total_pages as a string", [], book(three, "3"), ["a", "b", "c", "d", "e"], [1, 2, 3]],
    ["a total of one page", [], book([["a"]]), ["a"], [1]],
    ["a total of no page, and none", [], book([[]], 0), [], [1]],
    ["an empty list without a total", [], book([], undefined), [], [1]],
    [
      "no meta: an empty page",
      [],
      saying((page) => ({ ids: three[page - 1] ?? [] })),
      ["a", "b", "c", "d", "e"],
      [1, 2, 3, 4],
    ],
    [
      "no meta: a page shorter than the size that was asked for",
      [{ page: { size: 2 } }],
      saying((page) => ({ ids: three[page - 1] ?? [] })),
      ["a", "b", "c", "d", "e"],
      [1, 2, 3],
    ],
    [
      "no meta: a size that was given as a string",
      [{ page: { size: "2" } }],
      saying((page) => ({ ids: three[page - 1] ?? [] })),
      ["a", "b", "c", "d", "e"],
      [1, 2, 3],
    ],
    [
      "a known total: a page shorter than the size does not end it",
      [{ page: { size: 2 } }],
      book([["a"], ["b"], ["c"]]),
      ["a", "b", "c"],
      [1, 2, 3],
    ],
    ["an empty page in the middle", [], book([["a"], [], ["c"]]), ["a", "c"], [1, 2, 3]],
    ["two empty pages in the middle", [], book([["a"], [], [], ["d"]]), ["a", "d"], [1, 2, 3, 4]],
    [
      "two empty pages at a time, again and again",
      [],
      book([[], [], ["c"], [], [], ["f"], [], []]),
      ["c", "f"],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ],
    [
      "a list that grows",
      [],
      saying((page) => ({ ids: numbered(5)[page - 1] ?? [], pages: Math.min(page + 1, 5) })),
      numbered(5).flat(),
      [1, 2, 3, 4, 5],
    ],
    [
      "a list that grows on what was its last page",
      [],
      saying((page) => ({ ids: three[page - 1] ?? [], pages: page < 2 ? 2 : 3 })),
      ["a", "b", "c", "d", "e"],
      [1, 2, 3],
    ],
    [
      "a list that shrinks",
      [],
      saying((page) => ({ ids: numbered(9)[page - 1] ?? [], pages: page < 3 ? 9 : 4 })),
      numbered(4).flat(),
      [1, 2, 3, 4],
    ],
    [
      "a list that shrinks to less than was read",
      [],
      saying((page) => ({
        ids: page < 3 ? (numbered(9)[page - 1] ?? []) : [],
        pages: page < 3 ? 9 : 2,
      })),
      numbered(2).flat(),
      [1, 2, 3],
    ],
    [
      "a list that vanishes",
      [],
      saying((page) => ({ ids: page < 2 ? ["a"] : [], pages: page < 2 ? 9 : 0 })),
      ["a"],
      [1, 2],
    ],
    [
      "a total that is only said once",
      [],
      saying((page) => ({ ids: three[page - 1] ?? [], pages: page < 2 ? 3 : undefined })),
      ["a", "b", "c", "d", "e"],
      [1, 2, 3],
    ],
    [
      "a total that is blank on an empty page",
      [],
      saying((page) => ({ ids: [["a"], [], ["c"]][page - 1] ?? [], pages: page === 2 ? " " : 3 })),
      ["a", "c"],
      [1, 2, 3],
    ],
    ["a start past the end", [{ page: { number: 7 } }], book(three), [], [7]],
    [
      "a start given as a string",
      [{ page: { number: "2" } }],
      book(three),
      ["c", "d", "e"],
      [2, 3],
    ],
  ])("%s", async (_name, [params], handler, want, pages) => {
    for (const concurrency of [1, 3]) {
      const server = await serve(handler);
      const got = await walk(paginateAt(server, params, { concurrency }));
      expect(got.error).toBeUndefined();
      expect(ids(got.items)).toEqual(want);
      if (concurrency === 1) expect(asked(server)).toEqual(pages);
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
    ["zero, beside items", 0],
    ["too large to count", 1e300],
  ])("A total that is %s counts as absent", async (_name, total) => {
    const server = await serve(book([["a"], ["b"]], total));
    const { items, error } = await walk(paginateAt(server));
    expect(error).toBeUndefined();
    expect(ids(items)).toEqual(["a", "b"]);
    expect(asked(server)).toEqual([1, 2, 3]);
  });
});

describe("servers that never end", () => {
  const turn =
    (...pages: string[][]): ((page: number) => string[]) =>
    (page) =>
      pages[(page - 1) % pages.length] ?? [];
  const cases: [string, Handler, string[], number][] = [
    ["The page is ignored, no total", saying(() => ({ ids: ["a", "b"] })), ["a", "b"], 2],
    ["The page is ignored, a total", saying(() => ({ ids: ["a", "b"], pages: 10 })), ["a", "b"], 4],
    [
      "The page is ignored, a total that runs ahead",
      saying((page) => ({ ids: ["a", "b"], pages: page + 1 })),
      ["a", "b"],
      4,
    ],
    [
      "One page for ever after some that are new, no total",
      saying((page) => ({ ids: numbered(3)[Math.min(page, 3) - 1] ?? [] })),
      numbered(3).flat(),
      4,
    ],
    [
      "Two pages in turn, no total",
      saying((page) => ({ ids: turn(["a"], ["b"])(page) })),
      ["a", "b"],
      3,
    ],
    [
      "Two pages in turn, a total",
      saying((page) => ({ ids: turn(["a"], ["b"])(page), pages: 1000 })),
      ["a", "b"],
      5,
    ],
    [
      "Eight pages in turn, no total",
      saying((page) => ({ ids: turn(...numbered(8))(page) })),
      numbered(8).flat(),
      9,
    ],
    [
      "Eight pages in turn, a total that runs ahead",
      saying((page) => ({ ids: turn(...numbered(8))(page), pages: page + 1 })),
      numbered(8).flat(),
      11,
    ],
    ["All pages are empty, a total", saying(() => ({ ids: [], pages: 1000 })), [], 3],
    [
      "All pages are empty, a total that runs ahead",
      saying((page) => ({ ids: [], pages: page + 1 })),
      [],
      3,
    ],
    [
      "Empty and repeated pages in turn",
      saying((page) => ({ ids: page % 2 ? ["a"] : [], pages: 1000 })),
      ["a"],
      4,
    ],
    ["A third empty page that is the last", saying(() => ({ ids: [], pages: 3 })), [], 3],
    [
      "The same items in another order",
      saying((page) => ({ ids: page % 2 ? ["a", "b"] : ["b", "a"] })),
      ["a", "b"],
      2,
    ],
  ];

  test.each(cases)("%s: stalled", async (_name, handler, want, page) => {
    const server = await serve(handler);
    const { items, error } = await walk(paginateAt(server));
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ reason: "stalled", page });
    expect(ids(items)).toEqual(want);
    expect(server.requests).toHaveLength(page);
  });

  test.each(cases)(
    "%s: stalled with dedupe off, and pages() too",
    async (_name, handler, _want, page) => {
      for (const read of [
        (server: Server) => walk(paginateAt(server, {}, { dedupe: false })),
        (server: Server) => walk(paginateAt(server).pages()),
      ]) {
        const server = await serve(handler);
        expect((await read(server)).error).toMatchObject({ reason: "stalled", page });
        expect(server.requests).toHaveLength(page);
      }
    },
  );

  test.each(cases)("%s: stalled with concurrency", async (_name, handler, _want, page) => {
    const server = await serve(handler);
    const { error } = await walk(paginateAt(server, {}, { concurrency: 4 }));
    expect(error).toMatchObject({ reason: "stalled", page });
    expect(server.requests.length).toBeLessThan(page + 4);
    await nothingOpen(server);
  });

  test.each<[string, unknown]>([
    ["a total without end", Number.MAX_SAFE_INTEGER],
    ["no total", undefined],
  ])("Ever new items and %s: maxPages bounds it", async (_name, pages) => {
    for (const concurrency of [1, 4]) {
      const server = await serve(saying((page) => ({ ids: [String(page)], pages })));
      const { items, error } = await walk(paginateAt(server, {}, { maxPages: 5, concurrency }));
      expect(error).toBeUndefined();
      expect(ids(items)).toEqual(["1", "2", "3", "4", "5"]);
      expect(asked(server).sort()).toEqual([1, 2, 3, 4, 5]);
    }
  });

  test("maxPages counts from the caller's start page", async () => {
    const server = await serve(book(numbered(9)));
    await paginateAt(server, { page: { number: 3 } }, { maxPages: 2 }).toArray();
    expect(asked(server)).toEqual([3, 4]);
  });

  test("Without maxPages it is over after 10 000 pages", async () => {
    let count = 0;
    const client = createClient({
      apiKey: "k",
      fetch: async () => Response.json({ data: [{ id: String(++count) }] }),
    });
    const { items, error } = await walk(paginateListExternalConnections(client));
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
  ])("%s raises PaginationError on the first page and on later ones", async (_name, body) => {
    const first = await serve((_request, response) => {
      json(response, body);
    });
    expect((await walk(paginateAt(first))).error).toMatchObject({
      name: "PaginationError",
      reason: "missing-items",
      page: 1,
    });
    const second = await serve(({ page }, response) => {
      if (page === 2) json(response, body);
      else said(response, { ids: ["a"], pages: 3 });
    });
    const { items, error } = await walk(paginateAt(second));
    expect(ids(items)).toEqual(["a"]);
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ reason: "missing-items", page: 2 });
    expect((await walk(paginateAt(second).pages())).error).toMatchObject({ page: 2 });
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
      // Slow enough for whatever is in flight to arrive.
      setTimeout(() => {
        said(response, { ids: numbered(6)[page - 1] ?? [], pages: 6 });
      }, 30);
    });
    expect(ids(await paginateAt(server, {}, { limit, concurrency }).toArray())).toEqual(want);
    expect(asked(server).sort()).toEqual(pages);
  });

  test("It counts the items that come out, not those that were dropped", async () => {
    const server = await serve(
      book([
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

  test("Items shifted onto the next page come out once", async () => {
    for (const concurrency of [1, 3]) {
      const server = await serve(book(shifted));
      expect(ids(await paginateAt(server, {}, { concurrency }).toArray())).toEqual([
        "a",
        "b",
        "c",
        "d",
      ]);
    }
  });

  test("A whole page that was shifted does not end the walk", async () => {
    const server = await serve(book([["a", "b"], ["a", "b"], ["c"]]));
    expect(ids(await paginateAt(server).toArray())).toEqual(["a", "b", "c"]);
  });

  test("With dedupe off they come out as often as they came", async () => {
    const server = await serve(book(shifted));
    expect(ids(await paginateAt(server, {}, { dedupe: false }).toArray())).toEqual(shifted.flat());
  });

  test("pages() is never deduplicated", async () => {
    const server = await serve(book(shifted));
    const { items } = await walk(paginateAt(server).pages());
    expect(items.map(({ data = [] }) => ids(data))).toEqual(shifted);
  });

  test("Identities are remembered over 8 pages and no longer", async () => {
    const near = numbered(9);
    near[8] = ["1a", "new"];
    const far = numbered(10);
    far[9] = ["1a", "new"];
    const walked = async (pages: string[][]): Promise<number> =>
      ids(await paginateAt(await serve(book(pages))).toArray()).filter((id) => id === "1a").length;
    const again = numbered(12);
    again[4] = ["1a", "new"];
    again[11] = ["1a", "newer"];
    expect(await walked(near)).toBe(1);
    expect(await walked(far)).toBe(2);
    expect(await walked(again)).toBe(1);
  });

  test("Items without an identity are never dropped", async () => {
    const server = await serve(({ page }, response) => {
      json(response, {
        data: [{ tags: ["same"] }, { id: null }, { id: String(page) }],
        meta: { total_pages: 3 },
      });
    });
    expect(await paginateAt(server).toArray()).toHaveLength(9);
  });

  test.each<[string, Handler, number]>([
    ["an item that came twice", book(shifted), 2],
    [
      "a number of pages that grows",
      saying((page) => ({ ids: numbered(3)[page - 1] ?? [], pages: page < 2 ? 2 : 3 })),
      2,
    ],
    [
      "a number of pages that shrinks",
      saying((page) => ({ ids: numbered(3)[page - 1] ?? [], pages: page < 2 ? 3 : 2 })),
      2,
    ],
    [
      "a number of items that changes",
      saying((page) => ({ ids: numbered(3)[page - 1] ?? [], pages: 3, results: page < 3 ? 6 : 5 })),
      3,
    ],
    ["an empty page in the middle", book([["a"], [], ["c"]]), 2],
  ])("strict raises PaginationError for %s", async (_name, handler, page) => {
    const server = await serve(handler);
    const { error } = await walk(paginateAt(server, {}, { strict: true }));
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ reason: "changed", page });
  });

  test.each<[string, Handler]>([
    ["with totals", book(three)],
    ["without totals", saying((page) => ({ ids: three[page - 1] ?? [] }))],
    ["of none", book([[]], 0)],
  ])("strict reads a list %s that does not change", async (_name, handler) => {
    const server = await serve(handler);
    expect((await walk(paginateAt(server, {}, { strict: true }))).error).toBeUndefined();
  });
});

describe("concurrency", () => {
  /** Later pages are faster, so that they overtake. */
  const overtaking =
    (pages: number): Handler =>
    ({ page }, response) => {
      setTimeout(
        () => {
          said(response, { ids: numbered(pages)[page - 1] ?? [], pages });
        },
        page === 1 ? 20 : 60 + 15 * (4 - (page % 4)),
      );
    };

  test.each([2, 4, 8, 100])("%s: in order, and never more in flight", async (concurrency) => {
    const server = await serve(overtaking(12));
    const items = await paginateAt(server, {}, { concurrency }).toArray();
    expect(ids(items)).toEqual(numbered(12).flat());
    expect(asked(server).sort((a, b) => a - b)).toEqual(numbered(12).map((_, index) => index + 1));
    expect(server.peak()).toBe(Math.min(concurrency, 11));
  });

  test("1, the default: strictly one request after another", async () => {
    const server = await serve(overtaking(6));
    await paginateAt(server).toArray();
    expect(asked(server)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(server.peak()).toBe(1);
  });

  test("Until the total is known, one request at a time", async () => {
    const server = await serve(({ page }, response) => {
      setTimeout(() => {
        said(response, { ids: numbered(5)[page - 1] ?? [] });
      }, 10);
    });
    const items = await paginateAt(server, {}, { concurrency: 8 }).toArray();
    expect(items).toHaveLength(10);
    expect(server.peak()).toBe(1);
  });

  test("A page that fails surfaces once and in its place", async () => {
    const unhandled = vi.fn<() => void>();
    process.on("unhandledRejection", unhandled);
    onTestFinished(() => {
      process.off("unhandledRejection", unhandled);
    });
    const server = await serve(({ page }, response) => {
      setTimeout(
        () => {
          if (page === 4) json(response, { errors: [{ code: "4" }] }, 404);
          else if (page < 5) said(response, { ids: numbered(9)[page - 1] ?? [], pages: 9 });
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
  /** Answers the first page, and leaves all others open. */
  const hanging: Handler = ({ page }, response) => {
    if (page === 1) said(response, { ids: ["1a", "1b"], pages: 20 });
  };

  const arrived = async ({ requests }: Server, count: number): Promise<void> => {
    await vi.waitFor(() => {
      expect(requests).toHaveLength(count);
    });
  };

  const cutIn = (requests: readonly Seen[]): number =>
    requests.filter(({ state }) => state === "cut").length;

  test("break cuts what is in flight", async () => {
    const server = await serve(hanging);
    for await (const _ of paginateAt(server, {}, { concurrency: 4 })) {
      await arrived(server, 5);
      break;
    }
    await nothingOpen(server);
    expect(cutIn(server.requests)).toBe(4);
  });

  test("break in pages() cuts what is in flight", async () => {
    const server = await serve(hanging);
    for await (const _ of paginateAt(server, {}, { concurrency: 4 }).pages()) {
      await arrived(server, 5);
      break;
    }
    await nothingOpen(server);
    expect(cutIn(server.requests)).toBe(4);
  });

  test("An error in the loop's body passes through and cuts what is in flight", async () => {
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

  test("throw() while next() is pending ends it and rejects with what was thrown", async () => {
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
    "An aborted signal cuts what is in flight, concurrency %s",
    async (concurrency) => {
      const server = await serve(hanging);
      const controller = new AbortController();
      const reason = new Error("enough");
      const walked = walk(paginateAt(server, {}, { concurrency, signal: controller.signal }));
      await arrived(server, 1 + concurrency);
      controller.abort(reason);
      const { items, error } = await walked;
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
    const walked = walk(paginateAt(server, {}, { maxRetries: 2, signal: controller.signal }));
    await arrived(server, 1);
    await wait(50);
    const begin = performance.now();
    controller.abort("enough");
    expect((await walked).error).toBe("enough");
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(server.requests).toHaveLength(1);
  });

  test("A signal that has aborted before requests nothing", async () => {
    const server = await serve(hanging);
    const { error } = await walk(paginateAt(server, {}, { signal: AbortSignal.abort("before") }));
    expect(error).toBe("before");
    expect(server.requests).toEqual([]);
  });

  test.each([1, 4])(
    "An abort between two pages rejects with its reason and lets no further page out, concurrency %s",
    async (concurrency) => {
      const server = await serve(book(numbered(5)));
      const controller = new AbortController();
      const out: unknown[] = [];
      const loop = async (): Promise<void> => {
        const options = { concurrency, signal: controller.signal };
        for await (const page of paginateAt(server, {}, options).pages()) {
          out.push(page);
          await wait(60); // With concurrency the others arrive meanwhile.
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
  ])("An abort reason passes through untouched: %s", async (_name, reason) => {
    const server = await serve(hanging);
    const controller = new AbortController();
    const before = Object.entries(reason);
    const walked = walk(paginateAt(server, {}, { signal: controller.signal }));
    await arrived(server, 2);
    controller.abort(reason);
    expect((await walked).error).toBe(reason);
    expect(Object.entries(reason)).toEqual(before);
  });

  test.each<[string, PaginateOptions]>([
    ["the end", {}],
    ["a limit", { limit: 1 }],
    ["maxPages", { maxPages: 1 }],
  ])("No listener stays on the caller's signal after %s", async (_name, options) => {
    const server = await serve(book(three));
    const { signal } = new AbortController();
    await paginateAt(server, {}, { ...options, signal }).toArray();
    expect(getEventListeners(signal, "abort")).toEqual([]);
    for await (const _ of paginateAt(server, {}, { ...options, signal })) break;
    expect(getEventListeners(signal, "abort")).toEqual([]);
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
  ])("%s says on which page, and a walk can be resumed there", async (_name, kind, fail) => {
    let isBroken = true;
    const server = await serve(({ page }, response) => {
      if (page === 3 && isBroken) fail(response);
      else said(response, { ids: numbered(4)[page - 1] ?? [], pages: 4 });
    });
    const before = await walk(paginateAt(server, {}, { timeout: 100 }));
    expect(before.error).toBeInstanceOf(kind);
    const { page } = before.error as { page?: number };
    expect(page).toBe(3);
    isBroken = false;
    const after = await paginateAt(server, { page: { number: page } }).toArray();
    expect(ids([...before.items, ...after])).toEqual(numbered(4).flat());
  });

  test("An error outside of a walk says no page", async () => {
    const server = await serve((_request, response) => {
      json(response, {}, 404);
    });
    const client = createClient({ apiKey: "k", baseUrl: server.url });
    const error = await rejection(listExternalConnections(client, {}));
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).page).toBeUndefined();
  });
});

describe("retries within a walk", () => {
  test("A page that fails once is asked for again, and the walk goes on", async () => {
    let failures = 0;
    const server = await serve(({ page }, response) => {
      if (page === 2 && failures++ === 0) json(response, {}, 503, { "retry-after-ms": "1" });
      else said(response, { ids: three[page - 1] ?? [], pages: 3 });
    });
    const items = await paginateAt(server, {}, { maxRetries: 2 }).toArray();
    expect(ids(items)).toEqual(["a", "b", "c", "d", "e"]);
    expect(asked(server)).toEqual([1, 2, 2, 3]);
  });
});
