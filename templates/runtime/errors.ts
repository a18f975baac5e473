import { errorList } from "./api.js";

/** A body: parsed, or as text with the reason. */
export interface Answer {
  readonly body: unknown;
  readonly cause?: unknown;
}

/** The API answered, but not with what was asked for. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status. */
  readonly status: number;
  /** Of the answer. */
  readonly headers: Headers;
  /** The parsed body; text where it is not JSON. */
  readonly body: unknown;
  /** The number of the page on which a walk ended, so that it can be resumed there. */
  page?: number;

  constructor(
    message: string,
    { headers, status }: Pick<Response, "headers" | "status">,
    answer: Answer,
  ) {
    super(message + errorsIn(answer.body).map(inWords).join(";"), answer);
    this.status = status;
    this.headers = headers;
    this.body = answer.body;
  }

  /** The `x-request-id` that the API gave: what to tell its support. */
  get requestId(): string | undefined {
    return this.headers.get("x-request-id") ?? undefined;
  }

  /** Seconds to wait, if the API said so: `retry-after-ms`, or `Retry-After` in seconds or as an HTTP date. */
  get retryAfter(): number | undefined {
    const given = this.headers.get("retry-after") ?? "";
    const milliseconds = this.headers.get("retry-after-ms") ?? "";
    const wait = [
      Number(milliseconds || NaN) / 1000,
      Number(given || NaN),
      (Date.parse(given) - Date.now()) / 1000,
    ].find((seconds) => !Number.isNaN(seconds));
    return wait && Math.max(0, wait);
  }

  /** The API's own errors, as it sent them; empty where its body has none. */
  get errors(): readonly {
    readonly code?: string;
    readonly title?: string;
    readonly detail?: string;
    readonly source?: { readonly pointer?: string; readonly parameter?: string };
    readonly [key: string]: unknown;
  }[] {
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

function errorsIn(body: unknown): ApiError["errors"] {
  const found = (body as { readonly [key: string]: unknown } | null | undefined)?.[errorList];
  const list = [found].flat() as readonly (ApiError["errors"][number] | null | undefined)[];
  return list.filter((each) => each != null);
}

const inWords = ({ code, title, detail, source }: ApiError["errors"][number]): string =>
  ` ${[code, title, detail, source?.pointer].filter(Boolean).join(", ")}`;
