import { valueOf } from "./body-values.js";
import { invalid } from "./leaves.js";
import type { BodyType, Serializer } from "./operation.js";

/**
 * Writes a body under one of several media types: the one that the caller names, else a Blob's own, else the first that
 * takes such a value. Where the value does not tell them apart, the first one is sent.
 */
export const chooseBody: Serializer = (request, leaves, { name, bodies = {} }) => {
  const value = valueOf(leaves);
  const declared = Object.entries(bodies);
  const named = (name: string) => declared.filter(([type]) => name && holds(type, name));
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
  if (!chosen)
    throw invalid("contentType", declared.map(([type]) => type).join(" or "), contentType);
  const [type, body] = chosen;
  // A range is no Content-Type. Without one, `fetch` sends the Blob's own.
  const sent = [body.contentType, type, contentType].find((each) => each && !isRange(each));
  body.style(request, leaves, { ...body, name, ...(sent && { contentType: sent }) });
};

const isRange = (mediaType: string): boolean => mediaType.includes("*");

/** Whether a media type is the declared one, or in its range: `image/*`, `application/*+json`. */
function holds(declared: string, name: string): boolean {
  const [start = "", end] = declared.toLowerCase().split("*", 2);
  const given = name.toLowerCase();
  return end === undefined
    ? given === start
    : given.startsWith(start) && given.endsWith(declared.endsWith("*") ? "" : end);
}

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
