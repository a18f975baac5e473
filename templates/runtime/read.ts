import { fail } from "./failure.js";
import { readJson, readJsonOrNothing } from "./json.js";
import type { ReadBody, RequestParts } from "./operation.js";
import { readerOf } from "./reader.js";

/** Text in its own charset: `Response.text` takes everything for UTF-8. */
export const readText = async (response: Response): Promise<string> => {
  const decoder = decoderFor(response);
  return decoder ? decoder.decode(await response.arrayBuffer()) : response.text();
};

/** Nothing for UTF-8, and where the run time knows no such charset. */
function decoderFor(response: Response): TextDecoder | undefined {
  const [, charset = "utf-8"] = /charset="?([\w-]+)/i.exec(mediaTypeOf(response)) ?? [];
  try {
    return /^utf-?8$/i.test(charset) ? undefined : new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

/** JSON if the response says so, else text: for a media type range whose schema is a string. */
export const readTextOrJson: ReadBody = async (response, request, restart) => {
  if (isNothing(response, request)) return undefined;
  if (!isJson(mediaTypeOf(response))) return readText(response);
  return (request.operation.mayBeEmpty ? readJsonOrNothing : readJson)(response, request, restart);
};

/** Bytes. The timeout limits silence rather than duration, and a download that has begun is not repeated. */
export const readBlob: ReadBody = async (response, request, restart) => {
  if (isNothing(response, request)) return undefined;
  if (!response.body) return response.blob();
  const reader = readerOf(response);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const { value } = await reader.read();
    if (!value) break;
    chunks.push(value);
    request.isIdempotent = undefined;
    restart();
  }
  return new Blob(chunks, { type: mediaTypeOf(response) });
};

/** Whatever comes, by its own media type: JSON parsed, text as it is, nothing as `undefined`, and anything else as bytes. */
export const readUnknown: ReadBody = (response, request, restart) => {
  const type = mediaTypeOf(response);
  if (/^text\//i.test(type)) return readText(response);
  const read = type && !isJson(type) ? readBlob : readJsonOrNothing;
  return read(response, request, restart);
};

/** For operations without a response body. */
export const readNothing: ReadBody = async (response) => {
  await readerOf(response).cancel();
};

/**
 * Reads a response by its own media type, if that is a declared one. Servers give JSON other names, and files and text
 * even more: where all that is declared is read alike, only HTML and JSON cannot be meant.
 */
export const readDeclared: ReadBody = async (response, request, restart, controller) => {
  if (isNothing(response, request)) return undefined;
  const { mayBeEmpty, readers = {} } = request.operation;
  const [type = ""] = mediaTypeOf(response).toLowerCase().split(";");
  const declared = Object.entries(readers);
  const isOther = new Set(Object.values(readers)).size > 1 || isJson(type) || /html/.test(type);
  const [, read] =
    declared.find(([each]) => matches(type.trim(), each)) ??
    declared.find(([each]) => (isOther ? isJson(each) && isJson(type) : true)) ??
    [];
  if (read) return read(response, request, restart, controller);
  const text = await response.text();
  if (!text && mayBeEmpty) return undefined;
  const expected = Object.keys(readers).join(" or ");
  const found = type.trim() || "no media type";
  return fail(response, request, text, `, expected ${expected}, found ${found}`);
};

/** Whether the response has no body at all, as with status 204, and the specification declares that: it is no empty text. */
const isNothing = ({ body }: Response, { operation }: RequestParts): boolean =>
  !body && operation.mayBeEmpty === true;

/** With its parameters, as the response states it. */
const mediaTypeOf = ({ headers }: Response): string => headers.get("Content-Type") ?? "";

const isJson = (mediaType: string): boolean => /[/+]json *(;|$)/i.test(mediaType);

/** Whether a media type is the declared one, or in its range: `text/*`, `application/*+json`. */
function matches(type: string, declared: string): boolean {
  const [start = "", end] = (declared.toLowerCase().split(";")[0] ?? "").trim().split("*", 2);
  return end === undefined
    ? type === start
    : type.startsWith(start) && type.endsWith(declared.endsWith("*") ? "" : end);
}
