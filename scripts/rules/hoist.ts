import { refTo } from "../lib/components.ts";
import { asArray, asObject, byCodeUnit, type JsonObject } from "../lib/json.ts";
import { pascalCase } from "../lib/names.ts";
import { isObjectSchema, listOperations } from "../lib/openapi.ts";

/** The query parameters of a document whose schema becomes a component of its own, and the name that it gets. */
export const hoistedNames = (root: JsonObject): ReadonlyMap<JsonObject, string> => {
  const names = new Map<JsonObject, string>();
  const taken = new Set<string>();
  for (const { id, operation } of listOperations(root)) {
    const hoistable = asArray(operation["parameters"])
      .map(asObject)
      .filter((each) => each["in"] === "query" && isObjectSchema(asObject(each["schema"]), root))
      .sort((a, b) => byCodeUnit(String(a["name"]), String(b["name"])));
    for (const parameter of hoistable) {
      const wish = pascalCase(id) + pascalCase(String(parameter["name"]));
      let name = wish;
      for (let count = 2; taken.has(name); count++) name = `${wish}${count}`;
      taken.add(name);
      names.set(parameter, name);
    }
  }
  return names;
};

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

/** Whether all that an operation answers is the component of that name already, or an alternative of it. */
export const isHoisted = (operation: JsonObject, name: string): boolean => {
  const refs = successBodies(operation).flatMap(({ schema }) => (schema ? [schema["$ref"]] : []));
  const { $ref } = refTo(name);
  return (
    refs.length > 0 &&
    refs.every((ref) => typeof ref === "string" && ref.replace(/\/anyOf\/\d+$/, "") === $ref)
  );
};

export const isJson = (mediaType: string): boolean => /[/+]json\b/i.test(mediaType);
export const isText = (mediaType: string): boolean => /^text\/|[/+]xml\b/i.test(mediaType);

export const preferred = (mediaTypes: readonly string[]): string | undefined =>
  mediaTypes.find((each) => /^application\/json\b/i.test(each)) ??
  mediaTypes.find(isJson) ??
  mediaTypes.find(isText) ??
  mediaTypes[0];
