import { memberOf } from "../../lib/grammar.ts";
import { fromPointer } from "../../lib/references.ts";

/**
 * Where a schema is used: in a parameter, in a body that is sent, as a multipart body or a part of one, or in a body that
 * is received.
 */
export type Usage = "parameter" | "body" | "multipart" | "part" | "response";

/**
 * How a schema is used that stands at a pointer in one of a multipart body: the members or items of the body are its
 * parts, and what an object that is a part holds is JSON, which has no bytes.
 *
 *     properties: { file: …, meta: { properties: { icon: … } } }  →  file, meta: part; icon: body
 */
export const usageAt = (usage: Usage, pointer: string): Usage => {
  let found = usage;
  const segments = fromPointer(pointer);
  while (segments.length > 0 && (found === "multipart" || found === "part")) {
    const keyword = segments.shift() ?? "";
    const isPart = found === "multipart" && itemKeywords.has(keyword);
    if (isPart || memberKeywords.has(keyword)) found = usageWithin(found);
    if (typeof memberOf("schema", keyword) !== "string") segments.shift();
  }
  return found;
};

/** How the members of an object are used that is used in some way. */
export const usageWithin = (usage: Usage): Usage => {
  if (usage === "multipart") return "part";
  return usage === "part" ? "body" : usage;
};

const memberKeywords: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "additionalProperties",
]);

const itemKeywords: ReadonlySet<string> = new Set(["items", "prefixItems"]);
