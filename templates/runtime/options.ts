import type { Credentials, Limits, PageLimits, Server } from "./api.js";

export interface ClientOptions extends Credentials, Server, Limits {
  /** Sends a request. Default: the global `fetch`. */
  readonly fetch?: ((request: Request, init?: RequestInit) => Promise<Response>) | undefined;
  /** Headers to send with every request. */
  readonly headers?: RequestInit["headers"];
  /** Whether to reject parameters that the specification does not declare. @default true */
  readonly strictParams?: boolean | undefined;
  /** Called (and awaited) before each attempt. Return a `Request` to send it instead. */
  readonly onRequest?: ((request: Request) => Request | void | Promise<Request | void>) | undefined;
  /** Called (and awaited) with a clone of each response before its body is read. */
  readonly onResponse?:
    ((response: Response, request: Request) => void | Promise<void>) | undefined;
}

/** Options of a single call. */
export interface RequestOptions extends Pick<
  ClientOptions,
  "headers" | "timeout" | "maxRetries" | "strictParams" | "onResponse"
> {
  /** Cancels the request, or the wait before a retry, at once. The call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of a paginator. */
export interface PaginateOptions extends RequestOptions, PageLimits {
  /** How many pages may be in flight once the total is known. @default 1 */
  readonly concurrency?: number | undefined;
  /** Stop after this many items. @default Infinity */
  readonly limit?: number | undefined;
  /** Skip an item already yielded because an insert shifted it onto the next page. @default true */
  readonly dedupe?: boolean | undefined;
  /** Throw a `PaginationError` if the list visibly changes while it is read. @default false */
  readonly strict?: boolean | undefined;
}
