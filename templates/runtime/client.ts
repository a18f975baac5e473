import { defaultBaseUrl } from "./api.js";
import type { Operation } from "./operation.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import { send, type Settings } from "./request.js";

export type { ClientOptions, RequestOptions } from "./options.js";

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
