import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTextEvents } from "../../templates/runtime/events.ts";
import { readLines, readRecords } from "../../templates/runtime/lines.ts";
import type { ReadBody } from "../../templates/runtime/operation.ts";
import { emptyRequest } from "./request-parts.ts";

const reading = [emptyRequest(), () => undefined] as const;

/** A response that arrives in these pieces. */
const responseOf = (chunks: readonly Uint8Array<ArrayBuffer>[]): Response =>
  new Response(
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const chunk of chunks) if (chunk.length > 0) controller.enqueue(chunk);
        controller.close();
      },
    }),
  );

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const readAll = async (
  read: ReadBody,
  chunks: readonly Uint8Array<ArrayBuffer>[],
): Promise<unknown[]> => {
  const items: unknown[] = [];
  for await (const item of (await read(responseOf(chunks), ...reading)) as AsyncIterable<unknown>)
    items.push(item);
  return items;
};

/** What an independent parser finds. */
const parsedByOracle = (text: string): unknown[] => {
  const events: unknown[] = [];
  const parser = createParser({
    onEvent: ({ data, event }) => events.push({ data, event: event || "message" }),
  });
  parser.feed(text);
  return events;
};

/** The parser gives the id of an event itself; a browser, and the package, that of the last event that had one. */
const withoutId = (event: unknown): unknown => {
  const { data, event: type } = event as { readonly data: unknown; readonly event: unknown };
  return { data, event: type };
};

const cutAt = (bytes: Uint8Array<ArrayBuffer>, places: readonly number[]) => {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort(
    (a, b) => a - b,
  );
  return [...ends, bytes.length].map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
};

const line = fc.oneof(
  fc.constantFrom("data: a", "data:b", "data", "data:  two spaces", ": a comment", "event: tick"),
  fc.constantFrom("id: 7", "id", "unknown: x", "data: ü🙂", "data: a:b", "", ""),
);
const lineEnd = fc.constantFrom("\n", "\r\n", "\r");

describe("events", () => {
  test("are what an independent parser finds, however the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(line, lineEnd), { maxLength: 12 }),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 6 }),
        async (lines, hasMark, places) => {
          const text = lines.flat().join("");
          const chunks = cutAt(bytesOf((hasMark ? "\uFEFF" : "") + text), places);
          const found = await readAll(readTextEvents, chunks);
          expect(found.map(withoutId)).toEqual(parsedByOracle(text).map(withoutId));
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    [
      "lines of data are joined",
      "data: a\ndata: b\n\n",
      [{ data: "a\nb", event: "message", id: "" }],
    ],
    [
      "an id lasts, also that of an event without data",
      "id: 1\n\ndata: a\n\n",
      [{ data: "a", event: "message", id: "1" }],
    ],
    [
      "an id lasts",
      "id: 1\ndata: a\n\ndata: b\n\n",
      [
        { data: "a", event: "message", id: "1" },
        { data: "b", event: "message", id: "1" },
      ],
    ],
    [
      "retry is a number",
      "retry: 500\ndata: a\n\n",
      [{ data: "a", event: "message", id: "", retry: 500 }],
    ],
    ["an event without a blank line is incomplete", "data: a\n", []],
    [
      "[DONE] ends the stream",
      "data: a\n\ndata: [DONE]\n\ndata: b\n\n",
      [{ data: "a", event: "message", id: "" }],
    ],
  ])("%s", async (_, text, want) => {
    expect(await readAll(readTextEvents, [bytesOf(text)])).toEqual(want);
  });

  test("a CRLF that is cut in two is one line end, and a line feed after it another", async () => {
    const chunks = ["data: a\r", "\n", "\ndata: b\n\n"].map(bytesOf);
    const found = (await readAll(readTextEvents, chunks)) as readonly { readonly data: string }[];
    expect(found.map(({ data }) => data)).toEqual(["a", "b"]);
  });

  test("an event that ends with CR is complete at once", async () => {
    const response = new Response(
      new ReadableStream({
        start: (controller) => {
          controller.enqueue(bytesOf("data: a\r\r"));
        },
      }),
    );
    const events = (await readTextEvents(response, ...reading)) as AsyncIterable<unknown>;
    for await (const event of events) {
      expect(event).toMatchObject({ data: "a" });
      break;
    }
  });
});

describe("lines", () => {
  const values = fc.array(fc.jsonValue(), { maxLength: 8 });

  test("of JSON are its values, however the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(values, fc.boolean(), fc.array(fc.nat()), async (given, hasEnd, places) => {
        const text = given.map((value) => JSON.stringify(value)).join("\n") + (hasEnd ? "\n" : "");
        expect(await readAll(readLines, cutAt(bytesOf(text), places))).toEqual(
          given.map((value) => JSON.parse(JSON.stringify(value)) as unknown),
        );
      }),
    );
  });

  test("of a sequence may be cut into several lines", async () => {
    await fc.assert(
      fc.asyncProperty(values, fc.array(fc.nat()), async (given, places) => {
        const text = given.map((value) => `\u001e${JSON.stringify(value, null, 2)}\n`).join("");
        const found = await readAll(readRecords, cutAt(bytesOf(text), places));
        expect(found).toEqual(given.map((value) => JSON.parse(JSON.stringify(value)) as unknown));
      }),
    );
  });

  test.each([
    ["a line", readLines, '{"a":1}\n{"a":\n'],
    ["a record", readRecords, '\u001e{"a":1}\n\u001e{"a":\n'],
  ])("%s that is not JSON is an error", async (_, read, text) => {
    await expect(readAll(read, [bytesOf(text)])).rejects.toThrow("expected JSON in each item");
  });
});
