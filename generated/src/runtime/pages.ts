import type { Client, RequestOptions } from "./client.js";
import { type List, type Step, walk } from "./walk.js";

/** Where an operation keeps what paging needs: written by the generator, from `x-pagination`. */
export interface Pagination {
  /** The member of the answer that holds the items. */
  readonly items: string;
  /** The path in `params` to the number of the page, and to its size. */
  readonly page: readonly string[];
  readonly size?: readonly string[];
  /** The path in the answer to the number of pages, and to the number of items. */
  readonly totalPages?: readonly string[];
  readonly total?: readonly string[];
  /** The number of the first page, where it is not 1. */
  readonly firstPage?: number;
  /** The member that tells one item from another; without it whole pages are compared. */
  readonly identity?: string;
}

export interface PaginateOptions extends RequestOptions {
  /** How many pages may be in flight once their total is known. @default 1 */
  readonly concurrency?: number | undefined;
  /** Ends after this many items. @default Infinity */
  readonly limit?: number | undefined;
  /** Ends after this many pages; the default raises `PaginationError` instead. @default 10000 */
  readonly maxPages?: number | undefined;
  /** Whether an item that an insert shifted onto the next page comes out once. @default true */
  readonly dedupe?: boolean | undefined;
  /** Whether a list that visibly changed while being read raises `PaginationError`. @default false */
  readonly strict?: boolean | undefined;
}

/** All items, page after page. Nothing is requested before the first `next()`; iterating again starts afresh. */
export interface Paginator<Page, Item> extends AsyncIterable<Item> {
  /** The answers as they came, never deduplicated. */
  pages(): AsyncIterable<Page>;
  /** All items at once. */
  toArray(): Promise<Item[]>;
}

export function paginate<Params extends object, Page, Item>(
  list: List<Params, Page>,
  pagination: Pagination,
  client: Client,
  params: Params | undefined,
  options: PaginateOptions = {},
): Paginator<Page, Item> {
  const iterate = <Out>(
    pick: (steps: Steps<Page, Item>) => AsyncGenerator<Out, undefined>,
  ): AsyncIterableIterator<Out, undefined> => {
    const controller = new AbortController();
    const out = pick(
      walk<Params, Page, Item>(list, pagination, client, params, options, controller),
    );
    // A generator takes a `return()` only after the `next()` that is under way: that one's request is ended first.
    const end = (): Promise<IteratorResult<Out, undefined>> => {
      controller.abort(controller);
      return out.return(undefined);
    };
    return {
      next: () => out.next(),
      return: end,
      async throw(error) {
        await end();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  };
  return {
    [Symbol.asyncIterator]: () => iterate(itemsOf),
    pages: () => ({ [Symbol.asyncIterator]: () => iterate(pagesOf) }),
    async toArray() {
      const items: Item[] = [];
      for await (const item of this) items.push(item);
      return items;
    },
  };
}

type Steps<Page, Item> = AsyncIterable<Step<Page, Item>>;

async function* pagesOf<Page>(steps: Steps<Page, unknown>): AsyncGenerator<Page, undefined> {
  for await (const [page] of steps) yield page;
}

async function* itemsOf<Item>(steps: Steps<unknown, Item>): AsyncGenerator<Item, undefined> {
  for await (const [, items] of steps) yield* items;
}
