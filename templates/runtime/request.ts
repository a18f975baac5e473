import { defaultMaxRetries, defaultTimeout } from "./api.js";
import { sleep, withDeadline } from "./deadline.js";
import { ApiError, ConnectionError, type ParsedBody } from "./errors.js";
import { invalid, leavesOf } from "./leaves.js";
import type { Operation, RequestParts } from "./operation.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import { retryDelay } from "./retry.js";
import { deepObject } from "./styles.js";

export interface Settings extends ClientOptions {
  readonly baseUrl: string;
}

/** Sends an operation, with retries where they may help, and resolves to the parsed response body. */
export async function send<Result>(
  settings: Settings,
  operation: Operation,
  params: object = {},
  options: RequestOptions = {},
): Promise<Result> {
  const { method, path } = operation;
  const {
    signal,
    timeout = settings.timeout ?? defaultTimeout,
    maxRetries = settings.maxRetries ?? defaultMaxRetries,
  } = options;
  if (!(timeout >= 0 && (timeout <= 2147483647 || timeout === Infinity)))
    throw invalid("timeout", "0 to 2147483647 milliseconds or Infinity", timeout);
  let request: RequestParts | undefined;
  for (let retries = 0; ; retries++) {
    try {
      return (await withDeadline(timeout, `${method} ${path}`, signal, async (signal) => {
        request ??= await buildRequest(settings, operation, params, options);
        signal.throwIfAborted();
        return exchange(settings, operation, request, options, signal);
      })) as Result;
    } catch (error) {
      const wait = retries < maxRetries ? retryDelay(method, retries, error) : undefined;
      if (wait === undefined) throw error;
      await withDeadline(0, "", signal, (signal) => sleep(wait * 1000, signal));
    }
  }
}

/** Adds the parameters and the body in the order of the caller's keys, then the headers, then the credentials. */
async function buildRequest(
  settings: Settings,
  { accept = "application/json", parameters = {}, path, security = [], server, styles }: Operation,
  params: object,
  options: RequestOptions,
): Promise<RequestParts> {
  const headers = new Headers({ Accept: accept });
  const request: RequestParts = { path, query: [], headers, secrets: [] };
  const strict = options.strictParams ?? settings.strictParams ?? true;
  const leaves = leavesOf(params, parameters, strict);
  for (const key of new Set(leaves.map(({ keys }) => keys[0] as string))) {
    const serialization = { style: deepObject, name: key, ...styles?.[key] };
    const own = leaves.filter(({ keys }) => keys[0] === key);
    serialization.style(request, own, serialization);
  }
  const missing = /\{(.*?)\}/.exec(request.path)?.[1];
  if (missing) throw new TypeError(`${missing} is missing: ${path} requires it.`);
  for (const given of [settings.headers, options.headers]) {
    new Headers(given).forEach((value, name) => {
      headers.set(name, value);
    });
  }
  const credentials: object = settings; // The options of an API without security declare none.
  for (const { scheme, name = "" } of security) await scheme(request, credentials, name);
  const query = request.query.join("&");
  const base = (server ?? settings.baseUrl).replace(/\/+$/, "");
  return { ...request, path: `${base}${request.path}${query && `?${query}`}` };
}

/** Makes one attempt: sends the request and reads the response body. */
async function exchange(
  { fetch = globalThis.fetch, onRequest, onResponse }: Settings,
  { method, mayBeEmpty, path, read }: Operation,
  { body, headers, path: url, redirect = "follow", secrets }: RequestParts,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<unknown> {
  const label = `${method} ${path}`;
  const lost =
    (message: string) =>
    (cause: unknown): never => {
      throw new ConnectionError(`${label}: ${message}`, { cause });
    };
  const original = new Request(url, { method, headers, body: body ?? null, redirect });
  const request = (await onRequest?.(original)) ?? original;
  signal.throwIfAborted();
  const response = await fetch(request, { signal }).catch(lost("no response"));
  for (const observe of [onResponse, options.onResponse])
    await observe?.(response.clone(), request);

  const { ok, status } = response;
  if (ok && read) return read(response).catch(lost("response ended early"));
  const text = await response.text().catch(lost("response ended early"));
  if (ok && !text && mayBeEmpty) return undefined;
  const parsed = parse(text);
  if (ok && !parsed.cause) return parsed.body;
  const accepted = method === "GET" ? "" : "; the server accepted the request";
  const found = text ? "other content" : `an empty body${accepted}`;
  const safe = new Headers();
  response.headers.forEach((value, name) => {
    safe.append(name, redact(value, secrets));
  });
  // Re-serialize so that escaped forms of a secret are redacted too.
  const serialized = parsed.cause ? text : JSON.stringify(parsed.body);
  throw new ApiError(
    `${label}: ${status}${ok ? `, expected JSON, found ${found}` : ""}`,
    { status, headers: safe },
    parse(redact(serialized, secrets)),
  );
}

/** Replaces secrets in plain, URL-encoded and JSON-escaped form. Short ones stay, since they occur in any text. */
const redact = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret.length > 5)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .reduce((safe, secret) => safe.replaceAll(secret, "***"), text);

/** Parses JSON. Returns the text and the error if it is not JSON. */
function parse(text: string): ParsedBody {
  try {
    return { body: JSON.parse(text) };
  } catch (cause) {
    return { body: text, cause };
  }
}
