import type { OpenApiDocument } from "./document.ts";
import { asObject, isObject, type JsonObject, mapValues } from "./json.ts";
import { atPointer, resolveReference } from "./references.ts";

/**
 * Path items that are references → what they name, so that their operations are found. OpenAPI 3.1, section 4.8.9.
 *
 *     /old-things: { $ref: "#/paths/~1things" }  →  /old-things: { get: … }
 */
export const inlinePathItems = <Document extends OpenApiDocument>(document: Document): Document => {
  const { root } = document;
  const paths = asObject(root["paths"]);
  if (!Object.values(paths).some((item) => isObject(item) && item["$ref"] !== undefined))
    return document;
  const lookup = (ref: string) => atPointer(root, ref);
  // A reference to nothing stays, and is a fault of its path.
  const isFollowed = (ref: string): boolean => lookup(ref) !== undefined;
  const inlined: JsonObject = mapValues(paths, (item) =>
    isObject(item) ? resolveReference(item, lookup, isFollowed) : item,
  );
  return { ...document, root: { ...root, paths: inlined } };
};
