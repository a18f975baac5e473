import { isObject, type Json } from "../lib/json.ts";

/** What a schema says without its words: titles, descriptions, examples, extensions. */
export const factsOf = (value: Json, renameRef: (ref: string) => string = (ref) => ref): Json => {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item) => factsOf(item, renameRef));
  if (!isObject(value)) return value;
  const facts: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value))
    if (!isWords(key, member))
      facts[key] =
        key === "$ref" && typeof member === "string"
          ? renameRef(member)
          : factsOf(member, renameRef);
  return facts;
};

const isWords = (key: string, member: Json): boolean =>
  key.startsWith("x-") ||
  key === "examples" ||
  (key === "example" && !isObject(member)) ||
  ((key === "title" || key === "description") && typeof member === "string");
