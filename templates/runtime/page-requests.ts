import type { Key } from "./pagination.js";

/** Requests a page by its key. With `isAhead`, keeps the page until it is requested in its turn. */
export type RequestPage = (key: Key | undefined, isAhead?: boolean) => Promise<unknown>;

/** Requests every page once, whether ahead or in its turn, in which an error surfaces. */
export function pageRequests(request: RequestPage): RequestPage {
  const ahead = new Map<Key | undefined, Promise<unknown>>();
  return (key, isAhead) => {
    const page = ahead.get(key) ?? request(key);
    ahead.delete(key);
    if (isAhead) {
      ahead.set(key, page);
      page.catch(() => {});
    }
    return page;
  };
}
