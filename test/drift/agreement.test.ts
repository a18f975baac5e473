import { describe, expect, test } from "vitest";
import { compare } from "../../scripts/drift/compare.ts";
import type { DriftReport } from "../../scripts/drift/report.ts";
import type { RuleId } from "../../scripts/drift/rules.ts";
import type { Settings } from "../../scripts/lib/settings.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { config, templates } from "../fixtures.ts";
import { apply, type Given, part, withChildren, write } from "./documents.ts";

type Row = readonly [id: RuleId, given: Given];

const gone = undefined;
const text = { type: "string" };
const body = "create/requestBody/content/application~1json/schema";
const bell = { $ref: "#/components/schemas/Bell" };
const locale = { name: "locale", in: "query", schema: text };
const between = "filter/shipped/properties/between";
const owner = (properties: JsonObject): JsonObject => ({
  allOf: [{ $ref: "#/components/schemas/Owner" }, { type: "object", properties }],
});
/** The schema of {@link owner}, inlined; another property keeps the component's name in the package. */
const flatOwner = {
  type: "object",
  required: ["name"],
  properties: { ...(part("Owner") as JsonObject), x: text },
};
const keeper = { $ref: "#/components/schemas/Owner" };
const pair = (...prefixItems: readonly JsonObject[]): JsonObject => ({
  type: "array",
  prefixItems,
  minItems: prefixItems.length,
  maxItems: prefixItems.length,
});

// Each line is one change.
// prettier-ignore
const breaking: readonly Row[] = [
  ["operation-removed", { create: gone }],
  ["operation-renamed", { "create/operationId": "MakeWidget" }],
  ["pagination-lost", { "page/number": { type: "boolean" } }],
  ["pagination-led", [{ "Meta/total_pages": gone, "Meta/total_results": gone, "/components/schemas/Meta/required": [] }, { "list/responses/200/headers/Link": { schema: text } }]],
  ["request-parameter-removed", { trace: gone }],
  ["request-required-parameter-added", { "list/parameters/-": { ...locale, required: true } }],
  ["request-date-refused", [{ "body/due": { type: "string", format: "date" } }, { "body/due/format": gone }]],
  ["request-type-narrowed", [{ "body/due": { type: "string", format: "date-time" } }, { "body/due/format": "uuid" }]],
  ["request-body-removed", { "create/requestBody": gone }],
  ["request-property-removed", { [`${between}/properties/to`]: gone }],
  ["request-property-became-required", { "/components/schemas/Owner/required": ["name", "role"] }],
  ["request-no-longer-nullable", { "body/note/type": "string" }],
  ["request-enum-value-removed", { "filter/status/enum": ["new"] }],
  ["request-type-changed", { "filter/ids/items/type": "integer" }],
  ["request-became-text", { "filter/weight/type": "string" }],
  ["request-alternative-removed", { "body/part/oneOf/1": gone }],
  ["response-may-be-empty", { "create/responses/204": { description: "Nothing" } }],
  ["response-optional-property-removed", { "Widget/weight": gone }],
  ["request-property-became-required", [{ "body/lid": { anyOf: [{ type: "object", properties: { size: text } }, { type: "object", properties: { size: text, hue: text } }] } }, { "body/lid/required": ["size"] }]],
  ["response-property-became-optional", { "/components/schemas/Widget/required": ["id", "name"] }],
  ["response-became-nullable", { "Widget/weight/type": ["number", "null"] }],
  ["response-closed-enum-value-added", { "Widget/grade/enum": [1, 2, 3] }],
  ["response-type-changed", { "Meta/total_results/type": "string" }],
  ["response-alternative-added", { "Widget/part/oneOf/-": bell }],
  ["response-additional-properties-forbidden", { "Widget/labels": { type: "object", properties: {}, additionalProperties: false } }],
  ["request-property-removed", [{ "body/owner": owner({ x: text, y: text }) }, { "body/owner": owner({ x: text }) }]],
  ["response-optional-property-removed", [{ "Widget/owner": owner({ x: text, y: text }) }, { "Widget/owner": owner({ x: text }) }]],
  ["response-type-changed", [withChildren("Widget/shape", "Round"), { "/components/schemas/Round/allOf/1/properties/radius/type": "string" }]],
  ["request-type-changed", [{ "body/pair": pair(text) }, { "body/pair": pair(text, text) }]],
  ["request-parameter-renamed", { "trace/name": "x-trace" }],
  ["request-parameter-renamed", [{ "list/parameters/-": locale }, { "list/parameters/4": { name: "words", in: "query", schema: { type: "object", properties: { locale: text } } } }]],
  ["request-parameter-became-list", [{ "list/parameters/-": locale }, { "list/parameters/4/schema": { type: "array", items: text } }]],
  ["request-bigint-refused", [{ "filter/weight": { type: "integer", format: "int64" } }, { "filter/weight/format": "int32" }]],
  ["request-became-text", [{ "filter/weight": { type: "string", enum: ["1", "2"] } }, { "filter/weight": { type: "integer" } }]],
];

// prettier-ignore
const harmless: readonly Row[] = [
  ["operation-added", { "/paths/~1gadgets": { get: { operationId: "ListGadgets", responses: {} } } }],
  ["pagination-introduced", [{ "list/parameters/1": gone }, { "list/parameters/-": part("list/parameters/1") }]],
  ["request-parameter-added", { "list/parameters/-": locale }],
  ["request-property-became-optional", { [`${between}/required`]: gone }],
  ["request-enum-value-added", { "filter/status/enum": ["new", "used", "sold"] }],
  ["request-became-nullable", { "body/weight/type": ["number", "null"] }],
  ["request-type-widened", { "filter/weight/type": ["number", "boolean"] }],
  ["request-additional-properties-allowed", { [`${body}/additionalProperties`]: true }],
  ["response-property-added", { "Widget/colour": text }],
  ["response-enum-value-added", { "Widget/status/enum": ["new", "used", "sold"] }],
  ["response-no-longer-nullable", { "Widget/note/type": "string" }],
  ["response-alternative-removed", [{ "Widget/part/oneOf/-": bell }, { "Widget/part/oneOf/1": gone }]],
  ["response-enum-dropped", { "Widget/status/enum": gone }],
  ["request-parameter-style-changed", { "sort/explode": false }],
  ["response-documentation-changed", { "Widget/name/description": "Its name" }],
  ["response-alternative-removed", [{ "Widget/part/discriminator": gone }, { "Widget/part/oneOf/1": gone }]],
  ["response-alternative-removed", { "Widget/part/oneOf/1": gone }],
  ["request-alternative-added", [{ "body/part/oneOf/1": gone }, { "body/part/oneOf/-": { $ref: "#/components/schemas/Frame" } }]],
  ["operation-notation-changed", [{ "Widget/colour": text }, { "Widget/colour": { anyOf: [{ type: "string", enum: ["a", "b"] }, text] } }]],
  ["request-type-widened", [{ "body/any": { type: "object", properties: { a: text } } }, { "body/any": {} }]],
  ["response-child-added", [withChildren("Widget/shape", "Round"), withChildren("Widget/shape", "Round", "Oval")]],
  ["request-became-nullable", [{ "/components/schemas/Word": text, "body/word": { $ref: "#/components/schemas/Word" } }, { "/components/schemas/Word/type": ["string", "null"] }]],
  ["operation-notation-changed", [{ "Widget/owner": owner({ x: text }), "Widget/keeper": keeper }, { "Widget/owner": flatOwner }]],
];

const compareGiven = (
  given: Given,
  operations: Settings["operations"] = "all",
): Promise<DriftReport> => {
  const [before, after] = apply(given);
  return compare(
    { text: write(before), name: "api.json" },
    { text: write(after), name: "api.json" },
    { ...config, operations },
    templates,
    [],
    async (_, run) => run(),
    { skipFaulty: true },
  );
};

const idsOf = ({ changes }: DriftReport): readonly string[] => changes.map(({ id }) => id);
const unexplained = (report: DriftReport): readonly string[] =>
  idsOf(report).filter((id) => id.startsWith("unexplained"));
const broken = ({ exports }: DriftReport): readonly string[] => [
  ...exports.changed,
  ...exports.removed,
];

describe("generated types agree with the rules", () => {
  test.each(breaking)("%s breaks code that compiled before", async (id, given) => {
    const report = await compareGiven(given);
    expect(idsOf(report)).toContain(id);
    expect(unexplained(report)).toEqual([]);
    expect(broken(report)).not.toEqual([]);
    expect(report).toMatchObject({ verdict: "breaking", bump: "major" });
  });

  test.each(harmless)("%s breaks no code", async (id, given) => {
    const report = await compareGiven(given);
    expect(idsOf(report)).toContain(id);
    expect(unexplained(report)).toEqual([]);
    expect(broken(report)).toEqual([]);
    expect(report.bump).not.toBe("major");
  });

  test("skips generation if the documents differ only in notation", async () => {
    const stages: string[] = [];
    const [before, after] = apply({ "list/x-codeSamples": [] }).map(write);
    const report = await compare(
      { text: before ?? "", name: "api.json" },
      { text: after ?? "", name: "api.json" },
      ...([config, templates, [] as const] as const),
      async (name, run) => {
        stages.push(name);
        return run();
      },
    );
    expect(report).toMatchObject({ verdict: "same", bump: "none", changes: [] });
    expect(stages).toEqual(["read", "select", "normalize", "compare", "plan"]);
  });
});

const colorFilter = { name: "filter[colour]", in: "query", schema: text };

// prettier-ignore
const selected: readonly (readonly [title: string, given: Given, want: readonly RuleId[]])[] = [
  ["reports an operationId in another notation", { "create/operationId": "create_widget" }, ["operation-id-changed"]],
  ["reports a renamed operation", { "create/operationId": "MakeWidget" }, ["operation-renamed"]],
  ["reports a renamed operation whose path parameter is renamed too", [{ create: gone, "/paths/~1boxes~1{id}": { post: part("create") } }, { "/paths/~1boxes~1{id}": gone, "/paths/~1boxes~1{box}": { post: { ...(part("create") as JsonObject), operationId: "MakeWidget" } } }], ["operation-renamed", "request-parameter-renamed"]],
  ["reports a removed operation", { create: gone }, ["operation-removed"]],
  ["ignores changes to another operation", { "Meta/total_results": gone, trace: gone }, []],
  ["ignores a duplicate parameter of another operation", [{ trace: colorFilter }, { "list/parameters/-": colorFilter }], []],
];

describe("a comparison of one selected operation", () => {
  test.each(selected)("%s", async (_, given, want) => {
    const found = idsOf(await compareGiven(given, ["CreateWidget"]));
    expect(found.filter((id) => !id.startsWith("export-"))).toEqual(want);
  });
});

// prettier-ignore
const typesOnly: readonly (readonly [id: RuleId, given: Given, before: string, after: string])[] = [
  ["export-renamed", { "Widget/owner": { $ref: "#/components/schemas/Keeper" }, "body/owner": { $ref: "#/components/schemas/Keeper" }, "/components/schemas/Keeper": part("/components/schemas/Owner"), "/components/schemas/Owner": gone }, "Owner", "Keeper"],
  ["export-inlined", { "Widget/owner": part("/components/schemas/Owner"), "body/owner": part("/components/schemas/Owner") }, "Owner", ""],
  ["export-removed", { "Widget/part": gone, "body/part": gone }, "Wheel", ""],
  ["client-options-changed", { "/servers": gone }, "optional", "required"],
  ["client-options-added", { "create/security": [{ login: [] }] }, "none", "string | (() => string | Promise<string>) | undefined"],
  ["operation-not-generated", { "trace/style": "matrix" }, "", 'parameter "X-Trace" has style "matrix"'],
];

describe("changes found only by comparing types", () => {
  test.each(typesOnly)("%s", async (id, given, before, after) => {
    const { changes } = await compareGiven(given);
    const found = changes.filter((each) => each.id === id);
    expect(found.map((each) => each.before)).toContain(before);
    expect(found.map((each) => each.after)).toContainEqual(expect.stringContaining(after));
  });
});

test("the exports that come and go are listed", async () => {
  const { exports } = await compareGiven({ "create/operationId": "MakeWidget" });
  expect(exports.added).toEqual(["MakeWidgetParams", "MakeWidgetResponse", "makeWidget"]);
  expect(exports.removed).toEqual(["CreateWidgetParams", "CreateWidgetResponse", "createWidget"]);
});

/** The names that are reported as removed exports. */
const removedExports = async (given: Given): Promise<readonly string[]> =>
  (await compareGiven(given)).changes
    .filter(({ id }) => id === "export-removed")
    .map(({ before }) => before);

describe("a removed operation", () => {
  const named = (operationId: string): Given => [
    { "list/operationId": operationId, "body/listed": listed, ...components },
    { list: gone, "body/listed": gone },
  ];
  const listed = { $ref: "#/components/schemas/ListedWidget" };
  const components = {
    "/components/schemas/ListedWidget": { type: "object", properties: { id: text } },
  };

  test.each(["SMSList", "fetch", "list.widgets"])(
    "with the id %s accounts for its function, paginator and types",
    async (id) => {
      const names = await removedExports(named(id));
      expect(names.filter((name) => /sms|fetch|widgets/i.test(name))).toEqual([]);
    },
  );

  test("does not account for a component whose name merely starts with the same text", async () => {
    expect(await removedExports(named("List"))).toContain("ListedWidget");
  });
});

const bag = {
  "body/bag": { $ref: "#/components/schemas/Bag" },
  "/components/schemas/Bag": {
    type: "object",
    properties: { tags: { type: "array", items: text } },
  },
};

describe("a component is judged by its usage in requests and responses", () => {
  test("the type of a body with an array becomes that of responses once a response contains it too", async () => {
    const returned = { "Widget/bag": { $ref: "#/components/schemas/Bag" } };
    expect(broken(await compareGiven([bag, returned]))).toContain("Bag");
  });
});

describe("changes that are invisible in types", () => {
  test("a new operation that accepts an existing response schema breaks no caller", async () => {
    const { bump } = await compareGiven([{ create: gone }, { create: part("create") }]);
    expect(bump).toBe("minor");
  });

  test("a list in a request is read-only, whether its items are composed or not", async () => {
    const list = (items: JsonObject) => ({ "body/list": { type: "array", items } });
    const composed = { allOf: [text, { maxLength: 3 }] };
    const both = await compareGiven([list({ ...text, maxLength: 3 }), list(composed)]);
    expect([unexplained(both), broken(both)]).toEqual([[], []]);
  });

  test("replacing a bearer token with an API key is a major change", async () => {
    const { bump, exports } = await compareGiven({ "/security": [{ key: [] }] });
    expect(exports.changed).toEqual([]);
    expect(bump).toBe("major");
  });
});
