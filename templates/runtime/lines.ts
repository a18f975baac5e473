import { linesOf } from "./chunks.js";
import { fail } from "./failure.js";
import type { ReadBody, RequestParts } from "./operation.js";
import { streamOf } from "./stream.js";

/** `application/x-ndjson`, `application/jsonl` and `application/stream+json`: a JSON text in each line. */
export const readLines: ReadBody = async (response, request, _restart, controller) =>
  streamOf(response, request, controller, (chunks) => linesAsJson(chunks, response, request));

async function* linesAsJson(
  chunks: AsyncIterable<Uint8Array>,
  response: Response,
  request: RequestParts,
): AsyncGenerator<unknown, undefined> {
  for await (const line of linesOf(chunks, /\n/))
    if (line.trim()) yield (parse(line) ?? reject(line, response, request)).value;
}

/** `application/json-seq` (RFC 7464): a record separator before each JSON text, and a line feed after it. */
export const readRecords: ReadBody = async (response, request, _restart, controller) =>
  streamOf(response, request, controller, (chunks) => recordsAsJson(chunks, response, request));

/** A record may have several lines, so they are collected until they are a JSON text. */
async function* recordsAsJson(
  chunks: AsyncIterable<Uint8Array>,
  response: Response,
  request: RequestParts,
): AsyncGenerator<unknown, undefined> {
  const separator = new RegExp(`[\n${String.fromCharCode(0x1e)}]`);
  let text = "";
  for await (const line of linesOf(chunks, separator)) {
    text += line;
    const parsed = text.trim() ? parse(text) : undefined;
    text = parsed ? "" : text && `${text}\n`;
    if (parsed) yield parsed.value;
  }
  if (text.trim()) reject(text, response, request);
}

/** Parses JSON; nothing if it is not JSON. */
function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const reject = (text: string, response: Response, request: RequestParts): never =>
  fail(response, request, text, ", expected JSON in each item, found other content");
