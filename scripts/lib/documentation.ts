import { namedMaps } from "./grammar.ts";
import { isEqual, isObject, type Json } from "./json.ts";

/** Keywords that document something for people and change neither types nor requests. */
export const documentationKeywords = [
  "title",
  "summary",
  "description",
  "example",
  "examples",
  "externalDocs",
  "$comment",
] as const;

const documentation: ReadonlySet<string> = new Set(documentationKeywords);
const annotations: ReadonlySet<string> = new Set([
  ...documentationKeywords,
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** Whether a keyword only documents: words, examples, extensions. */
export const isDocumentation = (keyword: string): boolean =>
  keyword.startsWith("x-") || documentation.has(keyword);

/** Whether a keyword never rejects a value. JSON Schema 2020-12, validation, section 9. */
export const isAnnotation = (keyword: string): boolean =>
  keyword.startsWith("x-") || annotations.has(keyword);

/** A piece of a document without the keywords that only document; `isDropped` says which those are. */
export const withoutDocumentation = (
  value: Json,
  renameRef: (ref: string) => string = (ref) => ref,
  isDropped: (keyword: string) => boolean = isDocumentation,
  keysAreNames = false,
): Json => {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item) =>
      withoutDocumentation(item, renameRef, isDropped),
    );
  if (!isObject(value)) return value;
  const rest: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    if (!keysAreNames && isDropped(key)) continue;
    rest[key] =
      key === "$ref" && typeof member === "string"
        ? renameRef(member)
        : withoutDocumentation(member, renameRef, isDropped, !keysAreNames && namedMaps.has(key));
  }
  return rest;
};

/** Whether two pieces of a document differ at most in documentation. */
export const isEqualButForDocumentation = (a: Json | undefined, b: Json | undefined): boolean =>
  isEqual(withoutDocumentation(a ?? null), withoutDocumentation(b ?? null));
