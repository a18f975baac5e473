import { linesOf } from "./chunks.js";
import { fail, parse } from "./failure.js";
import type { ReadBody, RequestParts } from "./operation.js";
import { streamOf } from "./stream.js";

/**
 * `text/event-stream` whose events carry JSON. A final `[DONE]`, which many APIs send, ends the stream. An event without
 * data, which only keeps the connection alive, is left out.
 */
export const readEvents: ReadBody = (response, request, _restart, controller) =>
  readWith(response, request, controller, (data) => {
    if (!data.trim()) return undefined;
    try {
      return JSON.parse(data);
    } catch {
      return fail(response, request, data, ", expected JSON in an event, found other content");
    }
  });

/** `text/event-stream` whose events carry text. */
export const readTextEvents: ReadBody = (response, request, _restart, controller) =>
  readWith(response, request, controller, (data) => data);

/** `text/event-stream` whose events carry JSON or text, such as a last word beside objects. */
export const readTextOrJsonEvents: ReadBody = (response, request, _restart, controller) =>
  readWith(response, request, controller, (data) => parse(data).body);

/** `text/event-stream` whose events carry objects, lists or text: a text that looks like a number stays one. */
export const readTextOrObjectEvents: ReadBody = (response, request, _restart, controller) =>
  readWith(response, request, controller, (data) => {
    const { body } = parse(data);
    return body instanceof Object ? body : data;
  });

/** A body that says that it is JSON or HTML has no events: it is an error, or a page to log in. */
async function readWith(
  response: Response,
  request: RequestParts,
  controller: AbortController | undefined,
  dataOf: (text: string) => unknown,
): Promise<AsyncIterable<ServerSentEvent>> {
  const type = response.headers.get("Content-Type") ?? "";
  if (/[/+](json|html)\b/i.test(type))
    fail(response, request, await response.text(), `, expected text/event-stream, found ${type}`);
  return streamOf(response, request, controller, (chunks) => eventsIn(chunks, dataOf));
}

interface ServerSentEvent {
  readonly data: unknown;
  /** The type of the event, `message` unless the server says otherwise. */
  readonly event: string;
  /** The id of this event or of the last one that had one, to resume after. */
  readonly id: string;
  /** Milliseconds to wait before connecting again. */
  readonly retry?: number;
}

/** Parses events. WHATWG HTML, section 9.2.6: an event without a final blank line is incomplete. */
async function* eventsIn(
  chunks: AsyncIterable<Uint8Array>,
  dataOf: (text: string) => unknown,
): AsyncGenerator<ServerSentEvent, undefined> {
  let data: string[] = [];
  let event = "";
  let id = "";
  let retry: number | undefined;
  for await (const line of linesOf(chunks)) {
    if (line === "") {
      const text = data.join("\n");
      if (text.trim() === "[DONE]") return;
      const parsed = data.length > 0 ? dataOf(text) : undefined;
      if (parsed !== undefined)
        yield {
          data: parsed,
          event: event || "message",
          id,
          ...(retry !== undefined && { retry }),
        };
      data = [];
      event = "";
      retry = undefined;
      continue;
    }
    const [field = "", ...parts] = line.split(":");
    const value = parts.join(":").replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
    else if (field === "retry" && /^\d+$/.test(value)) retry = Number(value);
  }
}
