import type { Client } from "./client.js";
import { mapPages } from "./map-pages.js";
import type { RequestOptions } from "./options.js";
import type { Pages, Paginator } from "./pages.js";

/** What an operation resolves to, with the status and the headers of its response. */
export interface WithResponse<Data, Name extends string = never> {
  /** What the operation resolves to: the parsed response body. */
  readonly data: Data;
  /** The HTTP status. */
  readonly status: number;
  /** The response headers. */
  readonly headers: ResponseHeaders<Name>;
}

/** The headers of a response. Editors offer the names that the specification declares; others can be read, too. */
export interface ResponseHeaders<Name extends string = never> extends Headers {
  /** The value of a header, whatever the case of its name; null if the response does not have it. */
  get(name: Name | (string & Record<never, never>)): string | null;
}

/** No option: tells `withResponse` which headers the specification declares for an operation's responses. */
export interface DeclaredHeaders<Name extends string> {
  readonly [declared]?: Name;
}

declare const declared: unique symbol;

type Arguments = readonly [client: Client, params?: object, options?: RequestOptions];

type AnyCall = (...args: Arguments) => Promise<unknown> | Paginator<object, unknown>;

type DeclaredBy<Call extends (...args: never) => unknown> =
  NonNullable<Parameters<Call>[2]> extends DeclaredHeaders<infer Name> ? Name : never;

type PageOf<List> = List extends Paginator<infer Page, unknown> ? Page : never;

/**
 * Calls a function of this package, and resolves to what it does, with the status and the headers of the response. Given
 * a paginator's function, returns the pages with those of theirs.
 *
 * @example
 * const { data, headers } = await withResponse(listWidgets, client, { page: { size: 10 } });
 * for await (const { data, status } of withResponse(paginateListWidgets, client)) …
 */
export function withResponse<Call extends (...args: never) => Promise<unknown>>(
  operation: Call,
  ...args: Parameters<Call>
): Promise<WithResponse<Awaited<ReturnType<Call>>, DeclaredBy<Call>>>;
export function withResponse<Call extends (...args: never) => Paginator<unknown, unknown>>(
  paginator: Call,
  ...args: Parameters<Call>
): Pages<WithResponse<PageOf<ReturnType<Call>>, DeclaredBy<Call>>>;
export function withResponse(
  call: (...args: never) => unknown,
  ...args: readonly unknown[]
): unknown {
  const [client, ...rest] = args as Arguments;
  const responses = new WeakMap<object, WithResponse<object>>();
  let last: WithResponse<unknown> | undefined;
  const recorder: Client = {
    async request<Result>(operation: object, params?: object, options?: RequestOptions) {
      let received: Pick<Response, "headers" | "status"> | undefined;
      const data = await client.request<Result>(operation, params, {
        ...options,
        async onResponse(response, request) {
          received = response;
          if (options?.onResponse) await options.onResponse(response, request);
          // All of a stream would be kept for this clone. The promise is pending until the other clone is read. What
          // node-fetch has in place of a stream cannot be canceled.
          else (response.body as Partial<ReadableStream> | null)?.cancel?.().catch(() => undefined);
        },
      });
      const { status, headers } = received as Response;
      last = { data, status, headers };
      if (typeof data === "object" && data) responses.set(data, last as WithResponse<object>);
      return data;
    },
  };
  const result = (call as AnyCall)(recorder, ...rest);
  if (!("pages" in result)) return result.then(() => last as WithResponse<unknown>);
  return mapPages(result.pages(), (page) => responses.get(page) as WithResponse<object>);
}
