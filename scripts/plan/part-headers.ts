import type { JsonObject } from "../lib/json.ts";
import { isMultipart } from "../lib/media-types.ts";
import type { MediaType, Operation } from "../lib/model.ts";
import { asSchema, valuesOf } from "../lib/schema.ts";
import { encodingOf } from "./form-fields.ts";

/**
 * The headers of a part of a multipart body, as `encoding` declares them: those whose values the document fixes. Nothing
 * in a body tells the values of others. OpenAPI 3.1, section 4.8.15.
 *
 *     X-Kind: { schema: { const: photo } }, X-Rank: { schema: { type: integer } }   →   X-Kind: photo
 */
export const fixedHeaders = (
  headers: JsonObject,
  { resolve }: MediaType,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    declaredNames(headers).flatMap((name) => {
      const header = resolve(asSchema(headers[name]));
      const schema = resolve(asSchema(header["schema"]));
      const [value = null, ...others] = valuesOf(schema) ?? [];
      const text = typeof value === "object" ? "" : String(value);
      return others.length === 0 && isHeaderText.test(text) ? [[name, text] as const] : [];
    }),
  );

/** What a part is called, and its media type, are told elsewhere. */
const declaredNames = (headers: JsonObject): readonly string[] =>
  Object.keys(headers).filter((name) => !/^content-(type|disposition)$/i.test(name));

/** One line of ASCII without space around it. */
const isHeaderText = /^[!-~]([ -~]*[!-~])?$/;

/** The headers of parts that no request carries. */
export const partHeaderNotes = ({ body }: Operation): readonly string[] =>
  (body?.content ?? [])
    .filter(({ name }) => isMultipart(name))
    .flatMap((mediaType) =>
      encodingOf(mediaType).flatMap(({ field, headers = {} }) => {
        const fixed = fixedHeaders(headers, mediaType);
        return declaredNames(headers)
          .filter((name) => !Object.hasOwn(fixed, name))
          .map(
            (name) =>
              `in ${mediaType.name}, the header ${name} of the part ${field} is not sent, since the document fixes no value for it`,
          );
      }),
    );
