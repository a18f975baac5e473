import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, type Mock, test, vi } from "vitest";
import { createClient } from "../../templates/runtime/client.ts";
import { ApiError, ConnectionError } from "../../templates/runtime/errors.ts";
import { sleep, withDeadline } from "../../templates/runtime/deadline.ts";
import { retryDelay } from "../../templates/runtime/retry.ts";
import { rejection } from "../server.ts";

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
  test.each<[string, number | undefined, boolean]>([
    ["GET", undefined, true],
    ["HEAD", undefined, true],
    ["PUT", undefined, true],
    ["DELETE", undefined, true],
    ["OPTIONS", undefined, true],
    ["QUERY", undefined, true],
    ["QUERY", 503, true],
    ["POST", undefined, false],
    ["PATCH", undefined, false],
    ["GET", 408, true],
    ["GET", 409, true],
    ["GET", 429, true],
    ["GET", 500, true],
    ["GET", 502, true],
    ["GET", 503, true],
    ["GET", 504, true],
    ["GET", 520, true],
    ["GET", 599, true],
    ["GET", 501, false],
    ["GET", 505, false],
    ["GET", 200, false],
    ["GET", 301, false],
    ["GET", 400, false],
    ["GET", 401, false],
    ["GET", 403, false],
    ["GET", 404, false],
    ["GET", 422, false],
    ["DELETE", 503, true],
    ["POST", 429, true],
    ["PATCH", 429, true],
    ["POST", 408, false],
    ["POST", 409, false],
    ["POST", 500, false],
    ["POST", 503, false],
    ["PATCH", 503, false],
  ])("%s with status %s: %s", (method, status, want) => {
    const error = status === undefined ? lost : apiError(status);
    expect(retryDelay(method, 0, error) !== undefined).toBe(want);
  });

  test.each([
    new TypeError("wrong"),
    Object.assign(new Error("not ours"), { status: 503 }),
    undefined,
    null,
  ])("Nothing is retried after %o", (error) => {
    expect(retryDelay("GET", 0, error)).toBeUndefined();
  });

  test.each<[Record<string, string>, number | undefined]>([
    [{ "retry-after": "60" }, 60],
    [{ "retry-after-ms": "60000" }, 60],
    [{ "retry-after-ms": "60001" }, undefined],
    [{ "retry-after": "61" }, undefined],
    [{ "retry-after": "Tue, 24 Nov 2026 12:01:01 GMT" }, undefined],
    [{ "retry-after": "Infinity" }, undefined],
  ])("A wait of more than 60 s is not started: %o", (headers, want) => {
    expect(retryDelay("GET", 0, apiError(503, headers))).toBe(want);
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
      expect(retryDelay("GET", retries, lost)).toBeCloseTo(most * part, 6);
    }
  });

  test("The server's delay overrides the backoff", () => {
    expect(retryDelay("GET", 4, apiError(503, { "retry-after": "1" }))).toBe(1);
    expect(retryDelay("GET", 4, apiError(503, { "retry-after-ms": "3" }))).toBe(0.003);
  });
});

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  withDeadline(0, "", signal, (signal) => sleep(ms, signal));

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
