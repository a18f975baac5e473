import { describe, expect, test, vi } from "vitest";
import { readTextEvents } from "../../templates/runtime/events.ts";
import { readBlob, readNothing } from "../../templates/runtime/read.ts";
import { emptyRequest } from "./request-parts.ts";

const reading = [emptyRequest(), vi.fn()] as const;

const pieces = ["data: a\n\nda", "ta: ü\n\n"].map((text) => new TextEncoder().encode(text));

async function* iterated(): AsyncGenerator<Uint8Array, undefined> {
  for (const piece of pieces) yield piece;
}

/** A response whose `body` is what some makers of `fetch` have there. */
const responseWith = (body: unknown): Response =>
  Object.defineProperty(new Response(new Blob(pieces)), "body", { value: body });

describe.each<[string, () => unknown]>([
  ["a stream", () => new Response(new Blob(pieces)).body],
  ["an iterable, as of node-fetch", iterated],
  ["nothing, as of React Native", () => undefined],
])("a body that is %s", (_name, bodyOf) => {
  test("is read as events", async () => {
    const events = await readTextEvents(responseWith(bodyOf()), ...reading);
    const data: unknown[] = [];
    for await (const event of events as AsyncIterable<{ readonly data: unknown }>)
      data.push(event.data);
    expect(data).toEqual(["a", "ü"]);
  });

  test("is read as a file", async () => {
    const file = await readBlob(responseWith(bodyOf()), ...reading);
    expect(await (file as Blob).text()).toBe("data: a\n\ndata: ü\n\n");
  });

  test("may be left unread", async () => {
    await expect(readNothing(responseWith(bodyOf()), ...reading)).resolves.toBeUndefined();
  });
});
