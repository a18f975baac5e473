import { errorList } from "./api.js";
import { retryAfterMs } from "./retry.js";

/** One of the API's own errors, as it sent it. */
export interface ApiErrorDetail {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly source?: { readonly pointer?: string; readonly parameter?: string };
  readonly [key: string]: unknown;
}

/** The API answered, but not with what was asked for. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status. */
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; text where it is not JSON. */
  readonly body: unknown;
  /** The number of the page on which a walk ended, so that it can be resumed there. */
  page?: number;

  constructor(message: string, response: Response, body: unknown, options?: ErrorOptions) {
    super(message, options);
    this.status = response.status;
    this.headers = response.headers;
    this.body = body;
  }

  /** What to tell the API's support. */
  get requestId(): string | undefined {
    return this.headers.get("x-request-id") ?? undefined;
  }

  /** Seconds to wait, if the API said so. */
  get retryAfter(): number | undefined {
    const wait = retryAfterMs(this.headers);
    return wait === undefined ? wait : wait / 1000;
  }

  /** The API's own errors; empty where its body has none. */
  get errors(): readonly ApiErrorDetail[] {
    return errorsIn(this.body);
  }
}

/** The API could not be reached, or the connection was lost before its answer was complete. */
export class ConnectionError extends Error {
  override readonly name: string = "ConnectionError";
  /** The number of the page on which a walk ended, so that it can be resumed there. */
  page?: number;
}

/** An attempt took longer than `timeout`. */
export class TimeoutError extends ConnectionError {
  override readonly name = "TimeoutError";
}

/** The answers do not add up to a list. */
export class PaginationError extends Error {
  override readonly name = "PaginationError";
  /**
   * `missing-items`: an answer without the declared array · `stalled`: the server repeats itself ·
   * `changed`: with `strict`, the list changed while being read · `max-pages`: not over after 10 000 pages.
   */
  readonly reason: "missing-items" | "stalled" | "changed" | "max-pages";
  /** The number of the page on which it was seen. */
  readonly page: number;

  constructor(reason: PaginationError["reason"], page: number, message: string) {
    super(`page ${page}: ${message}`);
    this.reason = reason;
    this.page = page;
  }
}

export function errorsIn(body: unknown): readonly ApiErrorDetail[] {
  const found = (body as { readonly [key: string]: unknown } | null | undefined)?.[errorList];
  const list = [found].flat() as readonly (ApiErrorDetail | null | undefined)[];
  return list.filter((each) => each != null);
}
