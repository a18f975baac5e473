import { isObject, type Json } from "../lib/json.ts";

const named = new Set(["properties", "patternProperties", "$defs"]);

/** What a schema says without its words: titles, descriptions, examples, extensions. */
export const factsOf = (
  value: Json,
  renameRef: (ref: string) => string = (ref) => ref,
  isNames = false,
): Json => {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item) => factsOf(item, renameRef));
  if (!isObject(value)) return value;
  const facts: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    if (!isNames && (key.startsWith("x-") || words.has(key))) continue;
    const isRef = key === "$ref" && typeof member === "string";
    facts[key] = isRef ? renameRef(member) : factsOf(member, renameRef, !isNames && named.has(key));
  }
  return facts;
};

const words = new Set(["title", "description", "example", "examples"]);
