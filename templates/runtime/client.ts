import { type Credentials, defaultBaseUrl, type Server } from "./api.js";
import type { Operation } from "./operation.js";
import { send, type Settings } from "./request.js";

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

/** What every function of the package takes first. Holds no state but its options, and shows none of them. */
export interface Client {
  /** Sends one operation and resolves to its parsed answer. The package's functions call it for you. */
  readonly request: <Result>(
    operation: Operation,
    params?: object,
    options?: RequestOptions,
  ) => Promise<Result>;
}

/**
 * Makes a client. Nothing is read or sent before the first call.
 *
 * @throws {TypeError} if `baseUrl` is not an absolute URL, holds credentials, or is missing where the specification names
 * no server.
 */
export function createClient(options?: ClientOptions): Client {
  const { baseUrl = defaultBaseUrl }: { readonly baseUrl?: string | undefined } = options ?? {};
  if (!baseUrl || !/^https?:\/\/[^/@]+(\/|$)/i.test(baseUrl)) {
    const found = baseUrl?.replace(/\/\/.*@/, "//…@");
    throw new TypeError(`baseUrl: expected an absolute URL without credentials, found ${found}`);
  }
  const settings: Settings = { ...options, baseUrl };
  return Object.freeze<Client>({
    request: (operation, params, request) => send(settings, operation, params, request),
  });
}
