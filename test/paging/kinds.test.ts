import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Asked, type Item, itemsFrom, type Kind, led, paginateOver, walk } from "./lists.ts";

const kinds = Object.entries(led);

/** The pages of a list, two items each. */
const pageAt = (at: number): Item[] => itemsFrom(at * 2 + 1, 2);

describe.each(kinds)("an honest list by %s", (_kind, { answer, at, paginate }: Kind) => {
  const honest = (pages: readonly (readonly Item[])[]) => (asked: Asked) => {
    const page = at(asked);
    return answer(pages[page] ?? [], page + 1 < pages.length ? page + 1 : undefined, asked);
  };

  test("is read to its end, also over empty pages, with one request a page", async () => {
    const pages = [pageAt(0), [], [], pageAt(1), pageAt(2)];
    const { asked, paginator } = paginateOver(paginate, honest(pages));
    expect(await paginator.toArray()).toEqual(pages.flat());
    expect(asked).toHaveLength(5);
  });

  test("an error says where to resume, and so does pages()", async () => {
    let isBroken = true;
    const pages = [pageAt(0), pageAt(1), pageAt(2)];
    const respond = (asked: Asked): Response =>
      isBroken && at(asked) === 1 ? Response.json({}, { status: 500 }) : honest(pages)(asked);
    const { paginator } = paginateOver(paginate, respond);
    const { error, items } = await walk(paginator);
    expect(items).toEqual(pageAt(0));
    expect(error).toMatchObject({ status: 500 });
    isBroken = false;
    const { page, resume } = error as { readonly page?: number; readonly resume: object };
    expect(page).toBeUndefined();
    const stored = JSON.parse(JSON.stringify(resume)) as object;
    const rest = await paginateOver(paginate, respond, stored).paginator.toArray();
    expect(rest).toEqual(pages.slice(1).flat());

    const read = paginateOver(paginate, respond).paginator.pages();
    for await (const _ of read) break;
    const after = paginateOver(paginate, respond, read.resume).paginator;
    expect(await after.toArray()).toEqual(pages.slice(1).flat());
  });

  test("404 is an error, since the list said that it goes on", async () => {
    const respond = (asked: Asked): Response =>
      at(asked) > 0 ? Response.json({}, { status: 404 }) : answer(pageAt(0), 1, asked);
    const { error } = await walk(paginateOver(paginate, respond).paginator);
    expect(error).toMatchObject({ name: "ApiError", status: 404 });
  });
});

describe.each(kinds)("a dishonest list by %s", (_kind, { answer, at, paginate }: Kind) => {
  test.each<[string, (page: number) => number, number, ((page: number) => Item[])?]>([
    ["the first page again", () => 0, 2],
    ["the same page again and again", (page) => Math.min(page + 1, 2), 4],
    ["a cycle of 2", (page) => (page < 2 ? page + 1 : 1), 4],
    ["a cycle of 20", (page) => (page < 20 ? page + 1 : 1), 22],
    ["ever new pages with the same items", (page) => page + 1, 4, () => pageAt(0)],
    [
      "ever new pages without items",
      (page) => page + 1,
      5,
      (page) => (page < 2 ? pageAt(page) : []),
    ],
  ])("that leads to %s is stalled", async (_name, next, most, itemsAt = pageAt) => {
    const respond = (asked: Asked): Response => answer(itemsAt(at(asked)), next(at(asked)), asked);
    for (const options of [{}, { dedupe: false }, { concurrency: 4 }]) {
      const { asked, paginator } = paginateOver(paginate, respond, undefined, options);
      const { error, items } = await walk(paginator);
      expect(error).toMatchObject({ name: "PaginationError", reason: "stalled" });
      expect(asked.length).toBeLessThanOrEqual(most);
      if (!("dedupe" in options)) expect(items).toEqual(itemsFrom(1, items.length));
    }
  });

  test("that leads on forever ends with maxPages", async () => {
    const respond = (asked: Asked): Response => answer(pageAt(at(asked)), at(asked) + 1, asked);
    const { asked, paginator } = paginateOver(paginate, respond, undefined, { maxPages: 3 });
    expect(await paginator.toArray()).toEqual(itemsFrom(1, 6));
    expect(asked).toHaveLength(3);
  });
});

describe("a link", () => {
  const first = (link: string) => () => Response.json({ data: pageAt(0), links: { next: link } });
  const firstInList = (link: string) => () =>
    Response.json({ data: pageAt(0), links: [{ rel: "next", href: link }] });
  const firstInHeader = (link: string) => () =>
    Response.json(pageAt(0), { headers: { link: `<${link}>; rel=next` } });

  test.each<[string, string]>([
    ["another host", "https://evil.example/v1/links?after=c1"],
    ["another scheme", "http://api.example.com/v1/links?after=c1"],
    ["another port", "https://api.example.com:8443/v1/links?after=c1"],
    ["a host alone", "//evil.example/v1/links?after=c1"],
    ["backslashes", "\\\\evil.example\\v1\\links?after=c1"],
    [
      "the own host as the user of another",
      "https://api.example.com@evil.example/v1/links?after=c1",
    ],
    ["another path", "https://api.example.com/v1/keys?after=c1"],
    ["a longer path", "https://api.example.com/v1/links/7?after=c1"],
    ["another path by a detour", "https://api.example.com/v1/links/../keys?after=c1"],
    ["a relative path elsewhere", "../keys?after=c1"],
    ["no URL", "https://"],
  ])("to %s is not followed", async (_name, link) => {
    for (const [paginate, respond] of [
      ["paginateListLinks", first(link)],
      ["paginateListLinkLists", firstInList(link.replace("links", "link-lists"))],
      ["paginateListLinkHeaders", firstInHeader(link.replace("links", "link-headers"))],
    ] as const) {
      const { asked, paginator } = paginateOver(paginate, respond);
      const { error } = await walk(paginator);
      expect(error).toMatchObject({ name: "PaginationError", reason: "foreign-link" });
      expect((error as Error).message).not.toContain("KEY_1234567");
      expect(asked).toHaveLength(1);
    }
  });

  test.each<[string, string]>([
    ["absolute", "https://api.example.com/v1/links?after=c1"],
    ["relative to the root", "/v1/links?after=c1"],
    ["relative to the path", "links?after=c1"],
    ["a query alone", "?after=c1"],
    ["with a fragment", "?after=c1#top"],
    ["with a detour to itself", "/v1/x/../links?after=c1"],
    ["in capitals", "HTTPS://API.EXAMPLE.COM/v1/links?after=c1"],
  ])("that is %s is read", async (_name, link) => {
    const respond = ({ query }: Asked): Response =>
      Response.json({
        data: pageAt(query.has("after") ? 1 : 0),
        links: query.has("after") ? {} : { next: link },
      });
    const { asked, paginator } = paginateOver("paginateListLinks", respond);
    expect(await paginator.toArray()).toEqual(itemsFrom(1, 4));
    expect(asked[1]?.url.href).toBe("https://api.example.com/v1/links?after=c1&key=KEY_1234567");
  });

  test.each<[string, unknown[]]>([
    [
      "an element among others",
      [
        { rel: "self", href: "?" },
        { rel: "next", href: "?after=c1" },
      ],
    ],
    ["one of several relations", [{ rel: "last Next", href: "?after=c1" }]],
    ["one of a list of relations", [{ rel: ["last", "next"], href: "?after=c1" }]],
    [
      "the one to JSON",
      [
        { rel: "next", type: "text/html", href: "?after=c9" },
        { rel: "next", type: "application/geo+json", href: "?after=c1" },
      ],
    ],
    ["the only one, whatever its type", [{ rel: "next", type: "text/html", href: "?after=c1" }]],
    ["under the names of FHIR", [{ relation: "next", url: "?after=c1" }]],
    ["beside elements that are no links", [null, "next", {}, { rel: "next", href: "?after=c1" }]],
  ])("in a list is read as %s", async (_name, links) => {
    const respond = ({ query }: Asked): Response =>
      Response.json({
        data: pageAt(query.has("after") ? 1 : 0),
        links: query.has("after") ? [{ rel: "nextish", href: "?after=c2" }] : links,
      });
    const { asked, paginator } = paginateOver("paginateListLinkLists", respond);
    expect(await paginator.toArray()).toEqual(itemsFrom(1, 4));
    expect(asked).toHaveLength(2);
  });

  test.each<[string, object]>([
    ["no list of links", {}],
    ["null instead of one", { links: null }],
    ["an empty one", { links: [] }],
    ["a next one of null", { links: [{ rel: "next", href: null }] }],
  ])("is none where the response has %s", async (_name, links) => {
    const respond = () => Response.json({ data: pageAt(0), ...links });
    const { asked, paginator } = paginateOver("paginateListLinkLists", respond);
    expect(await paginator.toArray()).toEqual(pageAt(0));
    expect(asked).toHaveLength(1);
  });

  test.each<[string, string, (path: string) => object]>([
    ["in a member", "paginateListLinks", (next) => ({ links: { next } })],
    ["in an object", "paginateListLinks", (href) => ({ links: { next: { href } } })],
    ["in a list", "paginateListLinkLists", (href) => ({ links: [{ rel: "next", href }] })],
  ])("%s to the very page that it is on is stalled", async (_name, paginate, linkTo) => {
    for (const part of ["pathname", "href"] as const) {
      const respond = ({ url }: Asked): Response =>
        Response.json({ data: pageAt(0), ...linkTo(url[part]) });
      const { asked, paginator } = paginateOver(paginate, respond, { limit: 2 });
      expect((await walk(paginator)).error).toMatchObject({ reason: "stalled" });
      expect(asked).toHaveLength(1);
    }
  });

  test("sends each parameter once: the link's before the caller's, the client's key before the link's", async () => {
    const respond = ({ query }: Asked): Response =>
      Response.json({
        data: pageAt(query.has("_after") ? 1 : 0),
        links: { next: query.has("_after") ? null : "?limit=2&_after=a%26b&key=other" },
      });
    const params = { limit: 100 };
    const { asked, paginator } = paginateOver("paginateListLinks", respond, params);
    await paginator.toArray();
    expect(asked[1]?.url.search).toBe("?limit=2&_after=a%26b&key=KEY_1234567");
    expect(params).toEqual({ limit: 100 });
  });

  test("the caller's hook sees every response", async () => {
    const seen: string[] = [];
    const onResponse = ({ status }: Response, { url }: Request): void => {
      seen.push(`${String(status)} ${new URL(url).pathname}`);
    };
    const respond = () => Response.json({ data: pageAt(0), links: {} });
    await paginateOver("paginateListLinks", respond, {}, { onResponse }).paginator.toArray();
    expect(seen).toEqual(["200 /v1/links"]);
  });
});

describe("what leads to the next page", () => {
  test.each<[string, string, object]>([
    ["a cursor", "paginateListCursors", { next_cursor: { value: "c1" } }],
    ["a cursor", "paginateListCursors", { next_cursor: ["c1"] }],
    ["a cursor", "paginateListCursors", { next_cursor: true }],
    ["a link", "paginateListLinks", { links: { next: {} } }],
    ["a link", "paginateListLinks", { links: { next: { href: { path: "/" } } } }],
  ])("is not taken for the end where it is %s that is no text", async (_name, paginate, next) => {
    const respond = () => Response.json({ data: pageAt(0), ...next });
    const { asked, paginator } = paginateOver(paginate, respond);
    const { error } = await walk(paginator);
    expect(error).toMatchObject({ name: "PaginationError", reason: "stalled" });
    expect((error as Error).message).toContain("expected a text that leads to the next page");
    expect(asked).toHaveLength(1);
  });

  test.each([null, { href: null }, { href: "" }])("is none if a link is %j", async (next) => {
    const respond = () => Response.json({ data: pageAt(0), links: { next } });
    const { paginator } = paginateOver("paginateListLinks", respond);
    expect(await paginator.toArray()).toEqual(pageAt(0));
  });
});

describe("a list by the last item", () => {
  const over = (pages: readonly (readonly Item[])[], more: (page: number) => unknown) => {
    const ends = pages.map((page) => String(page.at(-1)?.id));
    return paginateOver("paginateListLastItems", ({ query }) => {
      const page = ends.indexOf(query.get("starting_after") ?? "") + 1;
      return Response.json({ data: pages[page] ?? [], has_more: more(page) });
    });
  };

  test.each<[string, (page: number) => unknown, number]>([
    ["has_more", (page) => page < 2, 3],
    ["an empty page, where has_more is missing", () => undefined, 4],
  ])("ends by %s", async (_name, more, requests) => {
    const { asked, paginator } = over([pageAt(0), pageAt(1), pageAt(2)], more);
    expect(await paginator.toArray()).toEqual(itemsFrom(1, 6));
    expect(asked.map(({ query }) => query.get("starting_after"))).toEqual(
      [null, "2", "4", "6"].slice(0, requests),
    );
  });

  test.each<[string, readonly unknown[]]>([
    ["an empty page", []],
    ["a last item without an id", [{ name: "nameless" }]],
  ])("is not at its end with %s if there is more", async (_name, page) => {
    const { paginator } = over([pageAt(0), page as readonly Item[], pageAt(1)], () => true);
    const { error, items } = await walk(paginator);
    expect(items).toEqual(pageAt(0));
    expect(error).toMatchObject({ name: "PaginationError", reason: "stalled" });
  });

  test("that always has more of the same is stalled", async () => {
    const { asked, paginator } = paginateOver("paginateListLastItems", () =>
      Response.json({ data: pageAt(0), has_more: true }),
    );
    expect((await walk(paginator)).error).toMatchObject({ reason: "stalled" });
    expect(asked).toHaveLength(2);
  });
});

describe("a list by offset", () => {
  const over = (
    total: unknown,
    itemsAt: (offset: number) => readonly Item[] | null,
    params = {},
    options = {},
  ) =>
    paginateOver(
      "paginateListOffsets",
      ({ query }) => Response.json({ items: itemsAt(Number(query.get("offset") ?? 0)), total }),
      params,
      options,
    );
  const all = itemsFrom(1, 5);
  const twoFrom = (offset: number): Item[] => all.slice(offset, offset + 2);

  test("advances by the items that came, however many were asked for", async () => {
    for (const options of [{}, { concurrency: 3 }]) {
      const { asked, paginator } = over(5, twoFrom, { limit: 100 }, options);
      expect(await paginator.toArray()).toEqual(all);
      expect(asked.map(({ query }) => query.get("offset"))).toEqual([null, "2", "4"]);
    }
  });

  test("reads on where pages that were requested ahead turn out to be shorter", async () => {
    const uneven = (offset: number): Item[] => all.slice(offset, offset === 2 ? 3 : offset + 2);
    const { paginator } = over(5, uneven, {}, { concurrency: 3 });
    expect(await paginator.toArray()).toEqual(all);
  });

  test.each<[string, unknown, (offset: number) => readonly Item[] | null, number, object]>([
    ["no total: an empty page", undefined, twoFrom, 4, {}],
    [
      "no total: null instead of an empty page",
      undefined,
      (offset) => (offset < 5 ? twoFrom(offset) : null),
      4,
      {},
    ],
    ["a total of nothing beside items", 0, twoFrom, 4, {}],
    ["a start of the caller's", 5, twoFrom, 2, { offset: 2 }],
  ])("ends by %s", async (_name, total, itemsAt, requests, params) => {
    const { asked, paginator } = over(total, itemsAt, params);
    expect(await paginator.toArray()).toEqual("offset" in params ? all.slice(2) : all);
    expect(asked).toHaveLength(requests);
  });

  test.each<[string, unknown, (offset: number) => readonly Item[], number]>([
    ["that ignores it", undefined, () => twoFrom(0), 2],
    ["that ignores it and states a total", 1000, () => twoFrom(0), 4],
    ["whose total is never reached", 1000, twoFrom, 4],
  ])("%s is stalled", async (_name, total, itemsAt, requests) => {
    const { asked, paginator } = over(total, itemsAt);
    expect((await walk(paginator)).error).toMatchObject({ reason: "stalled" });
    expect(asked).toHaveLength(requests);
  });

  test("a response without a body is an empty list, where the specification declares one", async () => {
    const { paginator } = paginateOver(
      "paginateListOffsets",
      () => new Response(null, { status: 204 }),
    );
    expect(await paginator.toArray()).toEqual([]);
  });
});

describe("a list by number", () => {
  const all = itemsFrom(1, 5);
  const missing = { reason: "missing-items" };
  const honest =
    (base: number, answer: (page: number) => object) =>
    ({ query }: Asked): Response => {
      const page = Number(query.get("page") ?? base) - base;
      return Response.json({
        result: { items: all.slice(page * 2, page * 2 + 2) },
        ...answer(page + base),
      });
    };

  test.each<[string, number, (page: number) => object, number]>([
    ["counted from 1, which the first page says", 1, (page) => ({ page, total: 5 }), 3],
    ["counted from 0, which the first page says", 0, (page) => ({ page, total: 5 }), 3],
    ["without a word about itself", 1, () => ({}), 4],
    ["with a total that counts what does not come", 1, () => ({ total: 6 }), 4],
  ])("%s", async (_name, base, answer, requests) => {
    const { asked, paginator } = paginateOver("paginateListNumbers2", honest(base, answer));
    expect(await paginator.toArray()).toEqual(all);
    expect(asked).toHaveLength(requests);
  });

  test.each<[string, object, readonly Item[] | { readonly reason: string }]>([
    ["items", { _embedded: { items: all }, page: { totalPages: 1 } }, all],
    ["no `_embedded`, which the stated total explains", { page: { totalPages: 0 } }, []],
    ["no `_embedded`, although pages are left", { page: { totalPages: 1 } }, missing],
    ["no `_embedded`, and no total", {}, missing],
  ])("in HAL: %s", async (_name, page, want) => {
    const { paginator } = paginateOver("paginateListEmbedded", () => Response.json(page));
    const { error, items } = await walk(paginator);
    if ("reason" in want) expect(error).toMatchObject(want);
    else expect(items).toEqual(want);
  });

  test("the total may stand in a header", async () => {
    for (const concurrency of [1, 3]) {
      const { asked, paginator } = paginateOver(
        "paginateListTotals",
        ({ query }) => {
          const page = Number(query.get("page"));
          return Response.json(all.slice(page * 2, page * 2 + 2), {
            headers: { "x-total-pages": "3" },
          });
        },
        {},
        { concurrency },
      );
      expect(await paginator.toArray()).toEqual(all);
      expect(asked.map(({ query }) => query.get("page"))).toEqual(["0", "1", "2"]);
    }
  });
});

test("An honest list of any kind yields every item once, in a bounded number of requests", async () => {
  /** Lists that take a place in the list, and say how to go on from another. */
  const byPlace = [...Object.keys(led), "offset"];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("number", "number without a total", ...byPlace),
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(1, 3),
      fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 4 }),
      async (kind, sizes, size, concurrency, inserts) => {
        let next = 0;
        const pages = sizes.map((count) => itemsFrom((next += count) - count + 1, count));
        const all = pages.flat();
        let list = all;
        let count = 0;
        const respond = (asked: Asked): Response => {
          if (kind === "offset" || kind.startsWith("number")) {
            // Items are inserted at the front, which shifts the others onto later pages: never by a whole page, nor where
            // no total tells a page of shifted items from a server that repeats itself.
            const isCounted = kind !== "number without a total";
            const added = isCounted && count > 0 ? Math.min(size - 1, inserts[count - 1] ?? 0) : 0;
            count++;
            if (concurrency === 1) list = [...itemsFrom(-1000 - count * 10, added), ...list];
            const from =
              kind === "offset"
                ? Number(asked.query.get("offset") ?? 0)
                : (Number(asked.query.get("page") ?? 1) - 1) * size;
            const items = list.slice(from, from + size);
            const total = kind === "number without a total" ? {} : { total: list.length };
            return Response.json(
              kind === "offset" ? { items, ...total } : { result: { items }, ...total },
            );
          }
          const { answer, at } = led[kind] as Kind;
          const page = at(asked);
          return answer(pages[page] ?? [], page + 1 < pages.length ? page + 1 : undefined, asked);
        };
        const paginate =
          led[kind]?.paginate ??
          (kind === "offset" ? "paginateListOffsets" : "paginateListNumbers2");
        const { asked, paginator } = paginateOver(paginate, respond, undefined, { concurrency });
        const { error, items } = await walk(paginator);
        expect(error).toBeUndefined();
        expect(items.filter(({ id }) => id > 0)).toEqual(all);
        expect(asked.length).toBeLessThanOrEqual(
          led[kind] ? Math.max(1, pages.length) : Math.ceil(list.length / size) + 1 + concurrency,
        );
      },
    ),
    { numRuns: 300 },
  );
});
