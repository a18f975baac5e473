import { resolverIn, takenTypesOf } from "../lib/composition.ts";
import { isAnnotation } from "../lib/documentation.ts";
import { isObject, own } from "../lib/json.ts";
import { isJson, isOfBytes, isText } from "../lib/media-types.ts";
import type { Schema, Schemas } from "../lib/model.ts";
import { isBinary, resolve } from "../lib/schema.ts";
import { transformSchema } from "../lib/transform.ts";
import type { FieldEncoding } from "./form-fields.ts";
import { withMarks } from "./schemas/marks.ts";
import { usageAt } from "./schemas/usage-at.ts";
import { alternativesIn, isList, isScalar, type Members, type Shape } from "./shapes/shape.ts";

/** Binary data in the parts of an inline schema is a file; that of components is marked by their usage. */
export const withBlobs = (schema: Schema): Schema =>
  transformSchema(schema, (each, pointer) =>
    isBinary(each) && usageAt("multipart", pointer) === "part"
      ? withMarks(each, { "x-blob": holdsText(each) ? "or-string" : true })
      : each,
  );

/**
 * The parts of an inline schema that have no type, and a media type of bytes in their `encoding`: they are files. OpenAPI
 * 3.1.1, section 4.8.15.1.1.
 *
 *     file: {}, and encoding: { file: { contentType: image/png } }   →   file: { contentMediaType: image/png }
 */
export const withFiles = (schema: Schema, encoding: readonly FieldEncoding[]): Schema => {
  const { properties = {} } = schema;
  const files = encoding.flatMap(({ contentType, field }) => {
    const part = own(properties, field);
    return part && contentType?.split(",").every((each) => isOfBytes(each.trim()))
      ? [[field, asFile(part, contentType)] as const]
      : [];
  });
  return files.length === 0
    ? schema
    : { ...schema, properties: { ...properties, ...Object.fromEntries(files) } };
};

const asFile = (part: Schema, contentType: string): Schema => {
  if (isObject(part.items)) return { ...part, items: asFile(part.items, contentType) };
  const isUntyped = Object.keys(part).every(isAnnotation);
  return isUntyped ? { ...part, contentMediaType: contentType } : part;
};

/**
 * The objects among the parts that are no JSON by their `encoding`, such as XML: no package can write them, so they are text
 * that callers write, or a file.
 *
 *     about: { type: object }, and encoding: { about: { contentType: application/xml } }
 *     →   about: { type: string, contentMediaType: application/xml }
 */
export const withTexts = (
  schema: Schema,
  encoding: readonly FieldEncoding[],
  schemas: Schemas,
): Schema => {
  const resolved = resolve(schema, schemas);
  const { properties = {} } = resolved;
  const texts = encoding.flatMap(({ contentType, field }) => {
    const part = own(properties, field);
    if (!part || !contentType?.split(",").every((each) => isOfOtherText(each.trim()))) return [];
    const text = asText(part, contentType, schemas);
    return text === undefined ? [] : [[field, text] as const];
  });
  return texts.length === 0
    ? schema
    : { ...resolved, properties: { ...properties, ...Object.fromEntries(texts) } };
};

/** JSON under `text/plain` is a text too. */
const isOfOtherText = (mediaType: string): boolean =>
  !isJson(mediaType) && !isOfBytes(mediaType) && !/^text\/plain\b/i.test(mediaType);

const asText = (given: Schema, contentType: string, schemas: Schemas): Schema | undefined => {
  const part = resolve(given, schemas);
  const [type, ...others] = takenTypesOf(given, resolverIn(schemas));
  if (others.length > 0) return undefined;
  if (type === "array" && isObject(part.items)) {
    const items = asText(part.items, contentType, schemas);
    return items && { ...part, items };
  }
  const annotations = Object.entries(part).filter(([keyword]) => isAnnotation(keyword));
  return type === "object"
    ? { ...Object.fromEntries(annotations), type: "string", contentMediaType: contentType }
    : undefined;
};

/** Whether a file can as well be given as a string, since its media type is one of text. */
export const holdsText = ({ contentMediaType }: Schema): boolean =>
  typeof contentMediaType === "string" && (isJson(contentMediaType) || isText(contentMediaType));

/** Whether a part of a multipart body may be JSON: an object, or a list of more than text. */
export const holdsJson = (body: Shape): boolean =>
  alternativesIn(body).some((each) =>
    typeof each === "string" || isList(each)
      ? each === "any"
      : !Object.values(each as Members).every(isTextPart),
  );

const isTextPart = (part: Shape): boolean =>
  alternativesIn(part).every((each) =>
    isList(each) ? alternativesIn(each[0]).every(isScalar) : isScalar(each),
  );
