import { omit } from "../../lib/json.ts";
import { isText } from "../../lib/media-types.ts";
import type { Schema } from "../../lib/model.ts";
import { asSchema } from "../../lib/schema.ts";

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
