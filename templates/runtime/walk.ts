import { defaultMaxPages } from "./api.js";
import type { Client, ListOperation } from "./client.js";
import { follow } from "./deadline.js";
import { ApiError, ConnectionError, PaginationError } from "./errors.js";
import { invalid } from "./leaves.js";
import type { Pagination } from "./operation.js";
import type { PaginateOptions } from "./options.js";
import { deduplicator } from "./page-memory.js";
import { getAt, setAt } from "./paths.js";
import { trackProgress } from "./progress.js";

/** A page, and those of its items that are yielded. */
export type Step<Page, Item> = readonly [page: Page, items: readonly Item[]];

/** Requests page after page until the list ends, and stops at once when its controller aborts. */
export async function* walk<Params extends object, Page, Item>(
  list: ListOperation<Params, Page>,
  pagination: Pagination,
  client: Client,
  params: Params | undefined,
  options: PaginateOptions,
  controller: AbortController,
): AsyncGenerator<Step<Page, Item>, undefined> {
  const first = checkOptions(params, options, pagination);
  const {
    concurrency = 1,
    limit = Infinity,
    maxPages,
    dedupe,
    strict,
    ...requestOptions
  } = options;
  const pageLimit = maxPages ?? defaultMaxPages;
  const end = first + pageLimit;
  const { signal } = controller;
  const release = follow(options.signal, new WeakMap(), (reason) => {
    controller.abort(reason);
  });
  const fetcher = pageFetcher(first, signal, async (number) =>
    list(client, setAt(params ?? ({} as Params), pagination.page, number), {
      ...requestOptions,
      signal,
    }),
  );
  const deduplicate = deduplicator<Item>(pagination.identity, dedupe);
  const progress = trackProgress(pagination, Number(getAt(params, pagination.size)), strict);
  let remaining = limit;
  try {
    for (let number = first; remaining > 0; number++) {
      if (number >= end) {
        if (maxPages !== undefined) return;
        throw new PaginationError(
          "max-pages",
          number,
          `expected the end within ${pageLimit} pages; set maxPages to read on`,
        );
      }
      const page = await fetcher.fetchPage(number);
      const items = getAt(page, [pagination.items]) as readonly Item[];
      if (!Array.isArray(items))
        throw new PaginationError(
          "missing-items",
          number,
          `expected an array in \`${pagination.items}\`, found ${typeof items}`,
        );
      const deduplicated = deduplicate(items);
      const { isLast, lastPage, problem } = progress.next(number, page, items, deduplicated);
      if (problem) throw problem;

      const newItems = deduplicated.newItems.slice(0, remaining);
      remaining -= newItems.length;
      if (concurrency > 1 && lastPage !== undefined) {
        const needed = number + Math.ceil(remaining / Math.max(1, items.length));
        fetcher.prefetchThrough(Math.min(lastPage, number + concurrency, end - 1, needed));
      }
      yield [page, newItems];
      if (isLast) return;
    }
  } catch (error) {
    if (signal.reason !== controller) throw error;
  } finally {
    controller.abort(controller);
    release?.();
  }
}

/** Returns the number of the first page. Throws a `TypeError` for an invalid page number or option. */
export function checkOptions(
  params: object | undefined,
  { limit = 0, maxPages = 0 }: PaginateOptions,
  { firstPage = 1, page }: Pagination,
): number {
  const given = getAt(params, page) ?? firstPage;
  const first = Number(given);
  if (!Number.isFinite(first)) throw invalid(page.join("."), "a finite number", given);
  if (!(limit >= 0)) throw invalid("limit", "0 or more", limit);
  if (!(maxPages >= 0)) throw invalid("maxPages", "0 or more", maxPages);
  return first;
}

export interface PageFetcher<Page> {
  /** Resolves to a page. Pages are taken in ascending order. */
  readonly fetchPage: (number: number) => Promise<Page>;
  /** Requests all pages up to this one. */
  readonly prefetchThrough: (number: number) => void;
}

/** Requests each page once. Errors of this package get the number of the page that failed. */
export function pageFetcher<Page>(
  first: number,
  signal: AbortSignal,
  request: (number: number) => Promise<Page>,
): PageFetcher<Page> {
  const inFlight: Promise<Page>[] = [];
  let next = first;
  const addPage = (number: number) => (error: unknown) => {
    const isOurs = error instanceof ApiError || error instanceof ConnectionError;
    if (isOurs && !signal.aborted) error.page = number;
    throw error;
  };
  const prefetchThrough = (number: number): void => {
    while (next <= number) {
      const page = request(next).catch(addPage(next++));
      page.catch(() => {}); // The error surfaces when fetchPage reaches this page.
      inFlight.push(page);
    }
  };
  return {
    prefetchThrough,
    async fetchPage(number) {
      prefetchThrough(number);
      const page = (await inFlight.shift()) as Page;
      signal.throwIfAborted();
      return page;
    },
  };
}
