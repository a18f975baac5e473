import type { Credentials, Server } from "./api.js";

export interface ClientOptions extends Credentials, Server {
  /** Sends a request. Default: the run time's own `fetch`. */
  readonly fetch?: ((request: Request, init?: RequestInit) => Promise<Response>) | undefined;
  /** Sent with every request. */
  readonly headers?: RequestInit["headers"];
  /** Milliseconds that one attempt may take, its body included; 0 or Infinity for no limit. @default 60000 */
  readonly timeout?: number | undefined;
  /** How many times a failed request is sent again. @default 2 */
  readonly maxRetries?: number | undefined;
  /** Whether parameters that the specification does not declare are refused. @default true */
  readonly strictParams?: boolean | undefined;
  /** Sees each attempt before it is sent, and is awaited; a `Request` that it returns is sent instead. */
  readonly onRequest?: ((request: Request) => Request | void | Promise<Request | void>) | undefined;
  /** Sees each answer, as a clone, before it is read, and is awaited. */
  readonly onResponse?:
    ((response: Response, request: Request) => void | Promise<void>) | undefined;
}

/** What a single call may set for itself. */
export interface RequestOptions extends Pick<
  ClientOptions,
  "headers" | "timeout" | "maxRetries" | "strictParams" | "onResponse"
> {
  /** Ends the request, and the wait before a retry, at once; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface PaginateOptions extends RequestOptions {
  /** How many pages may be in flight once their total is known. @default 1 */
  readonly concurrency?: number | undefined;
  /** Ends after this many items. @default Infinity */
  readonly limit?: number | undefined;
  /** Ends after this many pages; the default raises `PaginationError` instead. @default 10000 */
  readonly maxPages?: number | undefined;
  /** Whether an item that an insert shifted onto the next page comes out once. @default true */
  readonly dedupe?: boolean | undefined;
  /** Whether a list that visibly changed while being read raises `PaginationError`. @default false */
  readonly strict?: boolean | undefined;
}
