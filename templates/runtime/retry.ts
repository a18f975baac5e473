import { ApiError, ConnectionError } from "./errors.js";
import type { RequestOptions } from "./options.js";

const longestWait = 60;

/**
 * Seconds to wait before a retry, or `undefined` if the request must not be retried: its method is not idempotent (429 is
 * retried anyway, since the server did nothing), the error is permanent, or the wait would be too long. If the server
 * sends no delay, this is exponential backoff with full jitter, 0.5 s to 8 s.
 */
export function retryDelay(method: string, retries: number, error: unknown): number | undefined {
  const { status, retryAfter } = (error ?? {}) as Partial<ApiError>;
  const isTemporary =
    error instanceof ApiError
      ? /^(408|409|429|5(?!0[15])..)$/.test(String(status))
      : error instanceof ConnectionError;
  const isIdempotent = !/^P(OST|ATCH)$/.test(method);
  if (!isTemporary || !(isIdempotent || status === 429)) return undefined;
  if (retryAfter === undefined) return Math.random() * Math.min(8, 0.5 * 2 ** retries);
  return retryAfter > longestWait ? undefined : retryAfter;
}

/** Does not retry unless the call asks for it: for methods of the API's own, which may not be idempotent. */
export const withoutRetries = (options: RequestOptions = {}): RequestOptions => ({
  ...options,
  maxRetries: options.maxRetries ?? 0,
});
