import { describe, expect, test } from "vitest";
import {
  asArray,
  asObject,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
} from "../../scripts/lib/json.ts";
import { atPointer } from "../../scripts/lib/references.ts";
import { base, change, part } from "./documents.ts";
import { compareForms } from "./rule-rows.ts";

/** Without components but for security: each schema in place of the `$ref`s to it. */
const inline = (root: JsonObject): JsonObject => {
  const place = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(place);
    if (!isObject(value)) return value;
    const { $ref } = value;
    return typeof $ref === "string" ? place(atPointer(root, $ref) ?? {}) : mapValues(value, place);
  };
  const { components, ...rest } = root;
  const { securitySchemes = {} } = asObject(components);
  return { ...(place(rest) as JsonObject), components: { securitySchemes } };
};

const reverseKeys = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reverseKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reverseKeys(member)]),
  );
};

/** OpenAPI 3.0's way to say that null is let through. */
const asNullable = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(asNullable);
  if (!isObject(value)) return value;
  const node = mapValues(value, asNullable);
  const types = asArray(node["type"]);
  return types.includes("null") ? { ...node, type: types[0] ?? null, nullable: true } : node;
};

const renameSchemas = (rename: (name: string) => string): JsonObject => {
  const place = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(place);
    if (!isObject(value)) return value;
    return mapValues(value, (member, key) =>
      key === "$ref" && typeof member === "string"
        ? member.replace(/[^/]+$/, rename)
        : place(member),
    );
  };
  const root = place(base) as JsonObject;
  const schemas = Object.entries(asObject(atPointer(root, "/components/schemas")));
  return change(
    {
      "/components/schemas": Object.fromEntries(
        schemas.map(([name, schema]) => [rename(name), schema]),
      ),
    },
    root,
  );
};

const query = (name: string, place: string): JsonObject => ({
  ...{ name, in: "query" },
  schema: part(place),
});

/** `from` is required in the base, which no separate parameter can say of `filter` as a whole. */
const optional = change({ "filter/shipped/properties/between/required": undefined });
const between = "filter/shipped/properties/between/properties";
const bracketed = change({
  "list/parameters": [
    query("page[number]", "page/number"),
    query("page[size]", "page/size"),
    query("filter[name][contains]", "filter/name/properties/contains"),
    query("filter[name][eq]", "filter/name/properties/eq"),
    query("filter[status]", "filter/status"),
    query("filter[shipped][between][to]", `${between}/to`),
    query("filter[shipped][between][from]", `${between}/from`),
    query("filter[ids]", "filter/ids"),
    query("filter[weight]", "filter/weight"),
    part("trace"),
    part("sort"),
  ],
});

const shared = change({
  "/components/parameters": { Filter: part("list/parameters/0"), Page: part("list/parameters/1") },
  "/components/responses": { Widgets: part("list/responses/200") },
  "/components/requestBodies": { Widget: part("create/requestBody") },
  "/components/headers": { RequestId: part("list/responses/200/headers/X-Request-Id") },
  "list/parameters/0": { $ref: "#/components/parameters/Filter" },
  "list/parameters/1": { $ref: "#/components/parameters/Page" },
  "list/responses/200": { $ref: "#/components/responses/Widgets" },
  "create/requestBody": { $ref: "#/components/requestBodies/Widget" },
});

const exclusive = (schema: JsonObject, version: string): JsonObject =>
  change({ "/openapi": version, "body/weight": { type: "number", ...schema } });

const oldForm = change({ "/openapi": "3.0.3" }, asNullable(base) as JsonObject);

const pairs: readonly (readonly [what: string, one: JsonObject, other: JsonObject])[] = [
  ["itself", base, base],
  ["separate parameters with brackets", optional, bracketed],
  ["schemas in place", base, inline(base)],
  ["parameters, bodies and responses as components", base, shared],
  ["those in place again", shared, inline(shared)],
  ["keys in another order", base, reverseKeys(base) as JsonObject],
  [
    "parameters in another order",
    base,
    change({ "list/parameters": [...asArray(part("list/parameters"))].reverse() }),
  ],
  ["OpenAPI 3.0 with nullable", base, oldForm],
  ["OpenAPI 3.1 with nullable", base, asNullable(base) as JsonObject],
  [
    "an exclusive limit as OpenAPI 3.0 says it",
    exclusive({ exclusiveMinimum: 0 }, "3.1.0"),
    exclusive({ minimum: 0, exclusiveMinimum: true }, "3.0.3"),
  ],
  ["components with a vendor's prefix", base, renameSchemas((name) => `vendor_${name}`)],
  [
    "required members in another order",
    base,
    change({ "/components/schemas/Widget/required": ["status", "name", "id"] }),
  ],
  [
    "types in another order",
    base,
    change({ "Widget/note/type": ["null", "string"], "body/note/type": ["null", "string"] }),
  ],
];

describe("another way to write the same API is no change", () => {
  test.each(pairs)("%s", (_, one, other) => {
    expect(compareForms(one, other)).toEqual([]);
    expect(compareForms(other, one)).toEqual([]);
  });

  test("and a change among other ways to write the rest is that change alone", () => {
    const changed = change(
      { "list/parameters/4/schema/enum": ["new"] },
      reverseKeys(bracketed) as JsonObject,
    );
    expect(compareForms(inline(optional), changed).map(({ id, message }) => [id, message])).toEqual(
      [["request-enum-value-removed", '"used" is no longer allowed for filter.status']],
    );
  });
});
