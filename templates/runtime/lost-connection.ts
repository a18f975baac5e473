import { ApiError, ConnectionError } from "./errors.js";

/**
 * What `fetch` says, with its cause, of arguments that it does not take, such as a header or an option, so that another
 * attempt is of no use. That is a TypeError, as a lost connection is, of which it says `Failed to fetch` (Chromium),
 * `fetch failed` and why (Node, Deno), `Load failed` (Safari), `NetworkError …` (Firefox), `Network request failed` (React
 * Native, polyfills), or who did not connect (Bun). A redirect to what is no URL is the server's fault.
 */
const misuse: RegExp =
  /^TypeError(?!.*(to fetch|fetch failed(?!: (Type|InvalidArg|NotSupp|RequestC)(?!Error: Invalid URL$))|load failed|network|connect|addr|certificate))/is;

/**
 * Throws what a connection ended with as a `ConnectionError`, without the secrets that it may quote; misuse as a
 * TypeError, and an `ApiError` as it is.
 */
export const lost =
  (label: string, message: string, secrets: readonly string[]) =>
  (error: unknown): never => {
    if (error instanceof ApiError) throw error;
    const { cause } = Object(error) as Error;
    const shown = [error, cause].filter(Boolean).join(": "); // It may quote the URL, which may hold a key.
    const safe = redact(shown, secrets);
    if (message === "no response" && misuse.test(shown)) throw new TypeError(`${label}: ${safe}`);
    throw new ConnectionError(`${label}: ${message}`, {
      cause: safe === shown ? error : new Error(safe),
    });
  };

/** Replaces secrets in plain, URL-encoded and JSON-escaped form. Short ones stay, since they occur in any text. */
export const redact = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret.length > 5)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .reduce((safe, secret) => safe.replaceAll(secret, "***"), text);
