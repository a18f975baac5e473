import { asArray, asObject, isObject, type JsonObject } from "../lib/json.ts";
import { isJson } from "../lib/media-types.ts";
import type { MediaType } from "../lib/model.ts";
import type { Constant } from "./constant.ts";
import { RuntimeReference } from "./runtime-reference.ts";
import { inBrackets, isList, isScalar, type Shape } from "./shapes/shape.ts";
import { serializerOf } from "./styles.ts";

/** How a field of a form or of a multipart body is written, as `encoding` says. OpenAPI 3.1, section 4.8.15. */
export interface FieldEncoding {
  readonly field: string;
  readonly style?: string | undefined;
  readonly explode?: boolean | undefined;
  readonly allowReserved?: boolean | undefined;
  readonly contentType?: string;
  /** Of a part. */
  readonly headers?: JsonObject;
}

/** The fields of an array are called like their positions, which is how OpenAPI 3.2 tells them: `prefixEncoding`. */
export const encodingOf = ({ encoding = {}, json }: MediaType): readonly FieldEncoding[] =>
  [...Object.entries(asArray(json["prefixEncoding"])), ...Object.entries(encoding)].map(
    ([field, value]) => {
      const { allowReserved, contentType, explode, headers, style } = asObject(value);
      return {
        field,
        ...(typeof allowReserved === "boolean" && { allowReserved }),
        ...(typeof style === "string" && { style }),
        ...(typeof explode === "boolean" && { explode }),
        ...(typeof contentType === "string" && { contentType }),
        ...(isObject(headers) && { headers }),
      };
    },
  );

/** How a field of a form is written where its `encoding` says so: in a style of parameters, or as JSON. */
export const planField = (
  { allowReserved, contentType, explode, field, style }: FieldEncoding,
  shape: Shape,
): Constant | undefined => {
  if (style === undefined && explode === undefined && allowReserved !== true) {
    const isJsonText = contentType !== undefined && isJson(contentType) && !isScalar(shape);
    return isJsonText
      ? { style: new RuntimeReference("content", "jsonInQuery"), name: field, shape: "raw" }
      : undefined;
  }
  return styled({ allowReserved, explode, field, style }, shape);
};

/**
 * How a part of a multipart body is written where its `encoding` says so: in a style of parameters that makes a
 * difference, else in a media type. OpenAPI 3.0 ignores the style of a part, but authors mean what they write there; a
 * list is a part for each item anyway, and ASP.NET writes `style: form` for whatever is in a form.
 */
export const planPart = (
  { contentType, explode, field, style = "form" }: FieldEncoding,
  shape: Shape,
): Readonly<Record<string, Constant>> | undefined => {
  if (style !== "form" || explode === false) return styled({ explode, field, style }, shape);
  return contentType === undefined ? undefined : { contentType };
};

const styled = (
  { allowReserved, explode, style = "form" }: FieldEncoding,
  shape: Shape,
): Readonly<Record<string, Constant>> => ({
  style: serializerOf("query", style, allowReserved) ?? new RuntimeReference("styles", "form"),
  explode: explode ?? style === "form",
  ...(style === "deepObject" && isList(shape) && { shape: inBrackets(shape) }),
});
