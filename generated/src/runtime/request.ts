import type { ClientOptions, RequestOptions } from "./client.js";
import { ApiError, ConnectionError, errorsIn, TimeoutError } from "./errors.js";
import { leavesOf, undeclared } from "./leaves.js";
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
  const {
    signal,
    timeout = settings.timeout,
    maxRetries = settings.maxRetries,
    strictParams = settings.strictParams,
  } = options;
  if (!(timeout >= 0 && (timeout < 2 ** 31 || timeout === Infinity))) {
    throw new TypeError(
      `timeout: expected 0 to ${2 ** 31 - 1} milliseconds or Infinity, found ${timeout}`,
    );
  }
  signal?.throwIfAborted();
  const {
    method,
    path,
    body: writeBody,
    security = [],
    server = settings.baseUrl,
    accept = "application/json",
  } = operation;
  const request: RequestParts = {
    path,
    query: [],
    headers: new Headers({ Accept: accept }),
    cookies: [],
  };
  addParameters(request, operation, params, strictParams);
  const { body } = params as { readonly body?: unknown };
  const written = writeBody && body !== undefined ? writeBody(body) : undefined;
  const type = operation.contentType ?? written?.type;
  if (written && type) request.headers.set("Content-Type", type);
  for (const headers of [settings.headers, options.headers]) {
    new Headers(headers).forEach((value, name) => {
      request.headers.set(name, value);
    });
  }
  const credentials: object = settings; // An API that asks for none has options without any.
  for (const { scheme, name = "" } of security) await scheme(request, credentials, name);
  if (request.cookies.length > 0) request.headers.set("Cookie", request.cookies.join("; "));
  const url =
    server.replace(/\/+$/, "") +
    request.path +
    (request.query.length > 0 ? `?${request.query.join("&")}` : "");
  const init = { method, headers: request.headers, ...(written && { body: written.content }) };

  for (let retries = 0; ; retries++) {
    try {
      return (await withDeadline(
        (signal) => exchange(new Request(url, init), settings, operation, options, signal),
        timeout,
        `${method} ${path}`,
        signal,
      )) as Result;
    } catch (error) {
      const isAnswer = error instanceof ApiError;
      if (retries >= maxRetries || !(isAnswer || error instanceof ConnectionError)) throw error;
      const wait = isAnswer
        ? retryDelay(method, retries, error.status, error.headers)
        : retryDelay(method, retries);
      if (wait === undefined) throw error;
      await sleep(wait, signal);
    }
  }
}

/** In the order of the caller's keys, which is the order in the query. */
function addParameters(
  request: RequestParts,
  { path, parameters = {}, body }: Operation,
  params: object,
  strict: boolean,
): void {
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined || (key === "body" && body)) continue;
    const parameter = Object.hasOwn(parameters, key) ? parameters[key] : undefined;
    if (parameter) {
      const { style, shape, name = key, explode = false } = parameter;
      const leaves = leavesOf(value, shape, key, strict);
      if (leaves.length > 0) style(request, name, leaves, explode);
    } else if (strict) {
      throw undeclared(key, body ? { ...parameters, body } : parameters);
    }
  }
  const missing = /\{([^}]*)\}/.exec(request.path)?.[1];
  if (missing) throw new TypeError(`${missing}: expected a value for the path ${path}, found none`);
}

/** One attempt: the request, its answer, and the answer's body. */
async function exchange(
  original: Request,
  { fetch = globalThis.fetch, onRequest, onResponse }: Settings,
  operation: Operation,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<unknown> {
  const request = (await onRequest?.(original)) ?? original;
  const what = `${operation.method} ${operation.path}`;
  const response = await fetch(request, { signal }).catch((cause: unknown) => {
    throw new ConnectionError(`${what}: no answer`, { cause });
  });
  for (const observe of [onResponse, options.onResponse])
    await observe?.(response.clone(), request);

  const lost = (cause: unknown): never => {
    throw new ConnectionError(`${what}: the answer broke off`, { cause });
  };
  const { status, ok } = response;
  if (ok && operation.read) return operation.read(response).catch(lost);
  const text = await response.text().catch(lost);
  let body: unknown = text;
  let cause: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    cause = error;
  }
  if (!ok) throw new ApiError(`${what}: ${status}${summary(body)}`, response, body);
  if (cause === undefined) return body;
  if (text === "" && operation.mayBeEmpty) return undefined;
  const accepted =
    text === "" && operation.method !== "GET" ? "; the server accepted the request" : "";
  throw new ApiError(
    `${what}: ${status}, expected JSON, found ${text === "" ? "an empty body" : "something else"}${accepted}`,
    response,
    text,
    { cause },
  );
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
