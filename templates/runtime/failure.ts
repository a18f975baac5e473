import { ApiError, ConnectionError, type ParsedBody } from "./errors.js";
import type { RequestParts } from "./operation.js";

/**
 * What `fetch` says, with its cause, of arguments that it does not take, such as a header or an option, so that another
 * request is of no use. That is a TypeError, as a lost connection is, of which it says `Failed to fetch` (Chromium),
 * `fetch failed` and why (Node, Deno), `Load failed` (Safari), `NetworkError …` (Firefox), `Network request failed` (React
 * Native, polyfills), or who did not connect (Bun). A redirect to what is no URL is the server's fault.
 */
const misuse: RegExp =
  /^TypeError(?!.*(to fetch|fetch failed(?!: (Type|InvalidArg|NotSupp|RequestC)(?!Error: Invalid URL$))|load failed|network|connect|send|addr|certificate))/is;

/**
 * Throws what a connection ended with as a `ConnectionError`, without the secrets that it may quote; misuse as a
 * TypeError, and an `ApiError` as it is.
 */
export const lost =
  ({ label, secrets }: RequestParts, message: string) =>
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

/** Throws a response as an `ApiError`, without the secrets that it may repeat. */
export function fail(
  { headers, status }: Response,
  { label, secrets }: RequestParts,
  text: string,
  problem = "",
): never {
  const safe = new Headers();
  for (const [name, value] of headers) safe.append(name, redact(value, secrets));
  // Re-serialize so that escaped forms of a secret are redacted too.
  const { body, cause } = parse(text);
  throw new ApiError(
    `${label}: ${status}${problem}`,
    { status, headers: safe },
    parse(redact(cause ? text : JSON.stringify(body), secrets)),
  );
}

/** Parses JSON. Returns the text and the error if it is not JSON. */
export function parse(text: string): ParsedBody {
  try {
    return { body: JSON.parse(text) };
  } catch (cause) {
    return { body: text, cause };
  }
}

/** Replaces secrets in plain, URL-encoded and JSON-escaped form. Short ones stay, since they occur in any text. */
const redact = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret.length > 5)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .reduce((safe, secret) => safe.replaceAll(secret, "***"), text);
