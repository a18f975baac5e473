import { asObject, byCodeUnit, type JsonObject } from "../lib/json.ts";
import { isObjectSchema } from "../lib/openapi.ts";

/** Query parameters whose schema becomes a component of its own. */
export const hoistableParameters = (
  parameters: readonly JsonObject[],
  root: JsonObject,
): readonly JsonObject[] =>
  parameters.filter(
    (each) => each["in"] === "query" && isObjectSchema(asObject(each["schema"]), root),
  );

export interface SuccessBody {
  readonly status: string;
  /** The media type that the package reads: JSON where there is any, else text, else whatever stands first. */
  readonly mediaType?: string;
  readonly schema?: JsonObject;
}

/** What each success status of an operation answers; the default response stands in where there is none. */
export const successBodies = (operation: JsonObject): readonly SuccessBody[] => {
  const responses = asObject(operation["responses"]);
  const statuses = Object.keys(responses)
    .filter((status) => /^2/.test(status))
    .sort(byCodeUnit);
  const wanted =
    statuses.length === 0 && responses["default"] !== undefined ? ["default"] : statuses;
  return wanted.map((status) => {
    const content = asObject(asObject(responses[status])["content"]);
    const mediaType = preferred(Object.keys(content).sort(byCodeUnit));
    if (mediaType === undefined) return { status };
    const schema = asObject(content[mediaType])["schema"];
    return { status, mediaType, ...(schema !== undefined && { schema: asObject(schema) }) };
  });
};

export const isJson = (mediaType: string): boolean => /[/+]json\b/i.test(mediaType);
export const isText = (mediaType: string): boolean => /^text\/|[/+]xml\b/i.test(mediaType);

export const preferred = (mediaTypes: readonly string[]): string | undefined =>
  mediaTypes.find((each) => /^application\/json\b/i.test(each)) ??
  mediaTypes.find(isJson) ??
  mediaTypes.find(isText) ??
  mediaTypes[0];
