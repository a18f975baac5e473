import { defaultMaxRetries, defaultTimeout } from "./api.js";
import type { HeldCredentials } from "./credentials.js";
import { type Schedule, withDeadline } from "./deadline.js";
import { ApiError, type ParsedBody, TimeoutError } from "./errors.js";
import { invalid, leavesOf } from "./leaves.js";
import { lost, redact } from "./lost-connection.js";
import type { Limit, Operation, RequestParts } from "./operation.js";
import type { ClientOptions, RequestOptions, Retry, SentRequest } from "./options.js";
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
  const label = `${method} ${path}`;
  const limit = async <Value>(
    task: (signal: AbortSignal, restart: () => void, schedule: Schedule) => Promise<Value>,
  ): Promise<Value> =>
    withDeadline(signal, (signal, stop, schedule) => {
      const restart = (): void => {
        schedule(timeout, () => {
          stop(new TimeoutError(`${label}: no complete response within ${String(timeout)} ms`));
        });
      };
      restart();
      return task(signal, restart, schedule);
    });

  let retry: Retry | undefined;
  for (let retries = 0, renewals = 0; ;) {
    const request: RequestParts = {
      ...{ baseUrl: settings.baseUrl, path, query: [], secrets: [], init: {}, options },
      headers: new Headers({ Accept: operation.accept ?? "application/json" }),
      isIdempotent: !/^P(OST|ATCH)$/.test(method),
      isStrict: options.strictParams ?? settings.strictParams ?? true,
    };
    try {
      return (await limit(async (signal, restart, schedule) => {
        if (retry) {
          const { delay } = retry;
          await settings.onRetry?.(retry);
          if (delay)
            await new Promise<void>((resolve) => {
              schedule(delay * 1000, resolve);
            });
          restart();
        }
        await buildRequest(settings, operation, params, request);
        return exchange(settings, operation, request, label, signal, restart, limit);
      })) as Result;
    } catch (error) {
      const { status } = (error ?? {}) as Partial<ApiError>;
      const delay =
        request.isRenewable && status === 401 && !renewals++
          ? 0
          : retries < maxRetries
            ? retryDelay(request.isIdempotent, retries++, error)
            : undefined;
      if (delay === undefined) throw error;
      retry = { attempt: retries + renewals, error: error as Retry["error"], delay };
    }
  }
}

/** Adds the parameters and the body in the order of the caller's keys, then the headers, then the credentials. */
async function buildRequest(
  settings: Settings,
  { parameters = {}, path, steps = [], styles }: Operation,
  params: object,
  request: RequestParts,
): Promise<void> {
  const { headers, options } = request;
  const leaves = leavesOf(params, parameters, request.isStrict);
  for (const key of new Set(leaves.map(({ keys }) => keys[0] as string))) {
    const serialization = { style: deepObject, name: key, ...styles?.[key] };
    const own = leaves.filter(({ keys }) => keys[0] === key);
    serialization.style(request, own, serialization);
  }
  const missing = /\{(.*?)\}/.exec(request.path)?.[1];
  if (missing) throw new TypeError(`${missing} is missing: ${path} requires it.`);
  const given = [...new Headers(settings.headers), ...new Headers(options.headers)];
  for (const [name, value] of given) headers.set(name, value);
  const credentials = settings as object as HeldCredentials; // Each scheme knows the names of its options.
  for (const step of steps) await step.add(request, credentials, step);
}

/** Makes one attempt: sends the request and reads the response body. */
async function exchange(
  { fetch = globalThis.fetch, init: common, onRequest, onResponse }: Settings,
  operation: Operation,
  request: RequestParts,
  label: string,
  signal: AbortSignal,
  restart: () => void,
  limit: Limit,
): Promise<unknown> {
  const { mayBeEmpty, method, read } = operation;
  const { headers, options, secrets } = request;
  const query = request.query.join("&");
  const url = request.baseUrl.replace(/\/+$/, "") + request.path + (query && `?${query}`);
  const shared = { ...common, ...options.init };
  const init = { ...shared, ...request.init, method, headers };
  if (signal.aborted) return undefined;
  const ask = async (): Promise<Request> => new Request(url, init);
  const original = onRequest && (await ask().catch(lost(label, "no response", secrets)));
  const replaced = original && ((await onRequest(original)) ?? original);
  if (signal.aborted as boolean) return undefined;
  const response = await fetch(replaced ?? url, {
    ...(replaced ? shared : init),
    signal,
  }).catch(lost(label, "no response", secrets));
  const sent: SentRequest = replaced ?? { url, method, headers };
  for (const observe of [onResponse, options.onResponse]) await observe?.(response.clone(), sent);

  const { ok, status } = response;
  const fail = (text: string, problem = ""): never => {
    const safe = [...response.headers].map(([name, value]): [string, string] => [
      name,
      redact(value, secrets),
    ]);
    // Re-serialize so that escaped forms of a secret are redacted too.
    const { body, cause } = parse(text);
    throw new ApiError(
      `${label}: ${status}${problem}`,
      { status, headers: new Headers(safe) },
      parse(redact(cause ? text : JSON.stringify(body), secrets)),
    );
  };
  const json = async (): Promise<unknown> => {
    const text = await response.text();
    if (!ok) return fail(text);
    if (!text && mayBeEmpty) return undefined;
    const { body, cause } = parse(text);
    if (!cause) return body;
    const accepted = method === "GET" ? "" : "; the server accepted the request";
    return fail(
      text,
      `, expected JSON, found ${text ? "other content" : `an empty body${accepted}`}`,
    );
  };
  const reading =
    ok && read ? read(response, { operation, request, json, fail, restart, limit }) : json();
  return reading.catch(lost(label, "response ended early", secrets));
}

/** Parses JSON. Returns the text and the error if it is not JSON. */
function parse(text: string): ParsedBody {
  try {
    return { body: JSON.parse(text) };
  } catch (cause) {
    return { body: text, cause };
  }
}
