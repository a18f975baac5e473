import { declarationsOf } from "../../lib/composition.ts";
import { asObject, isEqual, type JsonObject } from "../../lib/json.ts";
import { isForm, isMultipart } from "../../lib/media-types.ts";
import type { MediaType, Schema, Schemas } from "../../lib/model.ts";
import { itemsOf, resolve } from "../../lib/schema.ts";
import { fixedHeaders } from "../../plan/part-headers.ts";
import { kindsOf } from "../schemas/schema-view.ts";

/**
 * The `encoding` of a body without what holds for a field that has none, and without fields of which nothing is left. It
 * means something for forms and multipart bodies only.
 * OpenAPI 3.1, section 4.8.15.
 *
 *     tags: { style: form, explode: true }, photo: { contentType: image/png }  →  photo: { contentType: image/png }
 */
export const plainEncoding = (mediaType: MediaType | undefined, schemas: Schemas): JsonObject => {
  const { encoding = {}, name = "", schema = {} } = mediaType ?? {};
  if (!isForm(name) && !isMultipart(name)) return {};
  return Object.fromEntries(
    Object.entries(encoding).flatMap(([field, given]) => {
      const [declared = {}] = declarationsOf(field, schema, schemas);
      const implied = impliedEncoding(declared, isForm(name), schemas);
      const { headers, ...others } = asObject(given);
      const fixed = mediaType ? fixedHeaders(asObject(headers), mediaType) : {};
      const left = [
        ...Object.entries(others).filter(([key, value]) => !isEqual(value, implied[key] ?? null)),
        ...(Object.keys(fixed).length > 0 ? [["headers", fixed] as const] : []),
      ];
      return left.length > 0 ? [[field, Object.fromEntries(left)]] : [];
    }),
  );
};

/** What a field is written as without an `encoding`, as far as all servers agree. */
const impliedEncoding = (field: Schema, isInForm: boolean, schemas: Schemas): JsonObject => {
  const declared = resolve(field, schemas);
  const items = itemsOf(declared);
  const kinds = [...kindsOf(items ? resolve(items, schemas) : declared)];
  const isScalar = kinds.every((kind) => ["string", "number", "boolean"].includes(kind));
  if (isScalar)
    return { style: "form", explode: true, allowReserved: false, contentType: "text/plain" };
  const [kind = "anything", ...others] = kinds;
  if (isInForm || others.length > 0) return { allowReserved: false };
  if (kind === "file") return { contentType: "application/octet-stream" };
  return { allowReserved: false, ...(kind === "object" && { contentType: "application/json" }) };
};
