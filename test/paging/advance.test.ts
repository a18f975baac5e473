import { describe, expect, test } from "vitest";
import { byCursor } from "../../templates/runtime/by-cursor.ts";
import { byLink, linkQuery } from "../../templates/runtime/by-link.ts";
import { byOffset } from "../../templates/runtime/by-offset.ts";
import { byStatedNumber } from "../../templates/runtime/by-stated-number.ts";
import { endByItemCountFromOffset } from "../../templates/runtime/item-count.ts";
import { endByMore, endByNext } from "../../templates/runtime/more-pages.ts";
import type { RequestParts } from "../../templates/runtime/operation.ts";
import { endByPageCount } from "../../templates/runtime/page-count.ts";
import type { Advance, Pagination, Position } from "../../templates/runtime/pagination.ts";
import { itemsFrom, paginateOver, walk } from "./lists.ts";

const first = (): Position => ({ key: undefined, page: 1 });
const items = itemsFrom(1, 2);
const by = (advance: Advance, more: Partial<Pagination> = {}): Pagination => ({
  by: advance,
  param: ["cursor"],
  items: ["items"],
  next: ["next"],
  ...more,
});

describe("a total in words", () => {
  test.each<[unknown, number | undefined]>([
    ["5", 4],
    [" 5 ", 4],
    ["1,234", undefined],
    ["5 pages", undefined],
    ["1/5", undefined],
    ["", undefined],
    [" ", undefined],
  ])("%j: %j pages are left", (total, left) => {
    const pagination = by(byCursor, { endAt: ["total"] });
    expect(endByPageCount(first(), pagination, { total }, items)).toBe(left);
  });
});

test.each<[unknown, number]>([
  [2, 1],
  ["/things?page=2", 1],
  [0, 0],
  [null, 0],
  [undefined, 0],
  ["", 0],
  [false, 0],
])("where the next page is stated, %j leaves %j", (next, left) => {
  expect(endByNext(first(), by(byCursor, { endAt: ["next"] }), { next }, items)).toBe(left);
});

describe("after an empty page, an offset cannot advance", () => {
  const after = (response: unknown): unknown => {
    const at = first();
    const next = byOffset(at, by(byOffset, { end: endByMore, endAt: ["has_more"] }), response, []);
    return [next, at.left];
  };
  test("which is an error where the API says that there are more", () => {
    expect(() => after({ has_more: true })).toThrow("no items, although more are left");
  });
  test("which says how many, where the API counts them", () => {
    const counted = by(byOffset, { end: endByItemCountFromOffset, endAt: ["total"] });
    expect(() => byOffset(first(), counted, { total: 4 }, [])).toThrow("although 4 are left");
  });
  test.each([{ has_more: false }, {}])("and which ends the list after %j", (response) => {
    expect(after(response)).toEqual([undefined, 0]);
  });
});

describe("a page number that responses state", () => {
  test.each<[string, number | undefined, number, readonly [page: number, left: number]]>([
    ["from 0, if nothing is declared", undefined, 0, [1, 3]],
    ["from 1, although responses count from 0, if that is declared", 1, 0, [2, 3]],
    ["from 1, although 0 is declared", 0, 1, [1, 4]],
  ])("counts %s", (_name, declared, stated, want) => {
    const pagination = by(byStatedNumber, {
      ...(declared !== undefined && { first: declared }),
      current: ["number"],
      end: endByPageCount,
      endAt: ["pages"],
    });
    const at = first();
    byStatedNumber(at, pagination);
    const next = byStatedNumber(at, pagination, { number: stated, pages: 4 }, items);
    expect([next, at.left]).toEqual(want);
  });
});

describe("where a link may be a cursor", () => {
  test.each<[string, string]>([
    ["https://api.example.com/v1/things?cursor=c1", "cursor=c1"],
    ["/v1/things?cursor=c1", "cursor=c1"],
    ["things?cursor=c1", "cursor=c1"],
    ["./things?cursor=c1", "cursor=c1"],
    [" ?cursor=c1 ", "cursor=c1"],
    ["c1", "cursor=c1"],
    ["a+b/c=", "cursor=a%2Bb%2Fc%3D"],
    ["/b+c=", "cursor=%2Fb%2Bc%3D"],
    ["MTIz:x", "cursor=MTIz%3Ax"],
  ])("%j leads to %j", (next, query) => {
    const answer = { body: { next }, headers: {}, url: "https://api.example.com/v1/things" };
    const pagination = by(byLink, { next: ["body", "next"], cursor: "cursor" });
    expect(byLink(first(), pagination, answer, items)).toBe(query);
  });
});

describe("a link from /users/a%40b%2Fc%E0", () => {
  const follow = (link: string): unknown => {
    const url = "https://api.example.com/users/a%40b%2Fc%E0?limit=2";
    const answer = { body: { next: link }, headers: {}, url };
    return byLink(first(), by(byLink, { next: ["body", "next"] }), answer, items);
  };

  test.each(["/users/a@b%2Fc%E0?after=c1", "/users/a%40b%2fc%e0?after=c1"])(
    "to %s leads on, since the path is the same",
    (link) => {
      expect(follow(link)).toBe("after=c1");
    },
  );

  test.each([
    "/users/a%40b/c%E0?after=c1",
    "/users%2Fa%40b%2Fc%E0?after=c1",
    "/users/a%2540b%2Fc%E0?after=c1",
  ])("to %s leads elsewhere", (link) => {
    expect(() => follow(link)).toThrow("did not follow it");
  });
});

test.each([
  ["tags=a&tags=b", "tags%5B0%5D=a&tags%5B1%5D=b&page=2"],
  ["tags%5B%5D=a&tags%5B%5D=b", "tags[0]=a&tags[1]=b&page=2"],
  ["tags%5B%5D=a", "tags=a&page=2"],
])("a list in the caller's query, %s, is replaced by that of a link, %s", (own, link) => {
  const query = ["size=5", ...own.split("&")];
  const request = { query } as unknown as RequestParts;
  linkQuery(request, [{ keys: ["?"], value: link }], { style: linkQuery, name: "" });
  expect(query.join("&")).toBe(`size=5&${link}`);
});

test("204 past the first page is the end where no total is known, as an empty page is", async () => {
  const respond = ({ query }: { readonly query: URLSearchParams }): Response =>
    query.get("page") === "2"
      ? new Response(null, { status: 204 })
      : Response.json({ result: { items } });
  const { asked, paginator } = paginateOver("paginateListNumbers2", respond);
  expect(await walk(paginator)).toEqual({ items });
  expect(asked).toHaveLength(2);
});

describe("a list of 5 items, 2 a page, that is begun", () => {
  const all = itemsFrom(1, 5);
  const over = (page: number, past: () => Response, options: object = {}) =>
    paginateOver(
      "paginateListNumbers2",
      ({ query }) => {
        const found = all.slice((Number(query.get("page")) - 1) * 2).slice(0, 2);
        const body = { page: Number(query.get("page")), total: 5, result: { items: found } };
        return found.length > 0 ? Response.json(body) : past();
      },
      { page },
      options,
    );
  test.each<[string, () => Response]>([
    ["an empty page", () => Response.json({ page: 4, total: 5, result: { items: [] } })],
    ["404", () => new Response(null, { status: 404 })],
  ])(
    "at the last page ends with %s, since that page may be shorter than others",
    async (_, past) => {
      for (const options of [{}, { concurrency: 4 }]) {
        const { asked, paginator } = over(3, past, options);
        expect(await walk(paginator)).toEqual({ items: all.slice(4) });
        expect(asked).toHaveLength(2);
      }
    },
  );

  test("at a page before it is not asked for more than the total", async () => {
    const { asked, paginator } = over(2, () => new Response(null, { status: 500 }));
    expect(await walk(paginator)).toEqual({ items: all.slice(2) });
    expect(asked).toHaveLength(2);
  });
});
