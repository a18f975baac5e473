import { defaultMaxPages } from "./api.js";
import type { Client, RequestOptions } from "./client.js";
import { ApiError, ConnectionError, PaginationError } from "./errors.js";
import { kindOf } from "./leaves.js";
import { remember } from "./page-memory.js";
import type { PaginateOptions, Pagination } from "./pages.js";

export type List<Params, Page> = (
  client: Client,
  params: Params,
  options?: RequestOptions,
) => Promise<Page>;

/** A step of a walk: the answer, and those of its items that are to come out. */
export type Step<Page, Item> = readonly [page: Page, items: readonly Item[]];

export interface Walk<Page, Item> {
  readonly steps: AsyncGenerator<Step<Page, Item>, undefined>;
  readonly controller: AbortController;
}

/** Asks for page after page until the list is read, and stops at once when its controller aborts. */
export function walk<Params extends object, Page, Item>(
  list: List<Params, Page>,
  pagination: Pagination,
  client: Client,
  params: Params,
  {
    concurrency = 1,
    limit = Infinity,
    maxPages,
    dedupe = true,
    strict = false,
    signal,
    ...options
  }: PaginateOptions,
): Walk<Page, Item> {
  const controller = new AbortController();
  const firstPage = pagination.firstPage ?? 1;
  // The caller's own start goes out as it was given, so that one which cannot be sent is refused by its path.
  const given = startOf(params, pagination.page);
  const first = Number(given ?? firstPage);
  const size = pagination.size && Number(at(params, pagination.size));
  return { steps: steps(), controller };

  async function* steps(): AsyncGenerator<Step<Page, Item>, undefined> {
    const abort = (): void => {
      controller.abort(signal?.reason);
    };
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();

    const inFlight: Promise<Page>[] = [];
    const memory = remember<Item>(pagination.identity, dedupe);
    let next = first;
    let lastPage: number | undefined;
    let total: string | undefined;
    let left = limit;
    let notNew = 0;
    const request = (upTo: number): void => {
      for (; next <= upTo; next++) {
        const answer = askFor(next);
        answer.catch(() => {}); // It surfaces where it is awaited, in its place.
        inFlight.push(answer);
      }
    };

    try {
      if (!Number.isFinite(first)) {
        await askFor(first); // Which refuses it, with its path.
        throw new TypeError(`${pagination.page.join(".")}: expected a number, found ${first}`);
      }
      for (let number = first; !(left <= 0 || number - first >= (maxPages ?? Infinity)); number++) {
        if (maxPages === undefined && number - first >= defaultMaxPages) {
          throw new PaginationError(
            "max-pages",
            number,
            `expected the end within ${defaultMaxPages} pages; set maxPages to read on`,
          );
        }
        request(number);
        const page = (await inFlight.shift()) as Page;
        controller.signal.throwIfAborted();
        const items = (page as { readonly [key: string]: unknown } | undefined)?.[
          pagination.items
        ] as Item[] | undefined;
        if (!Array.isArray(items)) {
          throw new PaginationError(
            "missing-items",
            number,
            `expected an array in \`${pagination.items}\`, found ${typeof items}`,
          );
        }
        const { fresh, isNew, isRepeated } = memory(items);
        const pages = pageCount(at(page, pagination.totalPages), items.length);
        if (pages !== undefined) lastPage = pages - 1 + firstPage;

        notNew = isNew ? 0 : notNew + 1;
        if (lastPage === undefined ? !isNew && items.length > 0 : notNew > 2) {
          throw new PaginationError(
            "stalled",
            number,
            "expected items that were not read before, found none; the server repeats itself",
          );
        }
        const isLast =
          lastPage === undefined
            ? items.length === 0 || (size !== undefined && items.length < size)
            : number >= lastPage;
        const seen = `${String(at(page, pagination.totalPages))} pages, ${String(at(page, pagination.total))} items`;
        if (strict && (isRepeated || seen !== (total ?? seen) || (items.length === 0 && !isLast))) {
          throw new PaginationError(
            "changed",
            number,
            `expected the list to stay as it was, found it changed (${total ?? ""} → ${seen})`,
          );
        }
        total = seen;

        const out = fresh.length > left ? fresh.slice(0, left) : fresh;
        left -= out.length;
        if (concurrency > 1 && lastPage !== undefined && left > 0) {
          const wanted = number + Math.ceil(left / Math.max(1, items.length));
          request(
            Math.min(lastPage, number + concurrency, first + (maxPages ?? Infinity) - 1, wanted),
          );
        }
        yield [page, out];
        if (isLast) return;
      }
    } catch (error) {
      if (controller.signal.reason !== controller) throw error;
    } finally {
      controller.abort(controller);
      signal?.removeEventListener("abort", abort);
    }
  }

  async function askFor(number: number): Promise<Page> {
    try {
      return await list(
        client,
        Object.is(number, first) && given !== undefined
          ? params
          : put(params, pagination.page, number),
        {
          ...options,
          signal: controller.signal,
        },
      );
    } catch (error) {
      const isOurs = error instanceof ApiError || error instanceof ConnectionError;
      if (isOurs && !controller.signal.aborted) error.page = number;
      throw error;
    }
  }
}

/** The number of pages, if it is one: senseless ones, such as none at all beside items, count as absent. */
function pageCount(value: unknown, items: number): number | undefined {
  const pages = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  const isSound = Number.isSafeInteger(pages) && (pages as number) >= (items > 0 ? 1 : 0);
  return isSound ? (pages as number) : undefined;
}

function at(value: unknown, path: readonly string[] | undefined): unknown {
  return path?.reduce<unknown>(
    (found, key) => (found as { readonly [key: string]: unknown } | null | undefined)?.[key],
    value,
  );
}

function put<Value extends object>(
  value: Value,
  [key = "", ...rest]: readonly string[],
  number: number,
): Value {
  const inner = (value as { readonly [key: string]: unknown })[key];
  return {
    ...value,
    [key]: rest.length === 0 ? number : put(inner ?? {}, rest, number),
  };
}

/** What the caller gave as the number of the first page, or in place of the object that it belongs into. */
function startOf(params: unknown, [key = "", inner]: readonly string[]): unknown {
  const outer: object | undefined = at(params, [key]) ?? undefined;
  const isPlain = outer !== undefined && kindOf(outer) === "object";
  return inner === undefined || !isPlain ? outer : (at(outer, [inner]) ?? undefined);
}
