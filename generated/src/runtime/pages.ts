import { defaultMaxPages } from "./api.js";
import type { Client, RequestOptions } from "./client.js";
import { ApiError, ConnectionError } from "./errors.js";

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
  /** Ends after this many pages. Without it a walk that is not over after 10 000 raises `PaginationError`. */
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
  toArray(): Promise<Item[]>;
}

/** The answers do not add up to a list. */
export class PaginationError extends Error {
  override readonly name = "PaginationError";
  /**
   * `missing-items`: an answer without the declared array · `stalled`: the server repeats itself ·
   * `changed`: with `strict`, the list changed while being read · `max-pages`: not over after 10 000 pages.
   */
  readonly reason: "missing-items" | "stalled" | "changed" | "max-pages";
  /** The number of the page on which it was seen. */
  readonly page: number;

  constructor(reason: PaginationError["reason"], page: number, message: string) {
    super(`page ${page}: ${message}`);
    this.reason = reason;
    this.page = page;
  }
}

type List<Params, Page> = (
  client: Client,
  params: Params,
  options?: RequestOptions,
) => Promise<Page>;

export function paginate<Params extends object, Page, Item>(
  list: List<Params, Page>,
  pagination: Pagination,
  client: Client,
  params: Params | undefined,
  options: PaginateOptions = {},
): Paginator<Page, Item> {
  const start = (): Walk<Page, Item> =>
    walk(list, pagination, client, params ?? ({} as Params), options);
  return {
    [Symbol.asyncIterator]: () => stoppable(start(), itemsOf),
    pages: () => ({ [Symbol.asyncIterator]: () => stoppable(start(), pagesOf) }),
    async toArray() {
      const items: Item[] = [];
      for await (const item of this) items.push(item);
      return items;
    },
  };
}

/** A step of a walk: the answer, and those of its items that are to come out. */
type Step<Page, Item> = readonly [page: Page, items: readonly Item[]];

interface Walk<Page, Item> {
  readonly steps: AsyncGenerator<Step<Page, Item>, undefined>;
  readonly controller: AbortController;
}

async function* pagesOf<Page>(
  steps: AsyncIterable<Step<Page, unknown>>,
): AsyncGenerator<Page, undefined> {
  for await (const [page] of steps) yield page;
}

async function* itemsOf<Item>(
  steps: AsyncIterable<Step<unknown, Item>>,
): AsyncGenerator<Item, undefined> {
  for await (const [, items] of steps) yield* items;
}

/** A generator takes a `return()` only after the `next()` that is under way; ours ends that one's request first. */
function stoppable<Page, Item, Out>(
  { steps, controller }: Walk<Page, Item>,
  pick: (steps: AsyncIterable<Step<Page, Item>>) => AsyncGenerator<Out, undefined>,
): AsyncIterableIterator<Out, undefined> {
  const out = pick(steps);
  const end = async (): Promise<IteratorResult<Out, undefined>> => {
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
}

function walk<Params extends object, Page, Item>(
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
  return { steps: steps(), controller };

  async function* steps(): AsyncGenerator<Step<Page, Item>, undefined> {
    const abort = (): void => {
      controller.abort(signal?.reason);
    };
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();

    const firstPage = pagination.firstPage ?? 1;
    const first = Number(at(params, pagination.page) ?? firstPage);
    const size = pagination.size && Number(at(params, pagination.size));
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
      for (let number = first; left > 0 && number - first < (maxPages ?? Infinity); number++) {
        if (maxPages === undefined && number - first >= defaultMaxPages) {
          throw new PaginationError(
            "max-pages",
            number,
            `expected the end within ${defaultMaxPages} pages; set maxPages to read on`,
          );
        }
        request(number);
        const page = (await inFlight.shift()) as Page;
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
      return await list(client, put(params, pagination.page, number), {
        ...options,
        signal: controller.signal,
      });
    } catch (error) {
      if (error instanceof ApiError || error instanceof ConnectionError) error.page = number;
      throw error;
    }
  }
}

const window = 8;

/**
 * Remembers the identities of the last 8 pages. Of each page it says which items are to come out, whether any was not
 * seen before, and whether any was. Items without an identity are known by all they hold, and never dropped.
 */
function remember<Item>(identity: string | undefined, dedupe: boolean) {
  const lastSeen = new Map<unknown, number>();
  const recent: unknown[][] = [];
  let count = 0;
  return (
    items: readonly Item[],
  ): { fresh: readonly Item[]; isNew: boolean; isRepeated: boolean } => {
    const keys =
      identity === undefined ? [JSON.stringify(items)] : items.map((item) => keyOf(item, identity));
    const seen: boolean[] = [];
    for (const key of keys) {
      seen.push(lastSeen.has(key));
      lastSeen.set(key, count);
    }
    if (recent.push(keys) > (identity === undefined ? 1 : window)) {
      const oldest = count - recent.length + 1;
      for (const key of recent.shift() ?? [])
        if (lastSeen.get(key) === oldest) lastSeen.delete(key);
    }
    count++;
    const isRepeated = seen.includes(true);
    const isDropped = (item: Item, index: number): boolean =>
      seen[index] === true && keys[index] === identityOf(item, identity);
    return {
      fresh: dedupe && isRepeated ? items.filter((item, index) => !isDropped(item, index)) : items,
      isNew: items.length > 0 && seen.includes(false),
      isRepeated,
    };
  };
}

const identityOf = (item: unknown, identity: string | undefined): unknown =>
  identity === undefined
    ? undefined
    : (item as { readonly [key: string]: unknown } | null)?.[identity];

const keyOf = (item: unknown, identity: string): unknown =>
  identityOf(item, identity) ?? JSON.stringify(item);

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
