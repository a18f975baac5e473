import fc from "fast-check";
import { isObject, type Json, type JsonObject } from "../../scripts/lib/json.ts";

/** A small document, and the same with one edit. */
export interface RandomPair {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

const scalar: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject[]>(
  { type: "string" },
  { type: "string", format: "date-time" },
  { type: "string", enum: ["a", "b"] },
  { type: "string", enum: ["a", "b", "c"] },
  { type: "string", enum: ["a"] },
  { type: "integer", maximum: 9 },
  { type: "number", enum: [1, 2] },
  { type: "boolean" },
  { type: ["string", "null"] },
  { type: ["string", "number"] },
  { oneOf: [{ type: "boolean" }, { type: "string", maxLength: 5 }] },
  { type: "string", const: "a" },
  { type: "integer", format: "int64" },
  { type: ["integer", "null"], enum: [1, 2, null] },
  { type: "string", format: "date", default: "2026-01-31" },
);
const open: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject[]>(
  {},
  { type: "object", additionalProperties: { type: "string" } },
  { type: "object", properties: { a: { type: "string" } }, additionalProperties: false },
  { type: "object", properties: { a: { type: "string" } }, additionalProperties: true },
  {
    type: "array",
    prefixItems: [{ type: "string" }, { type: "boolean" }],
    items: false,
    minItems: 2,
  },
  { type: "array", items: { type: "array", items: { type: "string" } } },
  { anyOf: [{ type: "string" }, { type: "object", properties: { a: { type: "string" } } }] },
);
const reference: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject[]>(
  { $ref: "#/components/schemas/First" },
  { $ref: "#/components/schemas/Second" },
  { oneOf: [{ $ref: "#/components/schemas/First" }, { type: "null" }] },
  { allOf: [{ $ref: "#/components/schemas/Second" }], description: "Words" },
);

const names = ["a", "b", "c"] as const;
const objectOf = (member: fc.Arbitrary<JsonObject>) =>
  fc
    .record({
      properties: fc.dictionary(fc.constantFrom(...names), member, { minKeys: 1, maxKeys: 3 }),
      required: fc.subarray([...names]),
    })
    .map(({ properties, required }) => ({
      type: "object",
      properties: { ...properties },
      required: required.filter((name) => Object.hasOwn(properties, name)),
    }));
const listOf = (item: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  item.map((items) => ({ type: "array", items }));

const leaf = fc.oneof({ weight: 3, arbitrary: scalar }, reference, open);
const schema = fc.oneof(leaf, listOf(leaf), objectOf(fc.oneof(leaf, listOf(leaf))));
const flatObject = objectOf(fc.oneof(scalar, listOf(scalar)));

/** A document whose second component is drawn from some. */
const documentWith = (second: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      first: flatObject,
      second,
      body: objectOf(schema),
      response: objectOf(schema),
      query: fc.oneof(scalar, listOf(scalar)),
    })
    .map(
      ({ body, first, query, response, second }): JsonObject => ({
        openapi: "3.1.0",
        info: { title: "Things", version: "1" },
        servers: [{ url: "https://api.example.com" }],
        paths: {
          "/things": {
            get: {
              operationId: "getThings",
              parameters: [{ name: "q", in: "query", schema: query }],
              responses: answer(response),
            },
            post: {
              operationId: "makeThing",
              requestBody: { required: true, content: { "application/json": { schema: body } } },
              responses: answer({ $ref: "#/components/schemas/Second" }),
            },
          },
        },
        security: [{ token: [] }],
        components: {
          schemas: { First: first, Second: second },
          securitySchemes: { token: { type: "http", scheme: "bearer" } },
        },
      }),
    );

const answer = (content: JsonObject): JsonObject => ({
  "200": { description: "Done", content: { "application/json": { schema: content } } },
});

/** Changes one object or list of a document; the document itself where the edit does not apply. */
type Edit = (node: JsonObject) => JsonObject;

/** Where null is one of two alternatives that accept it, `oneOf` rejects it. */
const acceptsNull = (node: JsonObject): boolean => JSON.stringify(node).includes('"null"');

/** An enum must list null, too. */
const nullable: Edit = ({ enum: values, ...node }) =>
  node["type"] === "string"
    ? {
        ...node,
        type: ["string", "null"],
        ...(Array.isArray(values) && { enum: [...(values as readonly Json[]), null] }),
      }
    : { ...node, ...(values !== undefined && { enum: values }) };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  schema.map(
    (other): Edit =>
      () =>
        other,
  ),
  fc.constantFrom<Edit[]>(
    ({ required, ...node }) => ({ ...node, ...(required === undefined && { required: ["a"] }) }),
    (node) => ({ ...node, description: "Other words" }),
    nullable,
    (node) => (Array.isArray(node["enum"]) ? { ...node, enum: node["enum"].slice(0, 1) } : node),
    (node) => (node["type"] === "string" ? { ...node, enum: ["a", "b"] } : node),
    (node) =>
      isObject(node["properties"])
        ? { ...node, properties: { ...node["properties"], d: { type: "string" } } }
        : node,
    (node) => (node["$ref"] === undefined ? { ...node, readOnly: true } : node),
    (node) => (node["$ref"] === undefined ? { ...node, writeOnly: true } : node),
    (node) => (node["type"] === "array" ? { ...node, maxItems: 3 } : node),
    (node) => (acceptsNull(node) ? node : { oneOf: [node, { type: "null" }] }),
    (node) => ({ anyOf: [node, { type: "boolean" }] }),
    (node) => ({ allOf: [node], title: "Wrapped" }),
    (node) => (isObject(node["properties"]) ? { allOf: [node, { required: ["a"] }] } : node),
    (node) => (node["type"] === "object" ? { ...node, additionalProperties: false } : node),
    (node) =>
      node["type"] === "object" ? { ...node, additionalProperties: { type: "string" } } : node,
    (node) => (node["type"] === "string" ? { ...node, format: "date-time" } : node),
    (node) => (node["type"] === "string" ? { ...node, pattern: "^a" } : node),
    (node) => (node["type"] === "integer" ? { ...node, type: "number" } : node),
    (node) =>
      typeof node["type"] === "string" ? { ...node, type: [node["type"], "integer"] } : node,
    (node) => (isObject(node["properties"]) ? { ...node, properties: {}, required: [] } : node),
    (node) => (node["type"] === "array" ? { ...node, minItems: 1 } : node),
    (node) => ({ anyOf: [node, { type: "string" }] }),
    (node) => ({ ...node, default: null, deprecated: true, examples: ["a"] }),
  ),
);

/** Every schema of a document, by its position in the order of reading. */
const editSchema = (root: JsonObject, position: number, change: Edit): JsonObject => {
  const total = { count: 0 };
  walk(root, false, total, -1, change);
  return walk(root, false, { count: 0 }, position % total.count, change) as JsonObject;
};

const walk = (
  value: Json,
  isSchema: boolean,
  seen: { count: number },
  wanted: number,
  change: Edit,
): Json => {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item) => walk(item, isSchema, seen, wanted, change));
  if (!isObject(value)) return value;
  const isHere = isSchema && seen.count++ === wanted;
  const members = Object.entries(value).map(([key, member]) => {
    if (key === "properties" || key === "schemas")
      return [
        key,
        Object.fromEntries(
          Object.entries(member as JsonObject).map(([name, each]) => [
            name,
            walk(each, true, seen, wanted, change),
          ]),
        ),
      ] as const;
    const holdsSchema =
      ["schema", "items"].includes(key) ||
      (isSchema &&
        ["additionalProperties", "allOf", "anyOf", "oneOf", "prefixItems"].includes(key));
    return [key, walk(member, holdsSchema, seen, wanted, change)] as const;
  });
  const node: JsonObject = Object.fromEntries<Json>(members);
  return isHere ? change(node) : node;
};

const pairsOf = (document: fc.Arbitrary<JsonObject>): fc.Arbitrary<RandomPair> =>
  fc
    .record({ before: document, position: fc.nat(), change: edit })
    .map(({ before, change, position }) => ({
      before,
      after: editSchema(before, position, change),
    }));

const second = { $ref: "#/components/schemas/Second" };

const flatSecond = objectOf(
  fc.oneof(scalar, fc.constant<JsonObject>({ $ref: "#/components/schemas/First" })),
);

/** A component that contains itself, as a property, an item, or one of several alternatives. */
const recursiveSecond = fc
  .tuple(
    flatSecond,
    fc.constantFrom<JsonObject[]>(
      second,
      { anyOf: [second, { type: "null" }] },
      { type: "array", items: second },
      { type: "array", items: { oneOf: [second, { type: "boolean" }] } },
      { type: "array", items: { oneOf: [second, { $ref: "#/components/schemas/First" }] } },
      { type: "object", additionalProperties: second },
    ),
  )
  .map(([object, again]) => ({ ...object, properties: { ...object.properties, again } }));

export const randomPairs = pairsOf(documentWith(flatSecond));

export const recursivePairs = pairsOf(documentWith(recursiveSecond));
