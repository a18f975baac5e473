import { isAny, isForm, isJson, isMultipart, isText, sentMediaType } from "../lib/media-types.ts";
import type { MediaType, Operation, RequestBody, Schema } from "../lib/model.ts";
import { refTo, schemaName } from "../lib/references.ts";
import { readBody, successBodies } from "../lib/responses.ts";
import type { Constant } from "./constant.ts";
import { RuntimeReference } from "./runtime-reference.ts";

export interface PlannedBody {
  /** How it is serialized. */
  readonly style: Constant;
  readonly schema: Schema;
  readonly required: boolean;
  readonly description?: string;
}

const file: Schema = { type: "string", format: "binary" };

/** Of the media types that an operation accepts, the one that the package sends. */
export const sentBody = (body: RequestBody | undefined): MediaType | undefined => {
  const name = sentMediaType((body?.content ?? []).map((each) => each.name));
  return body?.content.find((each) => each.name === name);
};

export const planBody = ({ body }: Operation): PlannedBody | undefined => {
  const sent = sentBody(body);
  if (body === undefined || sent === undefined) return undefined;
  const writer = writerFor(sent.name);
  const needsType =
    (writer === "writeJson" && sent.name !== "application/json") ||
    (writer === "writeRaw" && !sent.name.includes("*"));
  const { description } = body.documentation;
  return {
    style: {
      style: new RuntimeReference("body", writer),
      ...(needsType && { contentType: sent.name }),
    },
    schema: writer === "writeRaw" && !isText(sent.name) ? file : (sent.schema ?? {}),
    required: body.required,
    ...(description !== undefined && { description }),
  };
};

const writerFor = (mediaType: string): string => {
  if (isJson(mediaType)) return "writeJson";
  if (isMultipart(mediaType)) return "writeMultipart";
  return isForm(mediaType) ? "writeForm" : "writeRaw";
};

export interface PlannedResponse {
  /** Nothing for an operation that never responds with a body. */
  readonly schema?: Schema;
  readonly mayBeEmpty: boolean;
  /** What the runtime must know to ask for the body and to read it. */
  readonly constant: Readonly<Record<string, Constant>>;
}

export const planResponse = (operation: Operation): PlannedResponse => {
  const body = readBody(operation);
  const mediaType = body?.mediaType;
  if (mediaType === undefined)
    return { mayBeEmpty: true, constant: { read: new RuntimeReference("body", "readNothing") } };
  const mayBeEmpty = successBodies(operation).some((each) => each.mediaType === undefined);
  const empty = { ...(mayBeEmpty && { mayBeEmpty }) };
  if (!isJson(mediaType) && !isAny(mediaType))
    return {
      schema: isText(mediaType) ? { type: "string" } : file,
      mayBeEmpty,
      constant: {
        read: new RuntimeReference("body", isText(mediaType) ? "readText" : "readBlob"),
        accept: mediaType,
        ...empty,
      },
    };
  const accept = { ...(mediaType !== "application/json" && { accept: mediaType }) };
  const schema = body?.schema ?? {};
  // Where statuses have different bodies, each refers to an alternative of the one component.
  const name = schemaName(schema.$ref);
  return {
    schema: name === undefined ? schema : { ...schema, ...refTo(name) },
    mayBeEmpty,
    constant: { ...accept, ...empty },
  };
};
