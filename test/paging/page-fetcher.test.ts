import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ApiError, ConnectionError } from "../../templates/runtime/errors.ts";
import { type PageFetcher, pageFetcher } from "../../templates/runtime/walk.ts";
import { rejection } from "../server.ts";

/** A fetcher whose requests settle when the test says so. */
function fetcherFrom(first: number): {
  readonly fetcher: PageFetcher<string>;
  readonly controller: AbortController;
  readonly requested: number[];
  readonly resolve: (number: number) => void;
  readonly reject: (number: number, error: unknown) => void;
} {
  const controller = new AbortController();
  const requested: number[] = [];
  const pages = new Map<number, PromiseWithResolvers<string>>();
  const fetcher = pageFetcher(first, controller.signal, (number) => {
    requested.push(number);
    const page = Promise.withResolvers<string>();
    pages.set(number, page);
    return page.promise;
  });
  return {
    fetcher,
    controller,
    requested,
    resolve: (number) => pages.get(number)?.resolve(`page ${String(number)}`),
    reject: (number, error) => pages.get(number)?.reject(error),
  };
}

const apiError = (): ApiError =>
  new ApiError("", new Response(null, { status: 404 }), { body: undefined });

describe("fetchPage", () => {
  test("requests nothing before it is called, and then only that page", async () => {
    const { fetcher, requested, resolve } = fetcherFrom(3);
    expect(requested).toEqual([]);
    const page = fetcher.fetchPage(3);
    expect(requested).toEqual([3]);
    resolve(3);
    expect(await page).toBe("page 3");
    expect(requested).toEqual([3]);
  });

  test("takes a prefetched page without requesting it again", async () => {
    const { fetcher, requested, resolve } = fetcherFrom(1);
    fetcher.prefetchThrough(3);
    for (const number of [3, 2, 1]) resolve(number);
    const pages = [await fetcher.fetchPage(1), await fetcher.fetchPage(2)];
    expect(pages).toEqual(["page 1", "page 2"]);
    expect(requested).toEqual([1, 2, 3]);
  });

  test("rejects with the reason if the signal aborts while a page arrives", async () => {
    const { controller, fetcher, resolve } = fetcherFrom(1);
    const page = fetcher.fetchPage(1);
    resolve(1);
    controller.abort("enough");
    expect(await rejection(page)).toBe("enough");
  });
});

describe("prefetchThrough", () => {
  test("requests each page once, in ascending order", () => {
    const { fetcher, requested } = fetcherFrom(1);
    fetcher.prefetchThrough(2);
    fetcher.prefetchThrough(1);
    fetcher.prefetchThrough(4);
    expect(requested).toEqual([1, 2, 3, 4]);
  });

  test("requests nothing below the first page", () => {
    const { fetcher, requested } = fetcherFrom(5);
    fetcher.prefetchThrough(4);
    expect(requested).toEqual([]);
  });

  test("does not report an error before fetchPage reaches its page", async () => {
    const unhandled = vi.fn<() => void>();
    process.on("unhandledRejection", unhandled);
    onTestFinished(() => {
      process.off("unhandledRejection", unhandled);
    });
    const { fetcher, reject, resolve } = fetcherFrom(1);
    fetcher.prefetchThrough(2);
    const error = apiError();
    reject(2, error);
    await new Promise((done) => setTimeout(done, 10));
    resolve(1);
    expect(await fetcher.fetchPage(1)).toBe("page 1");
    expect(await rejection(fetcher.fetchPage(2))).toBe(error);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe("error.page", () => {
  test.each<[string, () => ApiError | ConnectionError]>([
    ["an ApiError", apiError],
    ["a ConnectionError", () => new ConnectionError("reset")],
  ])("is the number of the page for %s", async (_name, create) => {
    const { fetcher, reject } = fetcherFrom(6);
    fetcher.prefetchThrough(7);
    const error = create();
    const page = fetcher.fetchPage(6);
    reject(6, error);
    expect(await rejection(page)).toBe(error);
    expect(error.page).toBe(6);
  });

  test("is not added to errors of other classes", async () => {
    const { fetcher, reject } = fetcherFrom(1);
    const error = Object.freeze(new TypeError("mine"));
    const page = fetcher.fetchPage(1);
    reject(1, error);
    expect(await rejection(page)).toBe(error);
  });

  test("is not added after an abort, whose reason is passed through unchanged", async () => {
    const { controller, fetcher, reject } = fetcherFrom(1);
    const reason = new ConnectionError("the caller's");
    const page = fetcher.fetchPage(1);
    controller.abort(reason);
    reject(1, reason);
    expect(await rejection(page)).toBe(reason);
    expect(reason.page).toBeUndefined();
  });
});
