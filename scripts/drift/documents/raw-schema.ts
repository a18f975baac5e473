import { omit } from "../../lib/json.ts";
import { isText } from "../../lib/media-types.ts";
import type { Schema } from "../../lib/model.ts";
import { asSchema } from "../../lib/schema.ts";
import type { RuleFor } from "../context.ts";
import { type RuleId, rules } from "../rules.ts";

/**
 * What a body is that is sent or read as it is: bytes or text, where its schema leaves that to the media type.
 *
 *     image/png: {} · image/png: { schema: { contentMediaType: image/png } }  →  { type: string, format: binary }
 */
export const rawSchema = (name: string, schema: Schema = {}): Schema => {
  const isRepeated = schema["contentMediaType"] === name && schema["contentEncoding"] === undefined;
  const own = isRepeated ? asSchema(omit(schema, "contentMediaType")) : schema;
  const isOpen = Object.keys(own).every((keyword) => keyword === "type" && isRepeated);
  if (!isOpen) return own;
  return isText(name) ? { type: "string" } : { type: "string", format: "binary" };
};

/** The rules for such a schema: no type tells of it, so that a change means something to deployed clients at most. */
export const ofRaw =
  (changed: RuleId, harmless: RuleId): RuleFor =>
  (id) => {
    const { stay, upgrade } = rules[id];
    if (upgrade === "patch" || upgrade === "none") return id;
    return stay === "fine" ? harmless : changed;
  };
