import { expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { dropMalformedKeyword } from "../../scripts/rules/drop-malformed-keyword.ts";
import { apply, applyAgain, applyToSchema, reportedChanges, yaml } from "./apply.ts";

test.each<[given: string, want: string, changes: readonly string[]]>([
  [
    "{ type: string, required: true }",
    "{ type: string }",
    ["/required: true → left out: expected a list of names"],
  ],
  ["{ type: 5 }", "{}", ["/type: 5 → left out: expected a type of JSON Schema, or a list of some"]],
  ["{ properties: [] }", "{}", ["/properties: [] → left out: expected an object of schemas"]],
  [
    "{ properties: { a: true, b: 1 } }",
    "{ properties: { a: {}, b: {} } }",
    ['/properties: {"a":true,"b":1} → {"a":{},"b":{}}'],
  ],
  [
    "{ anyOf: [true, false, { type: string }] }",
    "{ anyOf: [{}, { not: {} }, { type: string }] }",
    ['/anyOf: [true,false,{"type":"string"}] → [{},{"not":{}},{"type":"string"}]'],
  ],
  [
    "{ discriminator: { propertyName: 1 } }",
    "{}",
    ['/discriminator: {"propertyName":1} → left out: expected an object that names a property'],
  ],
  [
    "{ type: String, items: { type: [Int, 'null'] } }",
    "{ type: string, items: { type: [integer, 'null'] } }",
    ['/items/type: ["Int","null"] → ["integer","null"]', '/type: "String" → "string"'],
  ],
  [
    "{ items: { type: [thing, { properties: null }, string] } }",
    "{ items: { type: [string] } }",
    ['/items/type: ["thing",{"properties":null},"string"] → ["string"]'],
  ],
  [
    "{ type: [] }",
    "{}",
    ["/type: [] → left out: expected a type of JSON Schema, or a list of some"],
  ],
  [
    "{ items: [{ type: 5 }, { items: [true, { type: string }] }], additionalItems: false }",
    "{ prefixItems: [{}, { prefixItems: [{}, { type: string }] }], items: false }",
    [
      "/items: items, a list → prefixItems",
      "/items/0/type: 5 → left out: expected a type of JSON Schema, or a list of some",
      "/items/1/items: items, a list → prefixItems",
      '/items/1/prefixItems: [true,{"type":"string"}] → [{},{"type":"string"}]',
    ],
  ],
  [
    "{ items: [], prefixItems: [{}] }",
    "{ prefixItems: [{}] }",
    ["/items: [] → left out: expected a schema, true or false"],
  ],
  [
    `{ pattern: ${JSON.stringify(Array.from({ length: 40 }, () => 1))} }`,
    "{}",
    [`/pattern: [${"1,".repeat(29)}1… → left out: expected a text`],
  ],
])("%s becomes %s", (given, want, changes) => {
  const applied = applyToSchema(dropMalformedKeyword, given);
  expect(applied.schema).toEqual(yaml(want));
  expect(
    reportedChanges(applied).map(
      ([pointer, change]) => `${pointer.replace("/components/schemas/Given", "")}: ${change}`,
    ),
  ).toEqual(changes);
  expect(applyAgain(dropMalformedKeyword, applied).changes).toEqual([]);
});

test.each([
  "{ items: true, additionalProperties: false }",
  "{ properties: { required: { type: string } } }",
  "{ example: { type: 5 } }",
  "{ exclusiveMinimum: true, exclusiveMaximum: 5 }",
])("%s stays as it is", (given) => {
  const applied = applyToSchema(dropMalformedKeyword, given);
  expect([applied.schema, applied.changes]).toEqual([yaml(given), []]);
});

test("a component that is no schema accepts anything, or nothing", () => {
  const schemas = { A: null, B: true, C: false, D: [] };
  const applied = apply(dropMalformedKeyword, { components: { schemas } });
  expect(schemasOf(applied.result)).toEqual({ A: {}, B: {}, C: { not: {} }, D: {} });
  expect(reportedChanges(applied)).toEqual([
    ["/components/schemas/A", "null → {}: expected a schema"],
    ["/components/schemas/B", "true → {}: expected a schema"],
    ["/components/schemas/C", 'false → {"not":{}}: expected a schema'],
    ["/components/schemas/D", "[] → {}: expected a schema"],
  ]);
  expect(applyAgain(dropMalformedKeyword, applied).changes).toEqual([]);
});

test("examples that stand among media types are left out; alone, nothing tells them from one", () => {
  const document = (content: string) =>
    yaml(
      `{ paths: { /a: { post: { requestBody: { content: ${content} }, responses: { 200: { content: ${content} } } } } } }`,
    );
  const applied = apply(
    dropMalformedKeyword,
    document("{ application/json: { schema: {} }, _links: { example: 1 } }"),
  );
  expect(applied.result).toEqual(document("{ application/json: { schema: {} } }"));
  expect(reportedChanges(applied)).toEqual(
    ["requestBody", "responses/200"].map((at) => [
      `/paths/~1a/post/${at}/content/_links`,
      "_links → left out: expected a media type",
    ]),
  );
  expect(apply(dropMalformedKeyword, document("{ JSON: { schema: {} } }")).changes).toEqual([]);
});
