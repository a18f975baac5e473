import { ApiError, ConnectionError } from "./errors.js";

const longestWait = 60;

/**
 * Seconds to wait before a request is sent again, or `undefined` if it must not be: its method is not idempotent (but
 * for 429, which says that nothing was done), the status would not change, or the wait would be too long. Without a
 * word from the server: exponential backoff with full jitter, 0.5 s to 8 s.
 */
export function retryDelay(method: string, retries: number, error: unknown): number | undefined {
  const { status, retryAfter } = (error ?? {}) as Partial<ApiError>;
  const mayChange =
    error instanceof ApiError
      ? /^(408|409|429|5(?!0[15])..)$/.test(String(status))
      : error instanceof ConnectionError;
  const isIdempotent = !/^P(OST|ATCH)$/.test(method);
  if (!mayChange || !(isIdempotent || status === 429)) return undefined;
  if (retryAfter === undefined) return Math.random() * Math.min(8, 0.5 * 2 ** retries);
  return retryAfter > longestWait ? undefined : retryAfter;
}
