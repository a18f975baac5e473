import type { Credentials, Limits, PageLimits, Server } from "./api.js";
import type { ApiError, ConnectionError } from "./errors.js";

/** Options of a client. Those that {@link RequestOptions} has too can be overridden by each call. */
export interface ClientOptions extends Credentials, Server, Limits {
  /** Sends a request. Gets a `Request` only where `onRequest` is set. Default: the global `fetch`. */
  readonly fetch?:
    | ((request: string | Request, init: RequestInit) => Promise<Response>)
    | undefined;
  /** Headers to send with every request. A parameter of the same name wins over them, and a header of the call over both. */
  readonly headers?: RequestInit["headers"];
  /** Further options of `fetch` for every request, such as `cache` or Node's `dispatcher`. */
  readonly init?: FetchOptions | undefined;
  /** Whether to reject parameters, and members of closed JSON bodies, that are not declared. @default true */
  readonly strictParams?: boolean | undefined;
  /** Called (and awaited) before each attempt. Return a `Request` to send it instead. */
  readonly onRequest?: ((request: Request) => Request | void | Promise<Request | void>) | undefined;
  /** Called (and awaited) with a clone of each response before its body is read. */
  readonly onResponse?:
    | ((response: Response, request: SentRequest) => void | Promise<void>)
    | undefined;
  /** Called (and awaited) before each wait for another attempt. */
  readonly onRetry?: ((retry: Retry) => void | Promise<void>) | undefined;
}

/** Options of a single call. */
export interface RequestOptions extends Pick<
  ClientOptions,
  "headers" | "init" | "timeout" | "maxRetries" | "strictParams" | "onResponse"
> {
  /** The media type of the body, of those that the specification declares. Default: the one that fits the body. */
  readonly contentType?: string | undefined;
  /** Cancels the request, or the wait before a retry, at once. The call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of `fetch` that the client does not set itself; runtimes and frameworks add their own. */
type FetchOptions = Omit<RequestInit, "body" | "headers" | "method" | "signal"> & {
  readonly [option: string]: unknown;
};

/** What was sent: the `Request` itself if `onRequest` is set. */
export type SentRequest = Pick<Request, "headers" | "method" | "url">;

/** An attempt that failed and is repeated. */
export interface Retry {
  /** The number of the repetition, from 1. */
  readonly attempt: number;
  /** Why the attempt failed. */
  readonly error: ApiError | ConnectionError;
  /** Seconds to wait before the next attempt. */
  readonly delay: number;
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
