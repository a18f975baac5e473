import { ApiError, ConnectionError } from "./errors.js";

/**
 * Seconds to wait before a retry, or `undefined` if the request must not be retried: it is not idempotent (429 is retried
 * anyway, since the server did nothing), the error is permanent, or the wait would exceed 60 s. If the server sends no
 * delay, this is exponential backoff with full jitter, 0.5 s to 8 s.
 */
export function retryDelay(
  isIdempotent: boolean | undefined,
  retries: number,
  error: unknown,
): number | undefined {
  const { status, retryAfter } = Object(error) as Partial<ApiError>;
  const isTemporary =
    error instanceof ApiError
      ? /^(40[89]|429|5(?!0[15])..)$/.test(String(status))
      : error instanceof ConnectionError;
  if (!isTemporary || !(status === 429 ? isIdempotent !== undefined : isIdempotent))
    return undefined;
  if (retryAfter === undefined) return Math.random() * Math.min(8, 0.5 * 2 ** retries);
  return retryAfter > 60 ? undefined : retryAfter;
}
