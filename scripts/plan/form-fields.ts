import { isJson } from "../lib/media-types.ts";
import type { MediaType } from "../lib/model.ts";
import type { Constant } from "./constant.ts";
import { RuntimeReference } from "./runtime-reference.ts";
import { inBrackets, isList, isScalar, type Shape } from "./shape.ts";
import { serializerOf } from "./styles.ts";

/** How a field of a form or of a multipart body is written, as `encoding` says. OpenAPI 3.1, section 4.8.15. */
interface FieldEncoding {
  readonly field: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly contentType?: string;
}

export const encodingOf = ({ encoding = {} }: MediaType): readonly FieldEncoding[] =>
  Object.entries(encoding).map(([field, value]) => {
    const { allowReserved, contentType, explode, style } = value as Readonly<
      Record<string, unknown>
    >;
    return {
      field,
      ...(typeof allowReserved === "boolean" && { allowReserved }),
      ...(typeof style === "string" && { style }),
      ...(typeof explode === "boolean" && { explode }),
      ...(typeof contentType === "string" && { contentType }),
    };
  });

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
  const named = style ?? "form";
  return {
    style: serializerOf("query", named, allowReserved) ?? new RuntimeReference("styles", "form"),
    explode: explode ?? named === "form",
    ...(named === "deepObject" && isList(shape) && { shape: inBrackets(shape) }),
  };
};
