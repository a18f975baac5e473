import type { Pages } from "./pages.js";

/** The same walk with other pages. Without a generator, so that `return()` is not queued behind a pending `next()`. */
export function mapPages<From, To>(pages: Pages<From>, map: (page: From) => To): Pages<To> {
  return {
    get resume() {
      return pages.resume as unknown;
    },
    [Symbol.asyncIterator]() {
      const iterator = pages[Symbol.asyncIterator]();
      return {
        async next() {
          const result = await iterator.next();
          return result.done
            ? { done: true, value: undefined }
            : { done: false, value: map(result.value) };
        },
        async return() {
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
