import { asObject, asString, type JsonObject } from "../lib/json.ts";
import { isJson, isText, preferred, successBodies } from "../rules/hoist.ts";
import { type Constant, RuntimeReference } from "./constant.ts";

export interface Answer {
  readonly schema?: JsonObject;
  readonly mayBeEmpty: boolean;
}

export interface PlannedBody {
  /** How it is written. */
  readonly style: Constant;
  readonly schema: JsonObject;
  readonly required: boolean;
  readonly description?: string;
}

/** Of the media types that an operation takes, the one that the package sends. */
export const sentMediaType = (requestBody: JsonObject): string | undefined => {
  const types = Object.keys(asObject(requestBody["content"])).sort();
  return (
    types.find(isJson) ??
    types.find((each) => each.startsWith("multipart/")) ??
    types.find(isForm) ??
    types[0]
  );
};

export const planBody = (operation: JsonObject): PlannedBody | undefined => {
  const requestBody = asObject(operation["requestBody"]);
  const content = asObject(requestBody["content"]);
  const mediaType = sentMediaType(requestBody);
  if (mediaType === undefined) return undefined;
  const write = isJson(mediaType)
    ? "writeJson"
    : mediaType.startsWith("multipart/")
      ? "writeMultipart"
      : isForm(mediaType)
        ? "writeForm"
        : "writeRaw";
  const needsType =
    (write === "writeJson" && mediaType !== "application/json") ||
    (write === "writeRaw" && !mediaType.includes("*"));
  const declared = asObject(asObject(content[mediaType])["schema"]);
  const description = asString(requestBody["description"]);
  return {
    style: {
      style: new RuntimeReference("body", write),
      ...(needsType && { contentType: mediaType }),
    },
    schema:
      write === "writeRaw" && !isText(mediaType) ? { type: "string", format: "binary" } : declared,
    required: requestBody["required"] === true,
    ...(description !== undefined && { description }),
  };
};

const isForm = (mediaType: string): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(mediaType);

export const planAnswer = (
  operation: JsonObject,
): Answer & { readonly constant: Readonly<Record<string, Constant>> } => {
  const bodies = successBodies(operation);
  const mediaType = preferred(
    bodies.flatMap((body) => (body.mediaType === undefined ? [] : [body.mediaType])),
  );
  if (mediaType === undefined)
    return { mayBeEmpty: true, constant: { read: new RuntimeReference("body", "readNothing") } };
  const mayBeEmpty = bodies.some((body) => body.mediaType === undefined);
  const empty = { ...(mayBeEmpty && { mayBeEmpty }) };
  if (!isJson(mediaType) && mediaType !== "*" && mediaType !== "*/*") {
    const read = isText(mediaType) ? "readText" : "readBlob";
    const schema = isText(mediaType) ? { type: "string" } : { type: "string", format: "binary" };
    return {
      schema,
      mayBeEmpty,
      constant: { read: new RuntimeReference("body", read), accept: mediaType, ...empty },
    };
  }
  const accept = { ...(mediaType !== "application/json" && { accept: mediaType }) };
  const own = bodies.find((body) => body.mediaType === mediaType)?.schema ?? {};
  // Where statuses answer different things, each refers to an alternative of the one component.
  const $ref = asString(own["$ref"])?.replace(/\/anyOf\/\d+$/, "");
  return {
    schema: $ref === undefined ? own : { ...own, $ref },
    mayBeEmpty,
    constant: { ...accept, ...empty },
  };
};
