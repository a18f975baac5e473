import { valueOf } from "./body-values.js";
import type { BodyType, Serializer } from "./operation.js";

/**
 * Writes a body under one of several media types: the one that the caller names, else a Blob's own, else the first that
 * takes such a value. Where the value does not tell them apart, the first one is sent.
 */
export const chooseBody: Serializer = (request, leaves, { name, bodies = {} }) => {
  const value = valueOf(leaves);
  const declared = Object.entries(bodies);
  const named = (name: string) =>
    [isEqual, holds].flatMap((is) => declared.filter(([type]) => is(type, name)));
  const { contentType } = request.options;
  const kinds = kindsOf(value);
  const [chosen] =
    contentType === undefined
      ? [
          ...named(value instanceof Blob ? value.type : "").filter(
            ([, { takes }]) => takes === "bytes" || takes === "items",
          ),
          ...kinds.flatMap((kind) => declared.filter(([, { takes }]) => takes === kind)),
          ...declared,
        ]
      : named(contentType);
  if (!chosen) {
    const expected = declared.map(([type]) => type).join(" or ");
    throw new TypeError(`contentType: expected ${expected}, found ${contentType}`);
  }
  const [type, body] = chosen;
  // A range is no Content-Type. Without one, `fetch` sends the Blob's own.
  const sent = [contentType, body.contentType, type].find((each) => each && !isRange(each));
  body.style(request, leaves, { ...body, name, ...(sent && { contentType: sent }) });
};

const isRange = (mediaType: string): boolean => mediaType.includes("*");

const isEqual = (declared: string, name: string): boolean => declared === name;

/** Whether a media type is the declared one, but for parameters such as a `charset`, or in its range: `image/*`. */
function holds(declared: string, name: string): boolean {
  const given = essence(name);
  const [start = "", end] = essence(declared).split("*", 2);
  if (end === undefined) return given === start;
  return given !== "" && given.startsWith(start) && given.endsWith(end === "/" ? "" : end);
}

const essence = (mediaType: string): string => (mediaType.split(";")[0] ?? "").trim().toLowerCase();

/** The kinds of body that a value can be, the most specific first. */
function kindsOf(value: unknown): readonly BodyType["takes"][] {
  if (typeof value === "string") return ["text", "items", "bytes", "scalar"];
  if (typeof value !== "object" || value === null) return ["scalar"];
  if (isBytes(value)) return ["bytes", "items"];
  if (Array.isArray(value)) return ["array", "items", "any"];
  return Object.values(value).flat().some(isBytes) ? ["parts"] : ["object", "any", "form", "parts"];
}

const isBytes = (value: unknown): boolean =>
  value instanceof Blob ||
  value instanceof ArrayBuffer ||
  ArrayBuffer.isView(value) ||
  (typeof ReadableStream === "function" && value instanceof ReadableStream);
