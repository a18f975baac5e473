import { defaultBaseUrl } from "./api.js";
import type { Operation } from "./operation.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import { send, type Settings } from "./request.js";

export type { ClientOptions, RequestOptions } from "./options.js";

/** The first argument of every function of this package. Keeps only its options, and exposes none of them. */
export interface Client {
  /**
   * Sends one operation and resolves to the parsed response body. The package's functions call it for you. Rejects with
   * an `ApiError`, a `ConnectionError`, or, before anything is sent, a `TypeError`.
   */
  readonly request: <Result>(
    operation: object,
    params?: object,
    options?: RequestOptions,
  ) => Promise<Result>;
}

/** A function of this package that requests one page of a list. */
export type ListOperation<Params, Page> = (
  client: Client,
  params: Params,
  options?: RequestOptions,
) => Promise<Page>;

/**
 * Creates a client. Nothing is read or sent before the first call.
 *
 * @throws {TypeError} if `baseUrl` is not an absolute URL, contains credentials or a query, or is missing although the specification
 * declares no server. In a browser it may be a path.
 */
export function createClient(options?: ClientOptions): Client {
  const { baseUrl: given = defaultBaseUrl }: { readonly baseUrl?: string | undefined } =
    options ?? {};
  const { location } = globalThis as { readonly location?: { readonly origin: string } };
  const baseUrl = given?.startsWith("/") && location ? location.origin + given : given;
  if (!baseUrl || !/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/i.test(baseUrl))
    throw new TypeError(
      `baseUrl: expected an absolute URL without credentials or query, found ${baseUrl?.replace(/\/\/.*@/, "//***@")}`,
    );

  const settings: Settings = { ...options, baseUrl };
  return Object.freeze<Client>({
    // The package's own functions are the callers, and an operation's type is of no use to others.
    request: (operation, params, request) =>
      send(settings, operation as Operation, params, request),
  });
}
