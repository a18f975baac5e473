/** `application/problem+json; charset=utf-8` → `application/problem+json`. Media types are case-insensitive. */
const essence = (mediaType: string): string => (mediaType.split(";")[0] ?? "").trim().toLowerCase();

/** Whether two names mean the same: a `charset` tells no media type from another, unlike a `version` or a `profile`. */
export const isSameMediaType = (one = "", other = ""): boolean => identity(one) === identity(other);

const identity = (mediaType: string): string => {
  const parameters = mediaType
    .split(";")
    .slice(1)
    .map((each) => each.trim());
  const own = parameters.filter((each) => each !== "" && !/^(charset|boundary) *=/i.test(each));
  return [essence(mediaType), ...own.sort()].join(";");
};

/** Whether a range such as `application/*` holds a media type. RFC 9110, section 12.5.1. */
export const isInRange = (range: string, mediaType: string): boolean => {
  const [first = "", rest = "*"] = essence(range).split("/");
  const [type = "", subtype = ""] = essence(mediaType).split("/");
  if (!rest.startsWith("*")) return false;
  return (first === "*" || first === type) && subtype.endsWith(rest.slice(1));
};

export const isJson = (mediaType: string): boolean => /[/+]json\b(?!-seq)/i.test(mediaType);
export const isPlainJson = (mediaType: string): boolean =>
  essence(mediaType) === "application/json";
export const isText = (mediaType: string): boolean =>
  /^text\/|[/+](x-)?(xml|yaml|csv|javascript|ecmascript|graphql|jwt|sql|toml|sh|pem-file|pem-certificate-chain)\b/i.test(
    mediaType,
  );
export const isForm = (mediaType: string): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(mediaType);
/** Whether what a media type, or a range of them, holds is neither JSON nor text. */
export const isOfBytes = (mediaType: string): boolean =>
  !isJson(mediaType) && !isText(mediaType) && !isForm(mediaType) && !isMultipart(mediaType);
export const isMultipart = (mediaType: string): boolean => mediaType.startsWith("multipart/");
/** Whether a body is written field by field, each as text, or as a file. */
export const hasFields = (mediaType = ""): boolean => isForm(mediaType) || isMultipart(mediaType);
/** How the values of a stream are told apart; nothing for a media type that is read as a whole. */
export const streamKind = (mediaType: string): "events" | "lines" | "records" | undefined => {
  if (/^text\/event-stream\b/i.test(mediaType)) return "events";
  if (/[/+](x-)?(nd-?json|ldjson|jsonl|json-?lines|stream\+json|json-stream)\b/i.test(mediaType))
    return "lines";
  return /[/+]json-seq\b/i.test(mediaType) ? "records" : undefined;
};

/** A range that matches JSON among other media types, so that the schema has to tell. */
export const isAny = (mediaType: string): boolean =>
  ["*", "*/*", "application/*"].includes(essence(mediaType));

/** Of the media types of a response, the main one: JSON, else text, else the first one. */
export const mainMediaType = (mediaTypes: readonly string[]): string | undefined =>
  mediaTypes.find(isPlainJson) ??
  mediaTypes.find(isJson) ??
  mediaTypes.find(isText) ??
  mediaTypes[0];

/** `image/*` and `application/*+json` say which media types are permitted; neither is one. */
export const isRange = (mediaType: string): boolean => mediaType.includes("*");

/** The media types of a request body, the default one first: JSON, then forms, then the rest; ranges only after all others. */
export const byPreference = (mediaTypes: readonly string[]): readonly string[] => {
  const ranks = [isPlainJson, isJson, isMultipart, isForm, () => true];
  const rankOf = (mediaType: string): number =>
    ranks.findIndex((is) => is(mediaType)) + (isRange(mediaType) ? ranks.length : 0);
  return [...mediaTypes].sort((a, b) => rankOf(a) - rankOf(b));
};
