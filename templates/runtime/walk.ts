import { defaultMaxPages } from "./api.js";
import type { Client } from "./client.js";
import { follow } from "./deadline.js";
import { ApiError, ConnectionError, PaginationError } from "./errors.js";
import { refuse } from "./leaves.js";
import type { Pagination } from "./operation.js";
import type { PaginateOptions, RequestOptions } from "./options.js";
import { remember } from "./page-memory.js";
import { at, put } from "./paths.js";

export type List<Params, Page> = (
  client: Client,
  params: Params,
  options?: RequestOptions,
) => Promise<Page>;

/** A step of a walk: the answer, and those of its items that are to come out. */
export type Step<Page, Item> = readonly [page: Page, items: readonly Item[]];

/** Asks for page after page until the list is read, and stops at once when its controller aborts. */
export async function* walk<Params extends object, Page, Item>(
  list: List<Params, Page>,
  pagination: Pagination,
  client: Client,
  params: Params | undefined,
  {
    concurrency = 1,
    limit = Infinity,
    maxPages,
    dedupe = true,
    strict,
    signal,
    ...options
  }: PaginateOptions,
  controller: AbortController,
): AsyncGenerator<Step<Page, Item>, undefined> {
  const {
    firstPage = 1,
    identity,
    items: member,
    page: path,
    size,
    totalPages,
    total,
  } = pagination;
  const given = at(params, path) ?? firstPage;
  const first = Number(given);
  if (!Number.isFinite(first)) throw refuse(path.join("."), "a finite number", given);
  if (!(limit >= 0)) throw refuse("limit", "a number of items", limit);
  const most = maxPages ?? Infinity;
  if (!(most >= 0)) throw refuse("maxPages", "a number of pages", maxPages);
  const pageSize = Number(at(params, size));
  const release = follow(signal, controller);
  const recall = remember<Item>(identity, dedupe);
  const inFlight: Promise<Page>[] = [];
  let next = first;
  let lastPage: number | undefined;
  let totals: string | undefined;
  let left = limit;
  let notNew = 0;

  const askUpTo = (number: number): void => {
    for (; next <= number; next++) {
      const answer = askFor(next);
      answer.catch(() => {}); // It surfaces where it is awaited, in its place.
      inFlight.push(answer);
    }
  };
  const askFor = async (number: number): Promise<Page> => {
    try {
      return await list(client, put(params ?? ({} as Params), path, number), {
        ...options,
        signal: controller.signal,
      });
    } catch (error) {
      const isOurs = error instanceof ApiError || error instanceof ConnectionError;
      if (isOurs && !controller.signal.aborted) error.page = number;
      throw error;
    }
  };

  try {
    for (let number = first; left > 0 && number - first < most; number++) {
      const fail = (reason: PaginationError["reason"], message: string): never => {
        throw new PaginationError(reason, number, message);
      };
      if (maxPages === undefined && number - first >= defaultMaxPages)
        fail(
          "max-pages",
          `expected the end within ${defaultMaxPages} pages; set maxPages to read on`,
        );
      askUpTo(number);
      const page = (await inFlight.shift()) as Page;
      controller.signal.throwIfAborted();
      const items = at(page, [member]) as readonly Item[];
      if (!Array.isArray(items))
        fail("missing-items", `expected an array in \`${member}\`, found ${typeof items}`);
      const { fresh, isNew, isRepeated } = recall(items);
      const pages = pageCount(at(page, totalPages), items.length);
      if (pages !== undefined) lastPage = pages - 1 + firstPage;

      notNew = isNew ? 0 : notNew + 1;
      if (lastPage === undefined ? !isNew && items.length > 0 : notNew > 2)
        fail(
          "stalled",
          "expected items that were not read before, found none; the server repeats itself",
        );
      const isLast =
        lastPage === undefined ? items.length === 0 || items.length < pageSize : number >= lastPage;
      const before = totals;
      totals = `${String(at(page, totalPages))} pages, ${String(at(page, total))} items`;
      if (
        strict &&
        (isRepeated || totals !== (before ?? totals) || (items.length === 0 && !isLast))
      )
        fail(
          "changed",
          `expected the list to stay as it was, found it changed (${before ?? ""} → ${totals})`,
        );

      const out = fresh.slice(0, left);
      left -= out.length;
      if (concurrency > 1 && lastPage !== undefined && left > 0) {
        const wanted = number + Math.ceil(left / Math.max(1, items.length));
        askUpTo(Math.min(lastPage, number + concurrency, first + most - 1, wanted));
      }
      yield [page, out];
      if (isLast) return;
    }
  } catch (error) {
    if (controller.signal.reason !== controller) throw error;
  } finally {
    controller.abort(controller);
    release();
  }
}

/** The number of pages, if it is one: senseless ones, such as none at all beside items, count as absent. */
function pageCount(value: unknown, items: number): number | undefined {
  const pages = typeof value === "string" && value.trim() ? Number(value) : value;
  const isSound = Number.isSafeInteger(pages) && (pages as number) >= (items > 0 ? 1 : 0);
  return isSound ? (pages as number) : undefined;
}
