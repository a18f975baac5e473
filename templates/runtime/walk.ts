import { defaultMaxPages } from "./api.js";
import type { Client, ListOperation } from "./client.js";
import { follow } from "./deadline.js";
import { ApiError, PaginationError } from "./errors.js";
import { invalid } from "./leaves.js";
import type { PaginateOptions } from "./options.js";
import { pageChecks } from "./page-checks.js";
import { pageRequests } from "./page-requests.js";
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
  const { by, items: place, param } = pagination;
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
  const request = pageRequests((key) => list(client, paramsFor(key), { ...options, signal }));
  const check = pageChecks(pagination, strict);
  let key = by(at, pagination);
  let count = 0;
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
      const response = await request(key);
      if (signal.aborted) throw reasons[0] as Error;
      const items = getAt(response, place) ?? pagination.none?.(response, pagination);
      if (!Array.isArray(items))
        throw new PaginationError(
          "missing-items",
          at.page,
          `expected an array in \`${place.join(".")}\`, found ${typeof items}`,
        );
      const next = by(at, pagination, response, items);
      if (!items.length) at.left ??= 0; // Where nothing else tells the end, an empty page does.
      const { left = 1, step } = at;
      const newItems = check(at, response, items);
      const yielded = (dedupe ? newItems : items).slice(0, limit);
      limit -= yielded.length;
      if (concurrency > 1 && at.left && step) {
        const wanted = Math.ceil(limit / (items.length || 1));
        const ahead = Math.min(left, concurrency, pageLimit - count, wanted);
        for (let i = 0; i < ahead; i++) void request((next as number) + i * step, true);
      }
      if (pages) pages.resume = left > 0 ? paramsFor(next) : undefined;
      yield pages ? [response] : yielded;
      if (left <= 0) return;
      key = next;
      at.page++;
    }
  } catch (error) {
    const isEnd = count > 1 && at.left === undefined && isPastEnd(error);
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

/** Past its end, an API may respond with 404 or 416, or with 204 where it declares a body. */
const isPastEnd = (error: unknown): boolean =>
  error instanceof ApiError && /[24]04|416/.test(String(error.status));
