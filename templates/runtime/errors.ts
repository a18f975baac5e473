import { describeErrors, errorList } from "./api.js";

/** A response body: parsed, or the text and the error that parsing it raised. */
export interface ParsedBody {
  readonly body: unknown;
  readonly cause?: unknown;
}

/** The API responded with an error status or an unexpected body. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status. */
  readonly status: number;
  /** The response headers. */
  readonly headers: Headers;
  /** The parsed response body, or its text if it is not JSON. */
  readonly body: unknown;
  /** The number of the page that failed, if a paginator requested it by number. */
  page?: number;
  /** The params with which a paginator goes on, if one requested the page that failed. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- So that they can be passed to the paginator as they are.
  resume?: any;

  constructor(
    message: string,
    { headers, status }: Pick<Response, "headers" | "status">,
    parsed: ParsedBody,
  ) {
    super(message + describeErrors(parsed.body, errorsIn(parsed.body)), parsed);
    this.status = status;
    this.headers = headers;
    this.body = parsed.body;
  }

  /** The `x-request-id` response header, which the API's support may ask for. */
  get requestId(): string | undefined {
    return this.headers.get("x-request-id") || undefined;
  }

  /** Seconds to wait, from `retry-after-ms` or `Retry-After` (seconds or an HTTP date). */
  get retryAfter(): number | undefined {
    const given = this.headers.get("retry-after") || "none";
    const wait = [
      Number(this.headers.get("retry-after-ms") || NaN) / 1000,
      Number(given),
      (Date.parse(given) - Date.now()) / 1000,
    ].find((seconds) => seconds >= -Infinity); // NaN is not.
    return wait && Math.max(0, wait);
  }

  /** The API's own errors, unchanged. Empty if the response body has none. */
  get errors(): readonly {
    /** The API's own code of the error. */
    readonly code?: string;
    /** What kind of error it is. */
    readonly title?: string;
    /** What is wrong with this request. */
    readonly detail?: string;
    /** What in the request is wrong: a JSON pointer into its body, or the name of a parameter. */
    readonly source?: { readonly pointer?: string; readonly parameter?: string };
    readonly [key: string]: unknown;
  }[] {
    return errorsIn(this.body);
  }
}

/** The API could not be reached, or the connection was lost before the response was complete. */
export class ConnectionError extends Error {
  override readonly name: string = "ConnectionError";
  /** The number of the page that failed, if a paginator requested it by number. */
  page?: number;
  /** The params with which a paginator goes on, if one requested the page that failed. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- So that they can be passed to the paginator as they are.
  resume?: any;
}

/** An attempt took longer than `timeout`. */
export class TimeoutError extends ConnectionError {
  override readonly name = "TimeoutError";
}

/** The pages do not form a list. */
export class PaginationError extends Error {
  override readonly name = "PaginationError";
  /**
   * `missing-items`: a response without the declared array · `stalled`: the server repeats itself ·
   * `changed`: with `strict`, the list changed while it was read · `max-pages`: the list did not end within `maxPages` ·
   * `foreign-link`: the link to the next page leads to another place.
   */
  readonly reason: "missing-items" | "stalled" | "changed" | "max-pages" | "foreign-link";
  /** The number of the page that failed, if a paginator requested it by number. */
  readonly page?: number;
  /** The params with which a paginator goes on, if one requested the page that failed. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- So that they can be passed to the paginator as they are.
  readonly resume?: any;

  constructor(reason: PaginationError["reason"], page: number, message: string) {
    super(`page ${page}: ${message}`);
    this.reason = reason;
  }
}

function errorsIn(body: unknown): ApiError["errors"] {
  const found = (body as { readonly [key: string]: unknown } | null | undefined)?.[errorList];
  const list = [found].flat() as readonly (ApiError["errors"][number] | null | undefined)[];
  return list.filter((error) => error != null);
}
