import { generateFixture } from "../fixtures.ts";
import { loadPackage } from "../wire/load-package.ts";

export interface Item {
  readonly id: number;
  readonly name?: string;
}

/** What the server of a list is asked for. */
export interface Asked {
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly body: {
    readonly after?: string;
    readonly ExclusiveStartKey?: { readonly at?: string };
    readonly [name: string]: unknown;
  };
}

/** Answers for a kind of list: with items, and with what leads to the next page, if there is one. */
export interface Kind {
  readonly paginate: string;
  /** The page that is asked for, counted from 0, where pages have numbers or cursors; an offset where they have none. */
  readonly at: (asked: Asked) => number;
  readonly answer: (items: readonly Item[], next: number | undefined, asked: Asked) => Response;
}

const cursorOf = (text: string | null | undefined): number => Number(text?.slice(1) ?? 0);
const linkTo = ({ url }: Asked, next: number): string =>
  `${url.origin}${url.pathname}?after=c${String(next)}&limit=2`;

/** The kinds whose pages lead on by a cursor or a link. */
export const led: Readonly<Record<string, Kind>> = {
  cursor: {
    paginate: "paginateListCursors",
    at: ({ query }) => cursorOf(query.get("cursor")),
    answer: (data, next) =>
      Response.json({ data, next_cursor: next === undefined ? null : `c${String(next)}` }),
  },
  link: {
    paginate: "paginateListLinks",
    at: ({ query }) => cursorOf(query.get("after")),
    answer: (data, next, asked) =>
      Response.json({ data, links: { next: next === undefined ? null : linkTo(asked, next) } }),
  },
  "list of links": {
    paginate: "paginateListLinkLists",
    at: ({ query }) => cursorOf(query.get("after")),
    answer: (data, next, asked) => {
      const own = { rel: "self", href: asked.url.href };
      return Response.json({
        data,
        links: next === undefined ? [own] : [own, { rel: "next", href: linkTo(asked, next) }],
      });
    },
  },
  "Link header": {
    paginate: "paginateListLinkHeaders",
    at: ({ query }) => cursorOf(query.get("after")),
    answer: (items, next, asked) =>
      Response.json(items, {
        headers: next === undefined ? {} : { link: `<${linkTo(asked, next)}>; rel="next"` },
      }),
  },
  "cursor in a body": {
    paginate: "paginateSearchItems",
    at: ({ body }) => cursorOf(body.after),
    answer: (results, next) =>
      Response.json({
        results,
        ...(next !== undefined && { paging: { next: { after: `c${String(next)}` } } }),
      }),
  },
  "object in a body": {
    paginate: "paginateQueryKeys",
    at: ({ body }) => cursorOf(body.ExclusiveStartKey?.at),
    answer: (Items, next) =>
      Response.json({
        Items,
        LastEvaluatedKey: next === undefined ? {} : { at: `c${String(next)}` },
      }),
  },
};

interface Paginator extends AsyncIterable<Item> {
  pages(): AsyncIterable<unknown> & { readonly resume?: object };
  toArray(): Promise<Item[]>;
}

const api = (await loadPackage(await generateFixture("paging"))) as unknown as {
  readonly createClient: (options: object) => object;
} & Readonly<Record<string, (client: object, params?: object, options?: object) => Paginator>>;

/** A paginator over a server in memory, and the requests that the server has seen. */
export function paginateOver(
  name: string,
  respond: (asked: Asked) => Response,
  params?: object,
  options: object = {},
): { readonly paginator: Paginator; readonly asked: readonly Asked[] } {
  const asked: Asked[] = [];
  const fetch = async (input: Request | string, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const text = await request.text();
    const one: Asked = {
      url,
      query: url.searchParams,
      body: (text ? JSON.parse(text) : {}) as Asked["body"],
    };
    asked.push(one);
    return respond(one);
  };
  const client = api.createClient({ fetch, apiKey: "KEY_1234567", maxRetries: 0 });
  const paginate = api[name];
  if (!paginate) throw new Error(`${name}: no such paginator`);
  return { asked, paginator: paginate(client, params, options) };
}

/** What comes out of a walk, and the error with which it ends, if any. */
export async function walk(paginator: AsyncIterable<Item>): Promise<{
  readonly items: readonly Item[];
  readonly error?: unknown;
}> {
  const items: Item[] = [];
  try {
    for await (const item of paginator) items.push(item);
  } catch (error) {
    return { items, error };
  }
  return { items };
}

export const itemsFrom = (first: number, count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({ id: first + index }));
