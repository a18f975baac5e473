import { maxDepth } from "./composition.ts";
import { isAnnotation } from "./documentation.ts";
import { forEachRef } from "./find-references.ts";
import {
  asArray,
  asObject,
  asText,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "./json.ts";
import { isJson, streamKind } from "./media-types.ts";
import { atPointer, fromPointer, resolveReference, toPointer } from "./references.ts";
import type { Report } from "./rule.ts";
import { transform } from "./transform.ts";

/**
 * The data of an event is a text, so a schema that says which JSON it holds is that of what is received. OpenAPI 3.2,
 * section 4.14.4.
 *
 *     data: { contentMediaType: application/json, contentSchema: A }  →  data: A
 *     properties: P, oneOf: [{ properties: { data: … } }, B]          →  oneOf: [P with data: A, P with B]
 */
export const withParsedEvents = (root: JsonObject, report: Report): JsonObject => {
  const resolve = (schema: Json): JsonObject =>
    resolveReference(asObject(schema), (ref) => atPointer(root, ref));
  const ofEvents = componentsOfEvents(root, resolve);
  const isOfEvents: IsOfEvents = (schema) => ofEvents.has(asText(asObject(schema)["$ref"]));
  const parsed = transform(root, {
    response: (response, pointer) =>
      withItems(response, (item, at) => {
        if (isOfEvents(item)) return item;
        const event = parseEvent(item, resolve, isOfEvents);
        if (event) report({ pointer: pointer + at, change: "contentSchema → schema" });
        return event ?? item;
      }),
  });
  const schemas = mapValues(asObject(asObject(parsed["components"])["schemas"]), (schema, name) => {
    const pointer = toPointer("components", "schemas", name);
    const event = ofEvents.has(`#${pointer}`) ? parseEvent(schema, resolve, isOfEvents) : undefined;
    if (event) report({ pointer, change: "contentSchema → schema" });
    return event ?? schema;
  });
  return ofEvents.size === 0
    ? parsed
    : { ...parsed, components: { ...asObject(parsed["components"]), schemas } };
};

type Resolve = (schema: Json) => JsonObject;
type IsOfEvents = (schema: Json) => boolean;

const withItems = (
  response: JsonObject,
  change: (item: Json, pointer: string) => Json,
): JsonObject => {
  const given = asObject(response["content"]);
  if (!Object.keys(given).some((type) => streamKind(type) === "events")) return response;
  const content = mapValues(given, (media, type) =>
    isObject(media) && streamKind(type) === "events"
      ? mapValues(media, (schema, keyword) =>
          keyword === "itemSchema" || keyword === "schema"
            ? change(schema, toPointer("content", type, keyword))
            : schema,
        )
      : media,
  );
  return { ...response, content };
};

/** References to components that describe events, and nothing else: their type is that of what is received. */
const componentsOfEvents = (root: JsonObject, resolve: Resolve): ReadonlySet<string> => {
  const others = new Map<string, number>();
  const visit = (schema: Json): Json => {
    const ref = asObject(schema)["$ref"];
    const isKnown = typeof ref === "string" && others.has(ref);
    if (typeof ref === "string") others.set(ref, (others.get(ref) ?? 0) - 1);
    if (!isKnown) alternativesOf(resolve(schema)).forEach(visit);
    return schema;
  };
  transform(root, { response: (response) => withItems(response, visit) });
  if (others.size === 0) return new Set();
  forEachRef(root, (ref) => {
    const count = others.get(ref);
    if (count !== undefined) others.set(ref, count + 1);
  });
  return new Set([...others].flatMap(([ref, count]) => (isSchema(ref) && count === 0 ? ref : [])));
};

const isSchema = (ref: string): boolean => {
  const [components, schemas, ...names] = fromPointer(ref.slice(1));
  return components === "components" && schemas === "schemas" && names.length === 1;
};

const alternativesOf = (schema: JsonObject): readonly Json[] => [
  ...asArray(schema["oneOf"]),
  ...asArray(schema["anyOf"]),
];

/** An event with its data parsed, or nothing where no schema says what they hold. */
const parseEvent = (
  given: Json,
  resolve: Resolve,
  isOfEvents: IsOfEvents,
  depth = 0,
): JsonObject | undefined => {
  const schema = resolve(given);
  if (depth > maxDepth) return undefined;
  const properties = asObject(schema["properties"]);
  const { contentMediaType, contentSchema } = asObject(properties["data"]);
  const isParsed = isJson(asText(contentMediaType)) && isObject(contentSchema);
  const own = isParsed ? { ...schema, properties: { ...properties, data: contentSchema } } : schema;
  for (const keyword of ["oneOf", "anyOf"]) {
    const alternatives = asArray(schema[keyword]);
    const parsed = alternatives.map((each) => parseEvent(each, resolve, isOfEvents, depth + 1));
    if (!isParsed && parsed.every((each) => each === undefined)) continue;
    const shared = omit(own, keyword);
    if (shared["properties"] === undefined && shared["required"] === undefined)
      return {
        ...shared,
        [keyword]: alternatives.map((each, index) =>
          isOfEvents(each) ? each : (parsed[index] ?? each),
        ),
      };
    if (alternatives.length === 0) continue;
    const [ofAll, ofEach] = splitAnnotations(shared);
    const extended = alternatives.map((each, index) =>
      extend(ofEach, parsed[index] ?? resolve(each), parsed[index] !== undefined),
    );
    return { ...ofAll, [keyword]: extended };
  }
  return isParsed ? own : undefined;
};

const splitAnnotations = (schema: JsonObject): readonly [JsonObject, JsonObject] => {
  const members = Object.entries(schema);
  const isOfAll = ([keyword]: readonly [string, Json]): boolean => isAnnotation(keyword);
  return [
    Object.fromEntries(members.filter(isOfAll)),
    Object.fromEntries(members.filter((each) => !isOfAll(each))),
  ];
};

/** What all events share, with what one of them says of it. Its data is what that says, where it is parsed. */
const extend = (shared: JsonObject, event: JsonObject, isParsed: boolean): JsonObject => {
  const before = asObject(shared["properties"]);
  const after = asObject(event["properties"]);
  const required = [...asArray(shared["required"]), ...asArray(event["required"])];
  return {
    ...shared,
    ...event,
    ...(required.length > 0 && { required: [...new Set(required)] }),
    properties: {
      ...before,
      ...mapValues(after, (member, name) =>
        isParsed && name === "data" ? member : { ...asObject(before[name]), ...asObject(member) },
      ),
    },
  };
};
