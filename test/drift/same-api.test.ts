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
import { compareByRules } from "./rule-rows.ts";

/** Replaces each `$ref` with its target, and keeps only security schemes as components. */
const inline = (root: JsonObject): JsonObject => {
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(visit);
    if (!isObject(value)) return value;
    const { $ref } = value;
    return typeof $ref === "string" ? visit(atPointer(root, $ref) ?? {}) : mapValues(value, visit);
  };
  const { components, ...rest } = root;
  const { securitySchemes = {} } = asObject(components);
  return { ...(visit(rest) as JsonObject), components: { securitySchemes } };
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

/** `type: [string, 'null']` → `type: string, nullable: true`, as in OpenAPI 3.0. */
const asNullable = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(asNullable);
  if (!isObject(value)) return value;
  const node = mapValues(value, asNullable);
  const types = asArray(node["type"]);
  return types.includes("null") ? { ...node, type: types[0] ?? null, nullable: true } : node;
};

const renameSchemas = (rename: (name: string) => string): JsonObject => {
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(visit);
    if (!isObject(value)) return value;
    return mapValues(value, (member, key) =>
      key === "$ref" && typeof member === "string"
        ? member.replace(/[^/]+$/, rename)
        : visit(member),
    );
  };
  const root = visit(base) as JsonObject;
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

const query = (name: string, location: string): JsonObject => ({
  name,
  in: "query",
  schema: part(location),
});

/** The base document requires `from` within `between`, which bracketed parameters cannot express. */
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

const version30 = change({ "/openapi": "3.0.3" }, asNullable(base) as JsonObject);

const pairs: readonly (readonly [title: string, one: JsonObject, other: JsonObject])[] = [
  ["the same document", base, base],
  ["bracketed parameters", optional, bracketed],
  ["inlined schemas", base, inline(base)],
  ["parameters, request bodies and responses as components", base, shared],
  ["the same components inlined", shared, inline(shared)],
  ["keys in reverse order", base, reverseKeys(base) as JsonObject],
  [
    "parameters in reverse order",
    base,
    change({ "list/parameters": [...asArray(part("list/parameters"))].reverse() }),
  ],
  ["OpenAPI 3.0 with nullable", base, version30],
  ["OpenAPI 3.1 with nullable", base, asNullable(base) as JsonObject],
  [
    "an exclusive limit in OpenAPI 3.0 notation",
    exclusive({ exclusiveMinimum: 0 }, "3.1.0"),
    exclusive({ minimum: 0, exclusiveMinimum: true }, "3.0.3"),
  ],
  [
    "an exclusive limit of an integer or null",
    change({ "body/count": { type: ["integer", "null"], exclusiveMinimum: 0, multipleOf: 1 } }),
    change({ "body/count": { type: ["integer", "null"], minimum: 1 } }),
  ],
  [
    "a definition to which nothing refers",
    base,
    change({
      "/components/schemas/Widget/$defs": { Spare: { type: "string" } },
      "/components/schemas/Owner/definitions": { Spare: { type: "string" } },
    }),
  ],
  [
    "names of schemas to which nothing refers",
    base,
    change({
      "/components/schemas/Widget/$id": "https://example.com/widget",
      "/components/schemas/Owner/$anchor": "owner",
    }),
  ],
  [
    "null among the types of an enum that does not list it",
    base,
    change({ "Widget/status/type": ["string", "null"], "body/status/type": ["string", "null"] }),
  ],
  [
    "true and false listed beside the type that has no other values",
    change({ "Widget/count": { type: "boolean" }, "body/count": { type: ["boolean", "null"] } }),
    change({
      "Widget/count": { type: "boolean", enum: [true, false] },
      "body/count": { type: ["boolean", "null"], enum: [false, true, null] },
    }),
  ],
  ["components with a vendor prefix", base, renameSchemas((name) => `vendor_${name}`)],
  [
    "required properties in another order",
    base,
    change({ "/components/schemas/Widget/required": ["status", "name", "id"] }),
  ],
  [
    "scopes in another order",
    change({ "create/security": [{ token: ["read", "write"] }] }),
    change({ "create/security": [{ token: ["write", "read"] }] }),
  ],
  [
    "types in another order",
    base,
    change({ "Widget/note/type": ["null", "string"], "body/note/type": ["null", "string"] }),
  ],
];

describe("the same API in another notation is unchanged", () => {
  test.each(pairs)("%s", (_, one, other) => {
    expect(compareByRules(one, other)).toEqual([]);
    expect(compareByRules(other, one)).toEqual([]);
  });

  test("a callback whose operation has the same callback ends, and has no part in the package", () => {
    const callback = (description: string) => ({
      "create/callbacks": { made: { $ref: "#/components/callbacks/made" } },
      "/components/callbacks": {
        made: {
          "{$request.body#/url}": {
            post: {
              description,
              responses: {},
              callbacks: { made: { $ref: "#/components/callbacks/made" } },
            },
          },
        },
      },
    });
    const before = change(callback("before"));
    expect(compareByRules(before, before)).toEqual([]);
    expect(
      compareByRules(before, change(callback("after"))).map(({ upgrade, stay }) => [upgrade, stay]),
    ).toEqual([["none", "fine"]]);
  });

  test("a change in a document with another notation is the only one reported", () => {
    const changed = change(
      { "list/parameters/4/schema/enum": ["new"] },
      reverseKeys(bracketed) as JsonObject,
    );
    expect(
      compareByRules(inline(optional), changed).map(({ id, message }) => [id, message]),
    ).toEqual([["request-enum-value-removed", '"used" is no longer allowed for filter.status']]);
  });
});
