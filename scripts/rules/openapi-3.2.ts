import {
  asArray,
  asObject,
  asText,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { mappedComponent, mappedValues } from "../lib/mappings.ts";
import { isForm, streamKind } from "../lib/media-types.ts";
import { listOperations, sentMethod } from "../lib/operations.ts";
import { withParsedEvents } from "../lib/parsed-events.ts";
import { atPointer, fromPointer, resolveReference, toPointer } from "../lib/references.ts";
import type { Report, Rule } from "../lib/rule.ts";
import { transform } from "../lib/transform.ts";

/**
 * Writes what OpenAPI 3.2 adds in the words of 3.1. An operation that 3.1 and `fetch` have no words for is left out, with a
 * note. Some documents refer to all media types at once, which no version permits.
 *
 *     content: { application/json: { $ref: "#/components/mediaTypes/Json" } }  →  content: { application/json: { schema: … } }
 *     in: querystring, content: { application/x-www-form-urlencoded: … }       →  in: query, style: form, explode: true
 *     oneOf: [A, B], discriminator: { mapping: { a: A }, defaultMapping: B }   →  oneOf: [{ allOf: [A, kind is a] }, B]
 *     data: { contentMediaType: application/json, contentSchema: A }           →  data: A, where it is that of an event
 */
export const openapi32: Rule = {
  id: "openapi-3.2",
  apply(root, report) {
    const resolve = resolverIn(root);
    const withContent = (node: JsonObject, pointer: string): JsonObject => {
      const { $ref } = asObject(node["content"]);
      const given = resolve(node["content"]);
      if (typeof $ref === "string") {
        report({ pointer: `${pointer}/content`, change: `$ref: ${$ref} → what it names` });
        return withContent({ ...node, content: given }, pointer);
      }
      const isReference = (media: Json): media is JsonObject =>
        asObject(media)["$ref"] !== undefined;
      if (!Object.values(given).some(isReference)) return node;
      const content = mapValues(given, (media, type) => {
        if (!isReference(media)) return media;
        const at = pointer + toPointer("content", type);
        report({ pointer: at, change: `$ref: ${asText(media["$ref"])} → what it names` });
        return resolve(media);
      });
      return { ...node, content };
    };
    const inlined = transform(root, {
      parameter: withContent,
      header: withContent,
      requestBody: withContent,
      response: withContent,
    });
    const lowered = transform(withParsedEvents(inlined, report), {
      parameter: (parameter, pointer) => asQuery(parameter, pointer, report),
      schema: (schema, pointer) => withoutDefault(schema, pointer, resolve, report),
    });
    const components = omit(asObject(lowered["components"]), "mediaTypes");
    const rest = { ...lowered, ...(lowered["components"] !== undefined && { components }) };
    noteBodies(rest, report);
    return leaveOut(rest, report);
  },
};

type Resolve = (node: Json | undefined) => JsonObject;

const resolverIn =
  (root: JsonObject): Resolve =>
  (node) =>
    resolveReference(asObject(node), (ref) => atPointer(root, ref));

/** A whole query string that is a form is what an exploded object in the query gives. */
const asQuery = (parameter: JsonObject, pointer: string, report: Report): JsonObject => {
  const { content, in: location, ...rest } = parameter;
  const [type = "", media] = Object.entries(asObject(content))[0] ?? [];
  if (location !== "querystring" || !isForm(type)) return parameter;
  const { encoding, schema = {} } = asObject(media);
  report({
    pointer,
    change: "form as the query string → object in the query",
    ...(encoding !== undefined && {
      note: `${asText(parameter["name"])}: the encoding of a query string is not applied`,
    }),
  });
  return { ...rest, in: "query", style: "form", explode: true, schema };
};

/**
 * `defaultMapping` names the alternative for all other values and for none, which 3.1 has no word for: so the values that
 * discriminate the others are written out, but for those that list their values themselves. Without a `propertyName`,
 * nothing tells the others apart.
 */
const withoutDefault = (
  schema: JsonObject,
  pointer: string,
  resolve: Resolve,
  report: Report,
): JsonObject => {
  const discriminator = asObject(schema["discriminator"]);
  const { defaultMapping, propertyName } = discriminator;
  if (typeof defaultMapping !== "string") return schema;
  report({
    pointer: `${pointer}/discriminator/defaultMapping`,
    change: `${defaultMapping} → the alternative without a value`,
  });
  const valued = (alternative: Json): readonly Json[] => {
    const component = mappedComponent(asObject(alternative)["$ref"]);
    const isDefault = component === mappedComponent(defaultMapping);
    if (component === "" || isDefault || typeof propertyName !== "string") return [alternative];
    const listed = listedValues(alternative, propertyName, resolve);
    const mapped = mappedValues(discriminator, component);
    const values = mapped.length > 0 ? mapped : [component];
    if (listed.length > 0 && !values.some((value) => listed.includes(value))) return [alternative];
    return values.map((value) => ({
      allOf: [
        alternative,
        {
          type: "object",
          required: [propertyName],
          properties: { [propertyName]: { const: value } },
        },
      ],
    }));
  };
  const isUnion = asArray(schema["oneOf"]).length + asArray(schema["anyOf"]).length > 0;
  if (!isUnion) return { ...schema, discriminator: omit(discriminator, "defaultMapping") };
  return mapValues(omit(schema, "discriminator"), (value, keyword) =>
    keyword === "oneOf" || keyword === "anyOf" ? asArray(value).flatMap(valued) : value,
  );
};

/** The values that an object, or a member of its `allOf`, lists for a property. */
const listedValues = (
  given: Json,
  property: string,
  resolve: Resolve,
  within: readonly Json[] = [],
): readonly Json[] => {
  const { $ref = "" } = asObject(given);
  if (within.includes($ref)) return [];
  const { allOf, properties } = resolve(given);
  const schema = resolve(asObject(properties)[property]);
  const { const: value, enum: values } = schema;
  if (value !== undefined) return [value];
  return [
    ...asArray(values),
    ...asArray(allOf).flatMap((member) =>
      listedValues(member, property, resolve, $ref === "" ? within : [...within, $ref]),
    ),
  ];
};

/**
 * `itemSchema` describes the items of a stream, which the package receives one by one, but sends as a whole unless they
 * are lines or records. Of the encodings that 3.2 adds, the package knows those of the first parts.
 */
const noteBodies = (root: JsonObject, report: Report): void => {
  const resolve = resolverIn(root);
  for (const { id, operation, pointer } of listOperations(root)) {
    const { content } = resolve(operation["requestBody"]);
    for (const [type, media] of Object.entries(asObject(content))) {
      const { encoding, itemEncoding, itemSchema, schema } = asObject(media);
      const nested = Object.values(asObject(encoding)).some((each) =>
        ["encoding", "itemEncoding", "prefixEncoding"].some((key) => key in asObject(each)),
      );
      if (itemEncoding !== undefined || nested)
        report({
          pointer,
          change: `encoding of ${type} is read in part`,
          note: `${id}: in ${type}, ${nested ? "the encoding inside of a part" : "the encoding of all further parts (itemEncoding)"} is not applied`,
        });
      const isItemByItem = ["lines", "records"].includes(streamKind(type) ?? "");
      if (itemSchema === undefined || schema !== undefined || isItemByItem) continue;
      report({
        pointer,
        change: `itemSchema of ${type} is not read`,
        note: `${id}: ${type} is described item by item (itemSchema), for which there is no type: it is sent as a whole`,
      });
    }
  }
};

/** Leaves out what neither 3.1 nor `fetch` can say: a query string that is no form, and two methods. */
const leaveOut = (root: JsonObject, report: Report): JsonObject => {
  const resolve = resolverIn(root);
  const isUnsaid = (each: Json): boolean => resolve(each)["in"] === "querystring";
  let rest = root;
  for (const { id, method, operation, path, pointer } of listOperations(root)) {
    const inherited = asObject(asObject(root["paths"])[path])["parameters"];
    const unsaid = [...asArray(operation["parameters"]), ...asArray(inherited)].filter(isUnsaid);
    const isRefused = /^(CONNECT|TRACK)$/i.test(method);
    const isNeeded = unsaid.some((each) => resolve(each)["required"] === true);
    if (!isRefused && unsaid.length === 0) continue;
    const why = isRefused
      ? `fetch does not send ${method}`
      : "its query string as a whole is described, and not as a form";
    const isLeftOut = isRefused || isNeeded;
    report({
      pointer,
      change: `${isLeftOut ? "operation" : "query string"} → left out`,
      note: `${id || `${sentMethod(method)} ${path}`}: ${why}, so ${isLeftOut ? "the operation" : "that parameter"} is left out`,
    });
    if (isLeftOut) rest = removeAt(rest, fromPointer(pointer));
  }
  const withoutUnsaid = (node: JsonObject): JsonObject => {
    const parameters = asArray(node["parameters"]);
    return parameters.some(isUnsaid)
      ? { ...node, parameters: parameters.filter((each) => !isUnsaid(each)) }
      : node;
  };
  return transform(rest, { operation: withoutUnsaid, pathItem: withoutUnsaid });
};

const removeAt = (object: JsonObject, [key = "", ...rest]: readonly string[]): JsonObject =>
  rest.length === 0
    ? omit(object, key)
    : { ...object, [key]: removeAt(asObject(object[key]), rest) };
