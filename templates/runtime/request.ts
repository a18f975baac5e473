import type { ClientOptions, RequestOptions } from "./client.js";
import { ApiError, ConnectionError, errorsIn, TimeoutError } from "./errors.js";
import { kindOf, leavesOf, refuse, undeclared } from "./leaves.js";
import type { Operation, RequestParts } from "./operation.js";
import { retryDelay, sleep } from "./retry.js";

export interface Settings extends ClientOptions {
  readonly baseUrl: string;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly strictParams: boolean;
}

/** Sends an operation, again where that may help, and resolves to its parsed answer. */
export async function send<Result>(
  settings: Settings,
  operation: Operation,
  params: object = {},
  options: RequestOptions = {},
): Promise<Result> {
  const { signal, timeout = settings.timeout, maxRetries = settings.maxRetries } = options;
  const longest = 2 ** 31 - 1;
  if (!(timeout >= 0 && (timeout <= longest || timeout === Infinity))) {
    throw new TypeError(
      `timeout: expected 0 to ${longest} milliseconds or Infinity, found ${timeout}`,
    );
  }
  const { method, path } = operation;
  // Built once, so that params which cannot be sent are refused before anything is.
  const parts = buildRequest(settings, operation, params, options);
  for (let retries = 0; ; retries++) {
    try {
      signal?.throwIfAborted();
      return (await withDeadline(
        (signal) => exchange(settings, operation, parts, options, signal),
        timeout,
        `${method} ${path}`,
        signal,
      )) as Result;
    } catch (error) {
      if (
        !(retries < maxRetries) ||
        !(error instanceof ApiError || error instanceof ConnectionError)
      )
        throw error;
      const { status, headers } = error as Partial<ApiError>;
      const wait = retryDelay(method, retries, status, headers);
      if (wait === undefined) throw error;
      await sleep(wait, signal);
    }
  }
}

/** Parameters and body, in the order of the caller's keys, which is the order in the query. */
function buildRequest(
  settings: Settings,
  { accept = "application/json", body: writeBody, contentType, parameters = {}, path }: Operation,
  params: object,
  options: RequestOptions,
): RequestParts & { readonly body?: BodyInit } {
  const strict = options.strictParams ?? settings.strictParams;
  const headers = new Headers({ Accept: accept });
  const request: RequestParts = { path, query: [], headers, cookies: [], secrets: [] };
  let body: BodyInit | undefined;
  if (kindOf(params) !== "object") throw refuse("params", "a plain object", params);
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined) continue;
    const parameter = Object.hasOwn(parameters, key) ? parameters[key] : undefined;
    if (key === "body" && writeBody) {
      const { content, type = contentType } = writeBody(value);
      body = content;
      if (contentType ?? type) headers.set("Content-Type", `${contentType ?? type}`);
    } else if (parameter) {
      const { style, shape, name = key, explode = false } = parameter;
      const leaves = leavesOf(value, shape, key, strict);
      if (leaves.length > 0) style(request, name, leaves, explode);
    } else if (strict) {
      throw undeclared(key, writeBody ? { ...parameters, body: writeBody } : parameters);
    }
  }
  const missing = /\{([^}]*)\}/.exec(request.path)?.[1];
  if (missing) throw new TypeError(`${missing}: expected a value for the path ${path}, found none`);
  for (const given of [settings.headers, options.headers]) {
    new Headers(given).forEach((value, name) => {
      headers.set(name, value);
    });
  }
  return { ...request, ...(body !== undefined && { body }) };
}

/** One attempt: credentials, the request, its answer, and the answer's body. */
async function exchange(
  settings: Settings,
  { method, mayBeEmpty, path, read, security = [], server = settings.baseUrl }: Operation,
  { body: content, ...built }: RequestParts & { readonly body?: BodyInit },
  options: RequestOptions,
  signal: AbortSignal,
): Promise<unknown> {
  const { fetch = globalThis.fetch, onRequest, onResponse } = settings;
  const credentials: object = settings; // An API that asks for none has options without any.
  const parts: RequestParts = {
    ...built,
    query: [...built.query],
    headers: new Headers(built.headers),
    cookies: [...built.cookies],
  };
  for (const { scheme, name = "" } of security) await scheme(parts, credentials, name);
  const { cookies, headers, query, secrets } = parts;
  if (cookies.length > 0) headers.set("Cookie", cookies.join("; "));
  const url =
    server.replace(/\/+$/, "") + parts.path + (query.length > 0 ? `?${query.join("&")}` : "");
  const original = new Request(url, {
    method,
    headers,
    ...(content !== undefined && { body: content }),
  });
  const request = (await onRequest?.(original)) ?? original;

  const what = `${method} ${path}`;
  const lost =
    (message: string) =>
    (cause: unknown): never => {
      throw new ConnectionError(`${what}: ${message}`, { cause });
    };
  signal.throwIfAborted();
  const response = await fetch(request, { signal }).catch(lost("no answer"));
  for (const observe of [onResponse, options.onResponse])
    await observe?.(response.clone(), request);

  const { status, ok } = response;
  if (ok && read) return read(response).catch(lost("the answer broke off"));
  let text = await response.text().catch(lost("the answer broke off"));
  if (!ok) for (const secret of secrets) text = text.replaceAll(secret || "\0", "…");
  if (!text && ok && mayBeEmpty) return undefined;
  let body: unknown = text;
  let cause: unknown;
  try {
    body = JSON.parse(text);
    if (ok) return body;
  } catch (error) {
    cause = error;
  }
  const accepted = !text && method !== "GET" ? "; the server accepted the request" : "";
  const found = ok
    ? `, expected JSON, found ${text ? "something else" : `an empty body${accepted}`}`
    : summary(body);
  throw new ApiError(`${what}: ${status}${found}`, response, body, ok ? { cause } : {});
}

/** What the API itself says is wrong, in its own words. */
function summary(body: unknown): string {
  return errorsIn(body)
    .map(
      ({ code, title, detail, source }) =>
        ` ${[code, title, detail, source?.pointer].filter(Boolean).join(", ")}`,
    )
    .join(";");
}

/** Runs one attempt until it is done, the time is up or the caller's signal aborts; leaves no timer or listener behind. */
async function withDeadline<Result>(
  attempt: (signal: AbortSignal) => Promise<Result>,
  timeout: number,
  what: string,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort(signal?.reason);
  };
  const expire = (): void => {
    controller.abort(new TimeoutError(`${what}: no complete answer within ${timeout} ms`));
  };
  const timer = timeout > 0 && timeout < Infinity ? setTimeout(expire, timeout) : undefined;
  signal?.addEventListener("abort", abort);
  try {
    return await new Promise<Result>((resolve, reject) => {
      controller.signal.addEventListener("abort", () => {
        reject(controller.signal.reason as Error);
      });
      attempt(controller.signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
