import { isJson } from "../../lib/media-types.ts";
import type { MediaType, Parameter } from "../../lib/model.ts";
import { serializerOf } from "../../plan/styles.ts";
import type { Kind } from "../schemas/schema-view.ts";

/** The media type of a parameter that is written as JSON. */
export const jsonContentOf = ({ content, schema }: Parameter): MediaType | undefined =>
  schema === undefined ? content.find(({ name }) => isJson(name)) : undefined;

/**
 * How values of some kinds are written, with what makes a difference for these kinds. OpenAPI 3.1, section 4.8.12.
 *
 *     in: header, style: simple, explode: true  →  an object: simple, exploded · a list: simple · a string: plain text
 */
export const formatStyle = (parameter: Parameter, kinds: ReadonlySet<Kind>): string => {
  const { explode, style } = parameter;
  if (jsonContentOf(parameter) !== undefined) return "JSON";
  const has = (kind: Kind): boolean => kinds.has(kind) || kinds.has("anything");
  if (!has("object") && !has("array"))
    return ["label", "matrix"].includes(style) ? style : "plain text";
  if (style === "deepObject") return style;
  if (style === "simple" && !has("object")) return style;
  const isDelimited = style === "spaceDelimited" || style === "pipeDelimited";
  return explode ? `${isDelimited ? "form" : style}, explode true` : `${style}, explode false`;
};

/** Whether reserved characters such as `/` are sent as they are, which only queries and simple paths permit. */
export const sendsReserved = (parameter: Parameter): boolean =>
  jsonContentOf(parameter) === undefined &&
  serializerOf(parameter.in, parameter.style, parameter.allowReserved)?.file === "reserved";
