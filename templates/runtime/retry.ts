const longestWait = 60_000;

/** Milliseconds that `retry-after-ms` or `Retry-After` (seconds or an HTTP date) asks to wait. */
export function retryAfterMs(headers: Headers): number | undefined {
  const exact = headers.get("retry-after-ms");
  const given = headers.get("retry-after");
  const wait = exact
    ? Number(exact)
    : given
      ? Number.isNaN(+given)
        ? Date.parse(given) - Date.now()
        : +given * 1000
      : NaN;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/**
 * Milliseconds to wait before a request is sent again, or `undefined` if it must not be: its method is not idempotent
 * (but for 429, which says that nothing was done), the status would not change, or the wait would be too long.
 * Without a word from the server: exponential backoff with full jitter, 0.5 s to 8 s.
 */
export function retryDelay(
  method: string,
  retries: number,
  status?: number,
  headers?: Headers,
): number | undefined {
  const isIdempotent = !/^P(OST|ATCH)$/.test(method);
  const mayChange =
    status === undefined ||
    [408, 409, 429].includes(status) ||
    (status >= 500 && status !== 501 && status !== 505);
  if (!mayChange || !(isIdempotent || status === 429)) return undefined;
  const wait = headers && retryAfterMs(headers);
  if (wait === undefined) return Math.random() * Math.min(8000, 500 * 2 ** retries);
  return wait > longestWait ? undefined : wait;
}

/** Resolves after some milliseconds; rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener("abort", finish);
    if (signal?.aborted) finish();
  });
}
