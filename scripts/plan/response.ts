import { byCodeUnit } from "../lib/json.ts";
import { isAny, isSameMediaType } from "../lib/media-types.ts";
import type { Operation, Schema } from "../lib/model.ts";
import { refTo, schemaName } from "../lib/references.ts";
import {
  mayBeEmpty,
  type ReadAs,
  type SuccessContent,
  successContents,
  successResponses,
} from "../lib/responses.ts";
import type { Constant } from "./constant.ts";
import { RuntimeReference } from "./runtime-reference.ts";

export interface PlannedResponse {
  /** Nothing for an operation that never responds with a body. */
  readonly schema?: Schema;
  readonly mayBeEmpty: boolean;
  /** What the runtime must know to ask for the body and to read it. */
  readonly constant: Readonly<Record<string, Constant>>;
}

export const planResponse = (operation: Operation): PlannedResponse => {
  const contents = successContents(operation);
  const [first] = contents;
  if (first === undefined)
    return { mayBeEmpty: true, constant: { read: new RuntimeReference("read", "readNothing") } };
  const isEmptyToo = mayBeEmpty(operation);
  const accept = [...new Set(contents.map(({ mediaType }) => mediaType))].join(", ");
  const schemas = new Map(contents.map((each) => [JSON.stringify(typeOf(each)), typeOf(each)]));
  return {
    schema: schemas.size === 1 ? typeOf(first) : unionOf([...schemas.values()]),
    mayBeEmpty: isEmptyToo,
    constant: {
      ...readersOf(contents, jsonReaderFor(operation)),
      ...(accept !== "application/json" && { accept }),
      ...(isEmptyToo && contents.some(({ readAs }) => readAs !== "json") && { mayBeEmpty: true }),
    },
  };
};

/**
 * The names of the headers that successful responses declare, as they are first written. OpenAPI 3.1, section 4.8.17:
 * `Content-Type` is ignored.
 */
export const declaredHeaders = (operation: Operation): readonly string[] => {
  const names = successResponses(operation).flatMap(({ headers }) =>
    headers.map(({ name }) => name),
  );
  const byKey = new Map(names.toReversed().map((name) => [name.toLowerCase(), name]));
  byKey.delete("content-type");
  return [...byKey.values()].sort(byCodeUnit);
};

/** Where statuses have different bodies, each refers to an alternative of the one component. */
const unionOf = (schemas: readonly Schema[]): Schema => {
  const names = new Set(schemas.map(({ $ref }) => schemaName($ref)));
  const [name] = names;
  const isOneComponent =
    names.size === 1 && schemas.every(({ $ref = "" }) => /\/anyOf\/\d+$/.test($ref));
  return isOneComponent && name !== undefined ? refTo(name) : { anyOf: schemas };
};

/** RFC 9110, section 9.2.1, and QUERY of OpenAPI 3.2. */
const safeMethods: ReadonlySet<string> = new Set(["get", "head", "options", "query", "trace"]);

const jsonReaderFor = (operation: Operation): string => {
  if (mayBeEmpty(operation)) return "readJsonOrNothing";
  return safeMethods.has(operation.method) ? "readJson" : "readJsonOfChange";
};

/** The runtime's functions for what is not JSON. */
const readers: Readonly<Record<Exclude<ReadAs, "json">, readonly [file: string, name: string]>> = {
  text: ["read", "readText"],
  textOrJson: ["read", "readTextOrJson"],
  bytes: ["read", "readBlob"],
  any: ["read", "readUnknown"],
  events: ["events", "readEvents"],
  textEvents: ["events", "readTextEvents"],
  textOrJsonEvents: ["events", "readTextOrJsonEvents"],
  textOrObjectEvents: ["events", "readTextOrObjectEvents"],
  lines: ["lines", "readLines"],
  records: ["lines", "readRecords"],
};

/** What a page of HTML or JSON would be taken for; the other readers find out themselves. */
const isToldByMediaType: ReadonlySet<ReadAs> = new Set(["text", "bytes", "events", "textEvents"]);

/** A file of any kind comes under its own media type. */
const isAnyFile = ({ mediaType }: SuccessContent): boolean =>
  isAny(mediaType) || isSameMediaType(mediaType, "application/octet-stream");

const readersOf = (
  contents: readonly SuccessContent[],
  jsonReader: string,
): Readonly<Record<string, Constant>> => {
  const kinds = new Set(contents.map(({ readAs }) => readAs));
  const readerFor = (readAs: ReadAs): Constant =>
    readAs === "json"
      ? new RuntimeReference("json", jsonReader)
      : new RuntimeReference(...readers[readAs]);
  const [readAs = "json"] = kinds;
  if (kinds.size < 2 && (!isToldByMediaType.has(readAs) || contents.some(isAnyFile)))
    return { read: readerFor(readAs) };
  return {
    read: new RuntimeReference("read", "readDeclared"),
    readers: Object.fromEntries(
      contents.map(({ mediaType, readAs }) => [mediaType, readerFor(readAs)]),
    ),
  };
};

const text: Schema = { type: "string" };

/** What callers get. */
const typeOf = ({ isWholeEvent, readAs, schema }: SuccessContent): Schema => {
  switch (readAs) {
    case "any":
    case "json":
      return schema;
    case "text":
    case "textOrJson":
      return text;
    case "bytes":
      return { type: "string", format: "binary", "x-blob": true };
    case "textEvents":
      return stream(isWholeEvent ? schema : eventWith(text));
    case "events":
    case "textOrJsonEvents":
    case "textOrObjectEvents":
      return stream(isWholeEvent ? schema : eventWith(schema));
    case "lines":
    case "records":
      return stream(schema);
  }
};

const stream = (items: Schema): Schema => ({ type: "array", items, "x-stream": true });

/** An event as the runtime gives it: see `templates/runtime/events.ts`. */
const eventWith = (data: Schema): Schema => ({
  type: "object",
  properties: {
    data,
    event: { type: "string" },
    id: { type: "string" },
    retry: { type: "integer" },
  },
  required: ["data", "event", "id"],
});
