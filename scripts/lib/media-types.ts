/** `application/problem+json; charset=utf-8` → `application/problem+json`. Media types are case-insensitive. */
const essence = (mediaType: string): string => (mediaType.split(";")[0] ?? "").trim().toLowerCase();

/** Parameters such as `charset` do not change what the package makes of a media type. */
export const isSameMediaType = (one = "", other = ""): boolean => essence(one) === essence(other);

export const isJson = (mediaType: string): boolean => /[/+]json\b/i.test(mediaType);
export const isText = (mediaType: string): boolean => /^text\/|[/+]xml\b/i.test(mediaType);
export const isForm = (mediaType: string): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(mediaType);
export const isMultipart = (mediaType: string): boolean => mediaType.startsWith("multipart/");
/** A range that matches every media type. */
export const isAny = (mediaType: string): boolean => mediaType === "*" || mediaType === "*/*";

/** Of the media types of a response, the one that the package reads: JSON, else text, else the first one. */
export const readMediaType = (mediaTypes: readonly string[]): string | undefined =>
  mediaTypes.find((each) => /^application\/json\b/i.test(each)) ??
  mediaTypes.find(isJson) ??
  mediaTypes.find(isText) ??
  mediaTypes[0];

/** Of the media types of a request body, the one that the package sends: JSON, else a form, else the first one. */
export const sentMediaType = (mediaTypes: readonly string[]): string | undefined =>
  mediaTypes.find(isJson) ??
  mediaTypes.find(isMultipart) ??
  mediaTypes.find(isForm) ??
  mediaTypes[0];
