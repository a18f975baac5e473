import type { Client, ListOperation } from "./client.js";
import type { Pagination } from "./operation.js";
import type { PaginateOptions } from "./options.js";
import { type Step, walk } from "./walk.js";

export type { Pagination } from "./operation.js";
export type { PaginateOptions } from "./options.js";

/** All items, page by page. Nothing is requested before the first `next()`. Iterating again starts over. */
export interface Paginator<Page, Item> extends AsyncIterable<Item> {
  /** Whole response bodies, never deduplicated. */
  pages(): AsyncIterable<Page>;
  /** Reads the whole list into an array. */
  toArray(): Promise<Item[]>;
}

export function paginate<Params extends object, Page, Item>(
  list: ListOperation<Params, Page>,
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
    // A generator queues `return()` behind a pending `next()`, so abort the pending request first.
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
