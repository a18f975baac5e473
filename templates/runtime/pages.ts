import type { Client, ListOperation } from "./client.js";
import type { PaginateOptions } from "./options.js";
import type { Pagination } from "./pagination.js";
import { walk } from "./walk.js";

export type { Pagination } from "./pagination.js";
export type { PaginateOptions } from "./options.js";

/** All items, page by page. Nothing is requested before the first `next()`. Iterating again starts over. */
export interface Paginator<Page, Item> extends AsyncIterable<Item> {
  /** Whole response bodies, never deduplicated. */
  pages(): Pages<Page>;
  /** Reads the whole list into an array. */
  toArray(): Promise<Item[]>;
}

/** Whole response bodies, page by page. */
export interface Pages<Page> extends AsyncIterable<Page> {
  /** The params with which a paginator goes on after the last page that was read; nothing at the end of the list. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- So that it can be passed to the paginator as it is.
  readonly resume?: any;
}

/** What the items at a path of a response are. */
export type ItemAt<Page, Path extends readonly string[]> = Path extends readonly [
  infer Key extends string,
  ...infer Rest extends readonly string[],
]
  ? Page extends { readonly [Member in Key]?: infer Member }
    ? ItemAt<Member, Rest>
    : never
  : Page extends readonly (infer Item)[]
    ? Item
    : never;

export function paginate<Params extends object, Page, Item>(
  list: ListOperation<Params, Page>,
  pagination: Pagination,
  client: Client,
  params = {} as Params,
  options: PaginateOptions = {},
): Paginator<Page, Item> {
  const iterate = (pages?: Pages<Page>): AsyncIterator<unknown, undefined> => {
    const controller = new AbortController();
    const steps = walk(list, pagination, client, params, options, controller, pages);
    let left: readonly unknown[] = [];
    let index = 0;
    // Not a generator, which takes twice the time to yield an item. Where `next()` is called ahead, pages add up.
    const next = (): Promise<IteratorResult<unknown, undefined>> =>
      index < left.length
        ? Promise.resolve({ done: false, value: left[index++] })
        : steps.next().then((page) => {
            left = [...left.slice(index), ...(page.value ?? [])];
            index = 0;
            return page.done && !left.length ? page : next();
          });
    // A generator queues `return()` behind a pending `next()`, so abort the pending request first.
    const stop = () => {
      controller.abort();
      left = [];
      return steps.return(undefined);
    };
    return {
      next,
      return: stop,
      async throw(error) {
        await stop();
        throw error;
      },
    };
  };
  return {
    [Symbol.asyncIterator]: () => iterate() as AsyncIterator<Item, undefined>,
    pages() {
      const pages: Pages<Page> = {
        [Symbol.asyncIterator]: () => iterate(pages) as AsyncIterator<Page, undefined>,
      };
      return pages;
    },
    async toArray() {
      const items: Item[] = [];
      for await (const item of this) items.push(item);
      return items;
    },
  };
}
