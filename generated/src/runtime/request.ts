import { defaultMaxRetries, defaultTimeout } from "./api.js";
import { sleep, withDeadline } from "./deadline.js";
import { type Answer, ApiError, ConnectionError } from "./errors.js";
import { leavesOf, refuse } from "./leaves.js";
import type { Operation, RequestParts } from "./operation.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import { retryDelay } from "./retry.js";
import { deepObject } from "./styles.js";

export interface Settings extends ClientOptions {
  readonly baseUrl: string;
}

/** Sends an operation, again where that may help, and resolves to its parsed answer. */
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
    throw refuse("timeout", "0 to 2147483647 milliseconds or Infinity", timeout);
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

/** Parameters and body, in the order of the caller's keys, which is the order in the query; then credentials. */
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
    const written = { style: deepObject, name: key, ...styles?.[key] };
    const own = leaves.filter(({ keys }) => keys[0] === key);
    written.style(request, own, written);
  }
  const missing = /\{(.*?)\}/.exec(request.path)?.[1];
  if (missing) throw refuse(missing, `a value for the path ${path}`, undefined);
  for (const given of [settings.headers, options.headers]) {
    new Headers(given).forEach((value, name) => {
      headers.set(name, value);
    });
  }
  const credentials: object = settings; // An API that asks for none has options without any.
  for (const { scheme, name = "" } of security) await scheme(request, credentials, name);
  const query = request.query.join("&");
  const base = (server ?? settings.baseUrl).replace(/\/+$/, "");
  return { ...request, path: `${base}${request.path}${query && `?${query}`}` };
}

/** One attempt: the request, its answer, and the answer's body. */
async function exchange(
  { fetch = globalThis.fetch, onRequest, onResponse }: Settings,
  { method, mayBeEmpty, path, read }: Operation,
  { body, headers, path: url, redirect = "follow", secrets }: RequestParts,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<unknown> {
  const what = `${method} ${path}`;
  const lost =
    (message: string) =>
    (cause: unknown): never => {
      throw new ConnectionError(`${what}: ${message}`, { cause });
    };
  const original = new Request(url, { method, headers, body: body ?? null, redirect });
  const request = (await onRequest?.(original)) ?? original;
  signal.throwIfAborted();
  const response = await fetch(request, { signal }).catch(lost("no answer"));
  for (const observe of [onResponse, options.onResponse])
    await observe?.(response.clone(), request);

  const { ok, status } = response;
  if (ok && read) return read(response).catch(lost("the answer broke off"));
  const text = await response.text().catch(lost("the answer broke off"));
  if (ok && !text && mayBeEmpty) return undefined;
  const answer = parse(text);
  if (ok && !answer.cause) return answer.body;
  const accepted = method === "GET" ? "" : "; the server accepted the request";
  const found = text ? "something else" : `an empty body${accepted}`;
  const safe = new Headers();
  response.headers.forEach((value, name) => {
    safe.append(name, redact(value, secrets));
  });
  // Written anew, JSON has one way to spell a secret.
  const spelt = answer.cause ? text : JSON.stringify(answer.body);
  throw new ApiError(
    `${what}: ${status}${ok ? `, expected JSON, found ${found}` : ""}`,
    { status, headers: safe },
    parse(redact(spelt, secrets)),
  );
}

/** Text without the secrets, as they are, as in a URL and as in JSON; a short one would be found in any text. */
const redact = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret.length > 5)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .reduce((safe, secret) => safe.replaceAll(secret, "***"), text);

/** A body as JSON; as text, with the reason, where it is none. */
function parse(text: string): Answer {
  try {
    return { body: JSON.parse(text) };
  } catch (cause) {
    return { body: text, cause };
  }
}
