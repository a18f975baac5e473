import { defaultMaxPages } from "./api.js";
import type { Client, ListOperation } from "./client.js";
import { follow } from "./deadline.js";
import { ApiError, PaginationError } from "./errors.js";
import { invalid } from "./leaves.js";
import type { PaginateOptions } from "./options.js";
import { pageMemory } from "./page-memory.js";
import type { Key, Pagination, Position } from "./pagination.js";
import { getAt, setAt } from "./paths.js";

/**
 * Requests page after page until the list ends, and stops at once when its controller aborts. Yields the items of each
 * page. With `pages`, it yields the whole page instead, and notes there with which params the walk can be resumed.
 */
export async function* walk<Params extends object>(
  list: ListOperation<Params, unknown>,
  pagination: Pagination,
  client: Client,
  params: Params,
  {
    concurrency = 1,
    dedupe = true,
    limit = Infinity,
    maxPages,
    strict,
    ...options
  }: PaginateOptions,
  controller: AbortController,
  pages?: { resume?: unknown },
): AsyncGenerator<readonly unknown[], undefined> {
  const { by, identity, items: place, param, total } = pagination;
  const pageLimit = maxPages ?? defaultMaxPages;
  if (!(limit >= 0)) throw invalid("limit", "0 or more", limit);
  if (!(pageLimit >= 0)) throw invalid("maxPages", "0 or more", pageLimit);

  const at: Position = { key: getAt(params, param) as Key | undefined, page: 1 };
  const { signal } = controller;
  const reasons: Error[] = []; // The caller's. An old AbortController does not keep it.
  const release = follow(options.signal, (reason) => {
    reasons.push(reason);
    controller.abort(reason);
  });
  const paramsFor = (key: Key | undefined): Params =>
    key === undefined ? params : setAt(params, param, key);
  const inFlight = new Map<Key | undefined, Promise<unknown>>();
  const request = async (key: Key | undefined): Promise<unknown> => {
    const answer = inFlight.get(key) ?? list(client, paramsFor(key), { ...options, signal });
    inFlight.set(key, answer);
    return answer;
  };
  const compare = pageMemory(identity);
  let key = by(at, pagination);
  let idle = 0;
  let count = 0;
  let before: string | undefined;
  try {
    while (limit > 0) {
      if (count++ >= pageLimit) {
        if (maxPages !== undefined) return;
        throw new PaginationError(
          "max-pages",
          at.page,
          `expected the end within ${pageLimit} pages; set maxPages to read on`,
        );
      }
      const answer = await request(key);
      if (signal.aborted) throw reasons[0] as Error;
      inFlight.delete(key);
      const items = getAt(answer, place) ?? pagination.none?.(answer, pagination);
      if (!Array.isArray(items))
        throw new PaginationError(
          "missing-items",
          at.page,
          `expected an array in \`${place.join(".")}\`, found ${typeof items}`,
        );
      const next = by(at, pagination, answer, items);
      const { left } = at;
      const isLast = (left ?? items.length) <= 0;
      const [newItems, known] = compare(items);
      idle = known < items.length ? 0 : idle + 1;
      // One page with nothing new is enough where only an empty page would end the list, three in a row where it says how
      // much is left.
      if (idle > (left === undefined && !isLast && !(identity && newItems.length) ? 0 : 2))
        throw new PaginationError(
          "stalled",
          at.page,
          "no new items; stopped to avoid an endless loop",
        );
      const now = [at.total, total && getAt(answer, total)].join();
      before ??= now;
      if (strict && (known || now !== before || (!items.length && !isLast)))
        throw new PaginationError(
          "changed",
          at.page,
          `the list changed (${before} to ${now}); read it again`,
        );

      const yielded = (dedupe ? newItems : items).slice(0, limit);
      limit -= yielded.length;
      if (concurrency > 1 && left && at.step) {
        const ahead = Math.min(
          left,
          concurrency,
          pageLimit - count,
          Math.ceil(limit / (items.length || 1)),
        );
        // An error surfaces when the walk reaches the page.
        for (let i = 0; i < ahead; i++) request((next as number) + i * at.step).catch(() => {});
      }
      if (pages) pages.resume = isLast ? undefined : paramsFor(next);
      yield pages ? [answer] : yielded;
      if (isLast) return;
      key = next;
      at.page++;
    }
  } catch (error) {
    // Past its end, an API may answer 404 or 416, or 204 where it declares a body.
    const isEnd =
      count > 1 &&
      at.left === undefined &&
      error instanceof ApiError &&
      /[24]04|416/.test(String(error.status));
    if (isEnd || (signal.aborted && !reasons.length)) return;
    if (!signal.aborted && "resume" in Object(error)) {
      (error as ApiError).resume = paramsFor(key);
      if (at.first !== undefined) (error as ApiError).page = at.page;
    }
    throw error;
  } finally {
    controller.abort();
    release?.();
  }
}
