import { describe, expect, test, vi } from "vitest";
import { readEvents, readTextEvents } from "../../templates/runtime/events.ts";
import { readLines } from "../../templates/runtime/lines.ts";
import type { ReadBody } from "../../templates/runtime/operation.ts";
import { rejection } from "../server.ts";
import { emptyRequest } from "./request-parts.ts";

type Items = AsyncIterableIterator<{ readonly data?: unknown }, undefined>;

/** A response that sends this, and then nothing more. */
const open = (text: string, read: ReadBody = readTextEvents, signal?: AbortSignal) => {
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (text) controller.enqueue(new TextEncoder().encode(text));
    },
    cancel,
  });
  const controller = new AbortController();
  const request = { ...emptyRequest(), options: { signal } };
  const items = read(new Response(body), request, vi.fn(), controller) as Promise<Items>;
  return { cancel, controller, items };
};

const end = { done: true, value: undefined };

describe("leaving a stream", () => {
  test("ends at once, also while an item is awaited", async () => {
    const { cancel, controller, items } = open("data: a\n\n");
    const iterator = await items;
    expect((await iterator.next()).value).toMatchObject({ data: "a" });
    const pending = iterator.next();
    expect(await iterator.return?.()).toEqual(end);
    expect(await pending).toEqual(end);
    expect(await iterator.next()).toEqual(end);
    expect(cancel).toHaveBeenCalledOnce();
    expect(controller.signal.aborted).toBe(true); // Also where a hook holds a clone.
  });

  test("before anything was read closes it", async () => {
    const { cancel, items } = open("");
    await (await items).return?.();
    expect(cancel).toHaveBeenCalledOnce();
  });

  test("does not turn half an item into one", async () => {
    const { items } = open('{"a":1}\n{"a"', readLines);
    const iterator = await items;
    await iterator.next();
    const pending = iterator.next();
    await iterator.return?.();
    expect(await pending).toEqual(end);
  });
});

describe("an aborted signal", () => {
  test("closes a stream that nobody reads yet, and rejects with its reason once", async () => {
    const caller = new AbortController();
    const { cancel, items } = open("data: a\n\n", readTextEvents, caller.signal);
    const iterator = await items;
    caller.abort(new Error("enough"));
    expect(cancel).toHaveBeenCalledOnce();
    expect(await rejection(iterator.next())).toBe(caller.signal.reason);
    expect(await iterator.next()).toEqual(end);
  });

  test("leaves out the items that have already come", async () => {
    const caller = new AbortController();
    const { items } = open("data: a\n\ndata: b\n\n", readTextEvents, caller.signal);
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const { data } of await items) {
        seen.push(data);
        caller.abort(new Error("enough"));
      }
    })();
    expect(await rejection(reading)).toBe(caller.signal.reason);
    expect(seen).toEqual(["a"]);
  });
});

test.each([
  ["application/json", '{"message":"quota"}', "quota"],
  ["application/problem+json; charset=utf-8", '{"detail":"quota"}', ""],
  ["text/html; charset=utf-8", "<html>", ""],
])("events under %s are refused", async (type, text, words) => {
  const response = new Response(text, { headers: { "content-type": type } });
  const error = await rejection(readEvents(response, emptyRequest(), vi.fn()));
  expect(error).toMatchObject({ name: "ApiError", status: 200 });
  expect((error as Error).message).toContain(`expected text/event-stream, found ${type}`);
  expect((error as { readonly body: unknown }).body).toEqual(
    words ? { message: words } : expect.anything(),
  );
});

test("`[DONE]` may have space around it", async () => {
  const { items } = open("data: 1\n\ndata: [DONE] \n\n", readEvents);
  const iterator = await items;
  expect((await iterator.next()).value).toMatchObject({ data: 1 });
  expect(await iterator.next()).toEqual(end);
});

test("a CRLF between two lines of JSON may be cut in two", async () => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of ["1\r", "\n2\r", "\n"])
        controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  const seen: unknown[] = [];
  const items = await readLines(new Response(body), emptyRequest(), vi.fn());
  for await (const item of items as AsyncIterable<unknown>) seen.push(item);
  expect(seen).toEqual([1, 2]);
});
