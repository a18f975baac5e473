import { defaultMaxRetries, defaultTimeout } from "./api.js";
import type { HeldCredentials } from "./credentials.js";
import { withDeadline } from "./deadline.js";
import type { ApiError } from "./errors.js";
import { fail, lost } from "./failure.js";
import { invalid, leavesOf } from "./leaves.js";
import type { Operation, RequestParts } from "./operation.js";
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
    timeout = settings.timeout ?? defaultTimeout,
    maxRetries = settings.maxRetries ?? defaultMaxRetries,
  } = options;
  if (!(timeout >= 0 && (timeout <= 2147483647 || timeout === Infinity)))
    throw invalid("timeout", "0 to 2147483647 milliseconds or Infinity", timeout);

  let retry: Retry | undefined;
  for (let retries = 0, renewals = 0; ; ) {
    const request: RequestParts = {
      operation,
      options,
      timeout,
      label: `${method} ${path}`,
      baseUrl: settings.baseUrl,
      path,
      query: [],
      secrets: [],
      init: {},
      headers: new Headers({ Accept: operation.accept ?? "application/json" }),
      isIdempotent: !/^P(OST|ATCH)$/.test(method),
      isStrict: options.strictParams ?? settings.strictParams ?? true,
    };
    try {
      return (await withDeadline(request, async (controller, restart, schedule) => {
        if (retry) {
          const { delay } = retry;
          await settings.onRetry?.(retry);
          if (delay)
            await new Promise<void>((resolve) => {
              schedule(delay * 1000, resolve);
            });
          restart();
        }
        await buildRequest(settings, request, params);
        // Only where it is asked for: the request would hold the response, and garbage collection would take far longer.
        request.restart &&= restart;
        return exchange(settings, request, controller, restart);
      })) as Result;
    } catch (error) {
      const { status } = Object(error) as Partial<ApiError>;
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

/**
 * Adds the headers of the client, the parameters and the body in the order of the caller's keys, the headers of the call, and
 * the credentials.
 */
async function buildRequest(
  settings: Settings,
  request: RequestParts,
  params: object,
): Promise<void> {
  const { headers, isStrict, operation, options } = request;
  const { parameters = {}, steps = [], styles } = operation;
  const leaves = leavesOf(params, parameters, isStrict);
  for (const [name, value] of new Headers(settings.headers)) headers.set(name, value);
  for (const key of Object.keys(params)) {
    const serialization = { style: deepObject, name: key, ...styles?.[key] };
    const own = leaves.filter(({ keys }) => keys[0] === key);
    if (own[0]) serialization.style(request, own, serialization);
  }
  for (const [name, value] of new Headers(options.headers)) headers.set(name, value);
  // Each scheme knows the names of its options.
  for (const step of steps) await step.add(request, settings as object as HeldCredentials, step);
}

/** Makes one attempt: sends the request and reads the response body. */
async function exchange(
  { fetch = globalThis.fetch, init: common, onRequest, onResponse }: Settings,
  request: RequestParts,
  controller: AbortController,
  restart: () => void,
): Promise<unknown> {
  const { signal } = controller;
  const { baseUrl, headers, options, path } = request;
  const { method, read } = request.operation;
  const query = request.query.join("&");
  const url = baseUrl.replace(/\/+$/, "") + path + (query && `?${query}`);
  const shared = { ...common, ...options.init };
  const init = { ...shared, ...request.init, method, headers };
  if (signal.aborted) return undefined;
  const notSent = lost(request, "no response");
  const ask = async (): Promise<Request> => new Request(url, init);
  const original = onRequest && (await ask().catch(notSent));
  const replaced = original && ((await onRequest(original)) ?? original);
  if (signal.aborted as boolean) return undefined;
  // A key in a header must not follow a redirect, whatever Request the callback returned.
  const { redirect } = init;
  const response = await fetch(replaced ?? url, {
    ...(replaced ? { ...shared, redirect } : init),
    signal,
  } as RequestInit).catch(notSent);
  const sent: SentRequest = replaced ?? { url, method, headers };
  await onResponse?.(response.clone(), sent);
  await options.onResponse?.(response.clone(), sent);
  const reading = response.ok
    ? read(response, request, restart, controller)
    : response.text().then((text) => fail(response, request, text));
  return reading.catch(lost(request, "response ended early"));
}
