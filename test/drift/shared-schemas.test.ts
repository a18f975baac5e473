import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { compareByRules } from "./rule-rows.ts";

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };

/** Operations by id, each of which returns a component; and the components. */
const documentOf = (
  operations: Readonly<Record<string, string>>,
  schemas: JsonObject,
): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "Shared", version: "1" },
  servers: [{ url: "https://api.example.com" }],
  paths: Object.fromEntries(
    Object.entries(operations).map(([operationId, name]) => {
      const content = { "application/json": { schema: ref(name) } };
      return [
        `/${operationId}`,
        { get: { operationId, responses: { "200": { description: "Done", content } } } },
      ];
    }),
  ),
  components: { schemas },
});

/** Levels that each refer to the next one three times: 3 to the power of 20 paths lead to the last. */
const levels = (leaf: JsonObject): JsonObject => {
  const schemas: Record<string, JsonObject> = { Level20: { type: "object", properties: { leaf } } };
  for (let level = 0; level < 20; level++) {
    const next = ref(`Level${level + 1}`);
    const properties = { a: next, b: next, c: { type: "array", items: next } };
    schemas[`Level${level}`] = { type: "object", properties };
  }
  return documentOf({ one: "Level0", two: "Level7" }, schemas);
};

describe("a component that many paths lead to", () => {
  test("is compared once", { timeout: 10_000 }, () => {
    expect(compareByRules(levels(text), levels(text))).toEqual([]);
  });

  test("reports its change once, with the operations that it reaches", { timeout: 10_000 }, () => {
    const found = compareByRules(levels(text), levels({ type: "integer" }));
    expect(found.map(({ id, message, operations }) => [id, message, operations])).toEqual([
      [
        "response-type-changed",
        "Level20.leaf is now an integer instead of a string",
        ["one", "two"],
      ],
    ]);
  });
});

describe("the fingerprint of a change in a component", () => {
  const schemas = (leaf: JsonObject): JsonObject => ({
    Thing: { type: "object", properties: { leaf } },
    Other: { type: "object", properties: { thing: ref("Thing") } },
  });
  const fingerprintsWith = (operations: Readonly<Record<string, string>>): readonly string[] =>
    compareByRules(
      documentOf(operations, schemas(text)),
      documentOf(operations, schemas({ type: "integer" })),
    ).map(({ fingerprint }) => fingerprint);

  test.each([
    [{ first: "Thing" }],
    [{ another: "Other", first: "Thing" }],
    [{ first: "Other" }],
    [{ first: "Thing", last: "Thing" }],
  ])("does not depend on which operations reach it: %j", (operations) => {
    expect(fingerprintsWith(operations)).toEqual(fingerprintsWith({ some: "Thing" }));
  });
});

describe("a recursive component", () => {
  const node = (more: JsonObject = {}): JsonObject => ({
    type: "object",
    properties: { next: ref("Node"), value: text, ...more },
  });
  /** The same with one turn of the recursion written in place. */
  const unrolled: JsonObject = {
    ...node({ next: { type: "object", properties: { next: ref("Node"), value: text } } }),
  };

  test("is the same when a turn of it is written in place", () => {
    const [before, after] = [node(), unrolled].map((Node) => documentOf({ one: "Node" }, { Node }));
    expect(compareByRules(before ?? {}, after ?? {})).toEqual([]);
    expect(compareByRules(after ?? {}, before ?? {})).toEqual([]);
  });

  const listOf = (...names: readonly string[]): JsonObject => ({
    next: { type: "array", items: { oneOf: names.map(ref) } },
  });
  const leaf: JsonObject = { type: "object", properties: { size: { type: "integer" } } };

  test.each<[string, (value: JsonObject) => Record<string, JsonObject>]>([
    ["as a property", (value) => ({ Node: node({ value }) })],
    [
      "as an alternative of its items",
      (value) => ({ Node: node({ value, ...listOf("Node", "Leaf") }), Leaf: leaf }),
    ],
    [
      "as an alternative of the items of its alternatives",
      (value) => ({
        Node: node({ value, ...listOf("Leaf", "Other") }),
        Other: node(listOf("Node", "Leaf")),
        Leaf: leaf,
      }),
    ],
    [
      "where a component that is composed of it declares that anew",
      (value) => ({
        Base: { type: "object", properties: { value, next: ref("Base") } },
        Node: { allOf: [ref("Base"), { type: "object", properties: { next: ref("Node") } }] },
      }),
    ],
    [
      "in several parts that apply together",
      (value) => ({
        Node: {
          type: "object",
          properties: { value, next: { allOf: [ref("Left"), ref("Right")] } },
        },
        Left: { type: "object", properties: { next: { allOf: [ref("Right"), ref("Node")] } } },
        Right: { type: "object", properties: { next: { allOf: [ref("Left"), ref("Node")] } } },
      }),
    ],
  ])("reports a change inside it once, where it contains itself %s", (_, schemas) => {
    const found = compareByRules(
      documentOf({ one: "Node" }, schemas(text)),
      documentOf({ one: "Node" }, schemas({ type: "integer" })),
    );
    expect(found.map(({ id, message }) => [id, message.split(" ")[0]])).toEqual([
      ["response-type-changed", "value"],
    ]);
  });
});
