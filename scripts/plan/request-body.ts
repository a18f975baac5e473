import { declarationsOf, resolverIn, takenTypesOf } from "../lib/composition.ts";
import {
  byPreference,
  hasFields,
  isAny,
  isForm,
  isJson,
  isMultipart,
  isRange,
  isText,
  streamKind,
} from "../lib/media-types.ts";
import type { MediaType, Operation, RequestBody, Schema, Schemas } from "../lib/model.ts";
import { asSchema, isBinary, resolve } from "../lib/schema.ts";
import type { Constant } from "./constant.ts";
import { encodingOf, planField, planPart } from "./form-fields.ts";
import { fixedHeaders } from "./part-headers.ts";
import { holdsJson, withBlobs, withFiles, withTexts } from "./parts.ts";
import { RuntimeReference } from "./runtime-reference.ts";
import type { Usage } from "./schemas/usage-at.ts";
import { closedIn, datesIn, hasClosed } from "./shapes/parts-of-shape.ts";
import { isList } from "./shapes/shape.ts";
import { bodyShapeOf, shapeOf } from "./shapes/shape-of.ts";

export interface PlannedBody {
  /** How it is serialized. */
  readonly style: Constant;
  /** The type of the value, of any of the media types. */
  readonly schema: Schema;
  /** What each media type holds, and how that is used. */
  readonly contents: readonly { readonly schema: Schema; readonly usage: Usage }[];
  readonly required: boolean;
  readonly description?: string;
}

/** Bytes, as callers pass them. */
const bytes: Schema = { type: "string", format: "binary", "x-blob": true, "x-raw": true };
const text: Schema = { type: "string" };

/** The media types that an operation declares, the default one first. */
const declaredBodies = (body: RequestBody | undefined): readonly MediaType[] => {
  const content = body?.content ?? [];
  return byPreference(content.map(({ name }) => name)).flatMap(
    (name) => content.find((each) => each.name === name) ?? [],
  );
};

/** Of the media types that an operation accepts, the one that the package sends where the value does not decide. */
export const sentBody = (body: RequestBody | undefined): MediaType | undefined =>
  declaredBodies(body)[0];

/** Without ranges such as `application/*+json` beside a media type that can hold the same. */
const sentBodies = (body: RequestBody | undefined, schemas: Schemas): readonly MediaType[] => {
  const declared = declaredBodies(body);
  const holdsMembers = ({ name }: MediaType): boolean =>
    !isRange(name) && (isJson(name) || hasFields(name));
  const isRepeated = ({ name, schema = {} }: MediaType): boolean =>
    isRange(name) && isSentAsJson(name, schema, schemas);
  return declared.some(holdsMembers) ? declared.filter((each) => !isRepeated(each)) : declared;
};

/** Whether a body is sent as it is given, text or bytes, so that its schema is no part of the types. */
export const isSentRaw = (mediaType: MediaType, schemas: Schemas): boolean =>
  ["bytes", "text"].includes(planMediaType(mediaType, schemas).takes);

/** The Content-Type that a body is sent under: of a range that JSON is in, JSON. */
export const sentName = ({ name, schema = {} }: MediaType, schemas: Schemas): string =>
  isRange(name) && isSentAsJson(name, schema, schemas) ? "application/json" : name;

const isSentAsJson = (name: string, schema: Schema, schemas: Schemas): boolean =>
  isJson(name) || (isAny(name) && isStructure(schema, schemas));

/** Whether `fetch` can send a body: HTTP gives that of GET and HEAD no meaning. OpenAPI 3.1, section 4.8.10. */
export const hasBody = ({ body, method }: Operation): boolean =>
  body !== undefined && body.content.length > 0 && method !== "get" && method !== "head";

export const planBody = (operation: Operation, schemas: Schemas): PlannedBody | undefined => {
  const { body } = operation;
  const planned = sentBodies(body, schemas).map((mediaType) => planMediaType(mediaType, schemas));
  const [first, ...others] = planned;
  if (body === undefined || first === undefined || !hasBody(operation)) return undefined;
  const { description } = body.documentation;
  const kinds = new Map(planned.map(({ schema }) => [JSON.stringify(schema), schema]));
  return {
    style: others.length === 0 && !isRange(first.name) ? first.style : chooseAmong(planned),
    schema: kinds.size === 1 ? first.schema : { anyOf: [...kinds.values()] },
    contents: planned.map(({ schema, usage }) => ({ schema, usage })),
    required: body.required,
    ...(description !== undefined && { description }),
  };
};

interface PlannedMediaType {
  readonly name: string;
  readonly style: Readonly<Record<string, Constant>>;
  readonly schema: Schema;
  readonly usage: Usage;
  readonly takes: string;
}

const chooseAmong = (planned: readonly PlannedMediaType[]): Constant => ({
  style: new RuntimeReference("choose-body", "chooseBody"),
  bodies: Object.fromEntries(
    planned.map(({ name, style, takes }) => [name, { ...style, takes }] as const),
  ),
});

const planMediaType = (mediaType: MediaType, schemas: Schemas): PlannedMediaType => {
  const { name, schema = {} } = mediaType;
  if (isSentAsJson(name, schema, schemas)) {
    const shape = bodyShapeOf(schema, schemas);
    const style = {
      ...(hasClosed(shape)
        ? { style: new RuntimeReference("strict-json", "writeStrictJson"), shape: closedIn(shape) }
        : { style: new RuntimeReference("body", "writeJson"), ...shapeWithDates(schema, schemas) }),
      ...(name !== "application/json" && !isRange(name) && { contentType: name }),
    };
    return { name, style, schema, usage: "body", takes: kindTaken(schema, schemas) };
  }
  if (isMultipart(name)) return planMultipart(mediaType, schemas);
  const types = typesTaken(schema, schemas);
  if (isForm(name) && types.join() !== "string") return planForm(mediaType, schemas);
  const contentType = isRange(name) ? {} : { contentType: name };
  const stream = streamKind(name);
  if (stream === "lines" || stream === "records") {
    const writer = stream === "lines" ? "writeLines" : "writeRecords";
    return planItems(mediaType, writer, contentType, schemas);
  }
  const isFile = resolve(schema, schemas).format === "binary";
  const isBytes = isFile || (!isText(name) && !isForm(name));
  const isTextToo =
    isText(name) || (types.includes("string") && !isBinary(resolve(schema, schemas)));
  return {
    name,
    usage: "body",
    style: { style: new RuntimeReference("body", "writeRaw"), ...contentType },
    schema: isBytes ? (isTextToo ? { anyOf: [text, bytes] } : bytes) : text,
    takes: isBytes ? "bytes" : "text",
  };
};

const typesTaken = (schema: Schema, schemas: Schemas): readonly string[] =>
  takenTypesOf(schema, resolverIn(schemas));

/** Whether a schema is of what only JSON can hold, among the media types that a range such as a `*`/`*` permits. */
const isStructure = (given: Schema, schemas: Schemas): boolean => {
  const schema = resolve(given, schemas);
  const types = typesTaken(schema, schemas);
  const isComposed = [schema.allOf, schema.anyOf, schema.oneOf].some((each) => each !== undefined);
  return types.length > 0 ? types.some((type) => type !== "string") : isComposed;
};

/** Lines or records of JSON: a list of what each holds, or the text or the bytes of all of them. */
const planItems = (
  { json, name, schema: declared = {} }: MediaType,
  writer: string,
  contentType: { readonly contentType?: string },
  schemas: Schemas,
): PlannedMediaType => {
  const { itemSchema } = json;
  const isListed = itemSchema === undefined && typesTaken(declared, schemas).join() === "array";
  const list = isListed ? declared : { type: "array", items: asSchema(itemSchema ?? declared) };
  const dates = datesIn(shapeOf(list, schemas));
  const style = {
    style: new RuntimeReference("lines-body", writer),
    ...contentType,
    ...(dates !== undefined && isList(dates) && { shape: dates[0] }),
  };
  const schema = { anyOf: [list, text, bytes] };
  return { name, style, schema, usage: "body", takes: "items" };
};

const planForm = (mediaType: MediaType, schemas: Schemas): PlannedMediaType => {
  const { name, schema = {} } = mediaType;
  const styles = encodingOf(mediaType).flatMap((encoding) => {
    const [property = {}] = declarationsOf(encoding.field, schema, schemas);
    const style = planField(encoding, shapeOf(property, schemas));
    return style === undefined ? [] : [[encoding.field, style] as const];
  });
  const style = {
    style:
      styles.length === 0
        ? new RuntimeReference("body", "writeForm")
        : new RuntimeReference("encoded-form", "writeEncodedForm"),
    ...(styles.length > 0 && { encoding: Object.fromEntries(styles) as Constant }),
    ...shapeWithDates(schema, schemas),
  };
  return { name, style, schema, usage: "body", takes: "form" };
};

const planMultipart = (mediaType: MediaType, schemas: Schemas): PlannedMediaType => {
  const { name, schema: declared = {} } = mediaType;
  const encodings = encodingOf(mediaType);
  const schema = withTexts(withFiles(declared, encodings), encodings, schemas);
  const parts = encodings.flatMap((encoding) => {
    const [property = {}] = declarationsOf(encoding.field, schema, schemas);
    const headers = fixedHeaders(encoding.headers ?? {}, mediaType);
    const part = {
      ...planPart(encoding, shapeOf(property, schemas)),
      ...(Object.keys(headers).length > 0 && { headers }),
    };
    return Object.keys(part).length === 0 ? [] : [[encoding.field, part] as const];
  });
  const isFormData = /^multipart\/form-data\b/i.test(name);
  const hasOwnTypes = parts.length > 0 || !isFormData || holdsJson(shapeOf(schema, schemas));
  const style = {
    style: parts.some(([, part]) => "style" in part)
      ? new RuntimeReference("styled-parts", "writeStyledParts")
      : hasOwnTypes
        ? new RuntimeReference("parts", "writeParts")
        : new RuntimeReference("body", "writeMultipart"),
    ...(!isFormData && !isRange(name) && { contentType: name }),
    ...(parts.length > 0 && { encoding: Object.fromEntries(parts) }),
    ...shapeWithDates(schema, schemas),
  };
  return { name, style, schema: withBlobs(schema), usage: "multipart", takes: "parts" };
};

const shapeWithDates = (schema: Schema, schemas: Schemas): { readonly shape?: Constant } => {
  const shape = datesIn(shapeOf(schema, schemas));
  return shape === undefined ? {} : { shape };
};

/** What kind of value a JSON body is, which may tell it from other media types. */
const kindTaken = (schema: Schema, schemas: Schemas): string => {
  const types = typesTaken(schema, schemas);
  if (types.includes("array") && types.includes("object")) return "any";
  if (types.includes("array")) return "array";
  if (types.length === 0) return "any";
  return types.includes("object") ? "object" : "scalar";
};
