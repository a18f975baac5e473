import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, type Mock, test, vi } from "vitest";
import { createClient } from "../../templates/runtime/client.ts";
import { ApiError, ConnectionError } from "../../templates/runtime/errors.ts";
import { withDeadline } from "../../templates/runtime/deadline.ts";
import { retryDelay } from "../../templates/runtime/retry.ts";
import { rejection } from "../server.ts";
import { readJson } from "../../templates/runtime/json.ts";
import { emptyRequest } from "./request-parts.ts";

const now = new Date("2026-11-24T12:00:00.000Z");

beforeEach(() => {
  vi.useFakeTimers({ now });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const apiError = (status: number, headers: Record<string, string> = {}): ApiError =>
  new ApiError("", new Response(null, { status, headers }), { body: undefined });

const lost = new ConnectionError("reset");

describe("Retry-After", () => {
  test.each<[Record<string, string>, number | undefined]>([
    [{}, undefined],
    [{ "retry-after": "2" }, 2],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after": "0.5" }, 0.5],
    [{ "retry-after": "-3" }, 0],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after": "" }, undefined],
    [{ "retry-after": "Tue, 24 Nov 2026 12:00:07 GMT" }, 7],
    [{ "retry-after": "Tue, 24 Nov 2026 11:00:00 GMT" }, 0],
    [{ "retry-after-ms": "150" }, 0.15],
    [{ "retry-after-ms": "0" }, 0],
    [{ "retry-after-ms": "150", "retry-after": "2" }, 0.15],
    [{ "retry-after-ms": "soon", "retry-after": "2" }, 2],
    [{ "retry-after-ms": "", "retry-after": "2" }, 2],
  ])("%o asks to wait %s s", (headers, want) => {
    expect(apiError(503, headers).retryAfter).toBe(want);
  });
});

describe("whether a request is retried", () => {
  test.each<[boolean | undefined, number | undefined, boolean]>([
    [true, undefined, true],
    [false, undefined, false],
    [undefined, undefined, false],
    ...[408, 409, 429, 500, 502, 503, 504, 520, 599].map((status): [boolean, number, boolean] => [
      true,
      status,
      true,
    ]),
    ...[200, 301, 400, 401, 403, 404, 422, 501, 505].map((status): [boolean, number, boolean] => [
      true,
      status,
      false,
    ]),
    ...[408, 409, 500, 503].map((status): [boolean, number, boolean] => [false, status, false]),
    [false, 429, true],
    [undefined, 429, false],
  ])("Idempotent: %s, with status %s: %s", (isIdempotent, status, want) => {
    const error = status === undefined ? lost : apiError(status);
    expect(retryDelay(isIdempotent, 0, error) !== undefined).toBe(want);
  });

  test.each<[string, number]>([
    ["GET", 2],
    ["HEAD", 2],
    ["PUT", 2],
    ["DELETE", 2],
    ["OPTIONS", 2],
    ["POST", 1],
    ["PATCH", 1],
  ])("After a lost connection, %s is sent %s times with one retry", async (method, want) => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const fetch = vi.fn(async () => Promise.reject<Response>(new TypeError("fetch failed")));
    const client = createClient({ fetch, maxRetries: 1 });
    await rejection(client.request({ method, path: "/x", read: readJson }));
    expect(fetch).toHaveBeenCalledTimes(want);
  });

  test.each([
    new TypeError("wrong"),
    Object.assign(new Error("not ours"), { status: 503 }),
    undefined,
    null,
  ])("Nothing is retried after %o", (error) => {
    expect(retryDelay(true, 0, error)).toBeUndefined();
  });

  test.each<[Record<string, string>, number | undefined]>([
    [{ "retry-after": "60" }, 60],
    [{ "retry-after-ms": "60000" }, 60],
    [{ "retry-after-ms": "60001" }, undefined],
    [{ "retry-after": "61" }, undefined],
    [{ "retry-after": "Tue, 24 Nov 2026 12:01:01 GMT" }, undefined],
    [{ "retry-after": "Infinity" }, undefined],
  ])("A wait of more than 60 s is not started: %o", (headers, want) => {
    expect(retryDelay(true, 0, apiError(503, headers))).toBe(want);
  });
});

describe("backoff", () => {
  test.each([
    [0, 0.5],
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 8],
    [5, 8],
    [2000, 8],
  ])("After %s retries the wait is random, up to %s s", (retries, most) => {
    const random = vi.spyOn(Math, "random");
    for (const part of [0, 0.25, 0.999]) {
      random.mockReturnValue(part);
      expect(retryDelay(true, retries, lost)).toBeCloseTo(most * part, 6);
    }
  });

  test("The server's delay overrides the backoff", () => {
    expect(retryDelay(true, 4, apiError(503, { "retry-after": "1" }))).toBe(1);
    expect(retryDelay(true, 4, apiError(503, { "retry-after-ms": "3" }))).toBe(0.003);
  });
});

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  withDeadline(
    { ...emptyRequest(), options: { signal } },
    (_signal, _restart, schedule) =>
      new Promise((resolve) => {
        schedule(ms, resolve);
      }),
  );

describe("the wait", () => {
  test("It ends after its time and leaves no timer and no listener", async () => {
    const { signal } = new AbortController();
    let isOver = false;
    const waiting = wait(500, signal).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(499);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("It ends at once when the signal aborts, with its reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const waiting = wait(60_000, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("It does not start if the signal is already aborted", async () => {
    const reason = new Error("before");
    await expect(wait(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a call", () => {
  const failing = (...outcomes: (number | Error)[]): Mock<typeof globalThis.fetch> => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    for (const outcome of outcomes) {
      if (outcome instanceof Error) fetch.mockRejectedValueOnce(outcome);
      else fetch.mockResolvedValueOnce(new Response("{}", { status: outcome }));
    }
    return fetch;
  };
  const call = (
    fetch: typeof globalThis.fetch,
    method = "GET",
    maxRetries?: number,
  ): Promise<unknown> =>
    createClient({ fetch: (...args) => fetch(...args), maxRetries }).request({
      method,
      path: "/x",
      read: readJson,
    });

  test.each<[string, (number | Error)[], number | undefined, number]>([
    ["GET", [503, 503, 200], undefined, 3],
    ["GET", [new Error("reset"), 200], undefined, 2],
    ["GET", [503, 200], 1, 2],
    ["POST", [429, 200], undefined, 2],
    ["DELETE", [500, 200], undefined, 2],
  ])("%s is retried after %j, with maxRetries %s", async (method, outcomes, maxRetries, want) => {
    const fetch = failing(...outcomes);
    const result = call(fetch, method, maxRetries);
    await vi.runAllTimersAsync();
    await expect(result).resolves.toEqual({});
    expect(fetch).toHaveBeenCalledTimes(want);
  });

  test.each<[string, (number | Error)[], number | undefined, number]>([
    ["GET", [503, 503, 503, 200], undefined, 3],
    ["GET", [503, 200], 0, 1],
    ["GET", [404, 200], undefined, 1],
    ["POST", [503, 200], undefined, 1],
    ["POST", [new Error("reset"), 200], undefined, 1],
    ["PATCH", [new Error("reset"), 200], undefined, 1],
  ])("%s gives up after %j, with maxRetries %s", async (method, outcomes, maxRetries, want) => {
    const fetch = failing(...outcomes);
    const result = rejection(call(fetch, method, maxRetries));
    await vi.runAllTimersAsync();
    expect(await result).toBeInstanceOf(
      typeof outcomes[0] === "number" ? ApiError : ConnectionError,
    );
    expect(fetch).toHaveBeenCalledTimes(want);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("A wait of more than 60 s rejects with the ApiError at once", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    fetch.mockResolvedValue(
      new Response("{}", { status: 429, headers: { "retry-after": "3600" } }),
    );
    const error = await rejection(call(fetch));
    expect(error).toMatchObject({ name: "ApiError", status: 429, retryAfter: 3600 });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
