import { takenTypesOf } from "./composition.ts";
import { isEqualButForDocumentation } from "./documentation.ts";
import { eventData } from "./event-data.ts";
import {
  isAny,
  isForm,
  isJson,
  isMultipart,
  isPlainJson,
  isText,
  streamKind,
} from "./media-types.ts";
import type { Operation, Resolve, Response, Schema } from "./model.ts";
import { isBinary, itemsOf, nonNullTypesOf } from "./schema.ts";

/**
 * How a body is read: as JSON, as text, as either, as bytes, as whatever it says itself, or as a stream of events (with
 * JSON, with text, with either, or with text and no JSON but objects and lists), lines or records.
 */
export type ReadAs =
  | "json"
  | "text"
  | "textOrJson"
  | "bytes"
  | "any"
  | "events"
  | "textEvents"
  | "textOrJsonEvents"
  | "textOrObjectEvents"
  | "lines"
  | "records";

/** A media type of a successful response. */
export interface SuccessContent {
  readonly status: string;
  readonly mediaType: string;
  readonly schema: Schema;
  /** The schema, or what its `$ref` names. */
  readonly resolved: Schema;
  readonly readAs: ReadAs;
  /** Whether the schema is that of whole events, rather than of their data. */
  readonly isWholeEvent?: boolean;
}

/** The responses that mean success; the default one where an operation declares no other. */
export const successResponses = ({ responses }: Operation): readonly Response[] => {
  const successes = responses.filter(({ status }) => /^2/.test(status));
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === "default");
};

/** Whether HTTP gives a response of this status no body, whatever is declared. RFC 9110, sections 15.3.5 and 15.3.6. */
const isBodiless = ({ status }: Response): boolean => status === "204" || status === "205";

/** Whether a successful response may have no body. A response to HEAD never has one. */
export const mayBeEmpty = (operation: Operation): boolean =>
  operation.method === "head" ||
  successResponses(operation).some(
    (response) => response.content.length === 0 || isBodiless(response),
  );

/** Everything that a successful response may contain, JSON first. */
export const successContents = (operation: Operation): readonly SuccessContent[] => {
  if (operation.method === "head") return [];
  const responses = successResponses(operation);
  return responses.length === 0 && operation.responses.length > 0
    ? [anything]
    : responses
        .filter((response) => !isBodiless(response))
        .flatMap(contentsOf)
        .sort((a, b) => rankOf(a) - rankOf(b));
};

/** What comes where only errors are declared, unlike a success that is declared without a body. */
const anything: SuccessContent = {
  status: "default",
  mediaType: "*/*",
  schema: {},
  resolved: {},
  readAs: "any",
};

const rankOf = ({ mediaType, readAs }: SuccessContent): number => {
  if (isPlainJson(mediaType)) return 0;
  if (readAs === "json") return 1;
  return readAs === "text" ? 2 : 3;
};

const contentsOf = ({ content, status }: Response): readonly SuccessContent[] => {
  const json = content.find(({ name }) => isPlainJson(name));
  return content.flatMap(
    ({ json: mediaType, name, resolve, schema: declared }): SuccessContent[] => {
      // The parts of a multipart answer are not read one by one.
      const itemSchema = isMultipart(name)
        ? undefined
        : (mediaType["itemSchema"] as Schema | undefined);
      const whole = declared && resolve(declared);
      const readAs = itemSchema ? (streamKind(name) ?? "lines") : readAsFor(name, whole ?? {});
      // A list under the media type of a stream is what arrives item by item. OpenAPI 3.2, section 4.14.3.
      const listed = streamKind(name) && whole && itemsOf(whole);
      // A text is all of the stream, of whose items it says nothing.
      const isText =
        itemSchema === undefined &&
        (readAs === "lines" || readAs === "records") &&
        takenTypesOf(declared ?? {}, resolve).join() === "string";
      const schema = isText ? {} : (itemSchema ?? listed ?? declared ?? {});
      const resolved = resolve(schema);
      // ASP.NET declares an object as plain text too, which it never is.
      const isPretended =
        readAs === "text" &&
        /^text\/plain\b/i.test(name) &&
        json?.schema !== undefined &&
        !nonNullTypesOf(resolved).includes("string") &&
        // Resolved, since by then normalization has made a component of the JSON.
        isEqualButForDocumentation(json.resolve(json.schema), resolved);
      if (isPretended) return [];
      if (readAs !== "events") return [{ status, mediaType: name, schema, resolved, readAs }];
      const data = eventData(resolved, resolve);
      return [
        {
          status,
          mediaType: name,
          schema,
          resolved,
          readAs: data.length > 0 ? eventsOf(data, resolve) : eventsWith([schema], resolve),
          isWholeEvent: data.length > 0,
        },
      ];
    },
  );
};

/**
 * Of whole events, data of type string is the text as it stands, which may look like a number: a token `12` beside a last
 * event with an object.
 */
const eventsOf = (data: readonly Schema[], resolve: Resolve): ReadAs => {
  const readAs = eventsWith(data, resolve);
  const areObjects = data
    .flatMap((each) => takenTypesOf(each, resolve))
    .every((type) => type === "string" || type === "object" || type === "array");
  return readAs === "textOrJsonEvents" && areObjects ? "textOrObjectEvents" : readAs;
};

/** Data that may be text or JSON, in one event or another, is JSON where it can be parsed. */
const eventsWith = (data: readonly Schema[], resolve: Resolve): ReadAs => {
  const types = data.flatMap((each) => {
    const taken = takenTypesOf(each, resolve);
    return taken.length === 0 && isEmpty(resolve(each)) ? ["string"] : taken;
  });
  if (!types.includes("string")) return "events";
  return types.every((type) => type === "string") ? "textEvents" : "textOrJsonEvents";
};

const isEmpty = ({ allOf, anyOf, oneOf }: Schema): boolean => !allOf && !anyOf && !oneOf;

const readAsFor = (mediaType: string, schema: Schema): ReadAs => {
  const stream = streamKind(mediaType);
  if (stream !== undefined) return stream;
  if (isJson(mediaType) || isAny(mediaType)) {
    // In JSON, a media type is that of the string's content.
    if (isJson(mediaType) ? schema.format === "binary" : isBinary(schema)) return "bytes";
    if (!isAny(mediaType)) return "json";
    const types = nonNullTypesOf(schema);
    if (types.includes("string")) return "textOrJson";
    return types.length === 0 && isEmpty(schema) ? "any" : "json";
  }
  const isWords = isText(mediaType) || isForm(mediaType);
  return isWords && schema.format !== "binary" ? "text" : "bytes";
};

/** Whether all that an operation responds with is JSON, so that it can be a component. */
export const respondsWithJson = (operation: Operation): boolean =>
  successContents(operation).every(({ readAs }) => readAs === "json");

/** The schemas of the JSON that a successful response may contain. */
export const jsonSchemas = (operation: Operation): readonly Schema[] =>
  successContents(operation).flatMap(({ readAs, schema }) => (readAs === "json" ? [schema] : []));

/** The content that comes first: JSON where there is any. */
export const mainContent = (operation: Operation): SuccessContent | undefined =>
  successContents(operation)[0];
