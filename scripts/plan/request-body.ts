import { isForm, isJson, isMultipart, isText, sentMediaTypes } from "../lib/media-types.ts";
import type { MediaType, Operation, RequestBody, Schema, Schemas } from "../lib/model.ts";
import { transformSchema } from "../lib/openapi.ts";
import { isBinary, itemsOf, nonNullTypesOf, resolve } from "../lib/schema.ts";
import type { Constant } from "./constant.ts";
import { withMarks } from "./marks.ts";
import { RuntimeReference } from "./runtime-reference.ts";
import { bodyShapeOf, closedIn, datesIn, hasClosed, shapeOf } from "./shape.ts";
import type { Usage } from "./usage.ts";

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

/** The media types that the package can send, the default one first. */
const sentBodies = (body: RequestBody | undefined): readonly MediaType[] => {
  const content = body?.content ?? [];
  return sentMediaTypes(content.map(({ name }) => name)).flatMap(
    (name) => content.find((each) => each.name === name) ?? [],
  );
};

/** Of the media types that an operation accepts, the one that the package sends where the value does not decide. */
export const sentBody = (body: RequestBody | undefined): MediaType | undefined =>
  sentBodies(body)[0];

/** Whether `fetch` can send a body: HTTP gives that of GET and HEAD no meaning. OpenAPI 3.1, section 4.8.10. */
export const hasBody = ({ body, method }: Operation): boolean =>
  body !== undefined && body.content.length > 0 && method !== "get" && method !== "head";

export const planBody = (operation: Operation, schemas: Schemas): PlannedBody | undefined => {
  const { body } = operation;
  const planned = sentBodies(body).map((mediaType) => planMediaType(mediaType, schemas));
  const [first, ...others] = planned;
  if (body === undefined || first === undefined || !hasBody(operation)) return undefined;
  const { description } = body.documentation;
  const kinds = new Map(planned.map(({ schema }) => [JSON.stringify(schema), schema]));
  return {
    style: others.length === 0 ? first.style : chooseAmong(planned),
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
  const isRange = name.includes("*");
  if (isJson(name)) {
    const shape = bodyShapeOf(schema, schemas);
    const style = {
      ...(hasClosed(shape)
        ? { style: new RuntimeReference("strict-json", "writeStrictJson"), shape: closedIn(shape) }
        : { style: new RuntimeReference("body", "writeJson"), ...shapeWithDates(schema, schemas) }),
      ...(name !== "application/json" && !isRange && { contentType: name }),
    };
    return { name, style, schema, usage: "body", takes: kindTaken(schema, schemas) };
  }
  if (isMultipart(name)) return planMultipart(mediaType, schemas);
  if (isForm(name)) return planForm(mediaType, schemas);
  const isBytes = !isText(name);
  const style = {
    style: new RuntimeReference("body", "writeRaw"),
    ...(!isRange && { contentType: name }),
  };
  return {
    ...{ name, style, usage: "body" },
    schema: isBytes ? bytes : text,
    takes: isBytes ? "bytes" : "text",
  };
};

const planForm = (mediaType: MediaType, schemas: Schemas): PlannedMediaType => {
  const { name, schema = {} } = mediaType;
  const encoding = encodingOf(mediaType).filter(
    ({ style, explode }) => style !== undefined || explode !== undefined,
  );
  const styles = encoding.map(({ field, style = "form", explode = style === "form" }) => [
    field,
    { style: new RuntimeReference("styles", style), explode },
  ]);
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
  const { name, schema = {} } = mediaType;
  const types = encodingOf(mediaType).flatMap(({ contentType, field }) =>
    contentType === undefined ? [] : [[field, { contentType }] as const],
  );
  const hasOwnTypes =
    types.length > 0 || !/^multipart\/form-data\b/i.test(name) || holdsObjects(schema, schemas);
  const style = {
    style: hasOwnTypes
      ? new RuntimeReference("parts", "writeParts")
      : new RuntimeReference("body", "writeMultipart"),
    ...(!/^multipart\/form-data\b/i.test(name) && { contentType: name }),
    ...(types.length > 0 && { encoding: Object.fromEntries(types) }),
    ...shapeWithDates(schema, schemas),
  };
  return { name, style, schema: withBlobs(schema), usage: "multipart", takes: "parts" };
};

/** Inline binary data is a file; that of components is marked by their usage. */
const withBlobs = (schema: Schema): Schema =>
  transformSchema(schema, (each) => (isBinary(each) ? withMarks(each, { "x-blob": true }) : each));

/** Whether a part is an object or a list of objects, which is sent as JSON. */
const holdsObjects = (given: Schema, schemas: Schemas, depth = 0): boolean => {
  if (depth > 4) return false;
  const schema = resolve(given, schemas);
  const isObject = (part: Schema): boolean => {
    const resolved = resolve(part, schemas);
    const items = itemsOf(resolved);
    return (
      nonNullTypesOf(resolved).includes("object") ||
      resolved.allOf !== undefined ||
      (items !== undefined && isObject(items))
    );
  };
  return (
    Object.values(schema.properties ?? {}).some(isObject) ||
    [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some((member) =>
      holdsObjects(member, schemas, depth + 1),
    )
  );
};

interface FieldEncoding {
  readonly field: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly contentType?: string;
}

const encodingOf = ({ encoding = {} }: MediaType): readonly FieldEncoding[] =>
  Object.entries(encoding).map(([field, value]) => {
    const { contentType, explode, style } = value as Readonly<Record<string, unknown>>;
    return {
      field,
      ...(typeof style === "string" && { style }),
      ...(typeof explode === "boolean" && { explode }),
      ...(typeof contentType === "string" && { contentType }),
    };
  });

const shapeWithDates = (schema: Schema, schemas: Schemas): { readonly shape?: Constant } => {
  const shape = datesIn(shapeOf(schema, schemas));
  return shape === undefined ? {} : { shape };
};

/** What kind of value a JSON body is, which may tell it from other media types. */
const kindTaken = (schema: Schema, schemas: Schemas): string => {
  const types = nonNullTypesOf(resolve(schema, schemas));
  if (types.includes("array") && types.includes("object")) return "any";
  if (types.includes("array")) return "array";
  if (types.length === 0) return "any";
  return types.includes("object") ? "object" : "scalar";
};
