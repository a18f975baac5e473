import { chunksOf, linesOf } from "./chunks.js";
import type { ReadBody, Reading } from "./operation.js";

/** `application/x-ndjson`, `application/jsonl` and `application/stream+json`: a JSON text in each line. */
export const readLines: ReadBody = async (response, reading) => linesAsJson(response, reading);

async function* linesAsJson(
  response: Response,
  reading: Reading,
): AsyncGenerator<unknown, undefined> {
  for await (const line of linesOf(chunksOf(response, reading), /\n/))
    if (line.trim()) yield (parse(line) ?? fail(line, reading)).value;
}

/** `application/json-seq` (RFC 7464): a record separator before each JSON text, and a line feed after it. */
export const readRecords: ReadBody = async (response, reading) => recordsAsJson(response, reading);

/** A record may have several lines, so they are collected until they are a JSON text. */
async function* recordsAsJson(
  response: Response,
  reading: Reading,
): AsyncGenerator<unknown, undefined> {
  const separator = new RegExp(`[\n${String.fromCharCode(0x1e)}]`);
  let text = "";
  for await (const line of linesOf(chunksOf(response, reading), separator)) {
    text += line;
    const parsed = text.trim() ? parse(text) : undefined;
    text = parsed ? "" : text && `${text}\n`;
    if (parsed) yield parsed.value;
  }
  if (text.trim()) fail(text, reading);
}

/** Parses JSON; nothing if it is not JSON. */
function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const fail = (text: string, reading: Reading): never =>
  reading.fail(text, ", expected JSON in each item, found other content");
