import { describe, expect, test } from "vitest";
import { rules } from "../../scripts/drift/rules.ts";
import type { Json } from "../../scripts/lib/json.ts";
import { part, withChildren } from "./documents.ts";
import {
  byName,
  compareGiven,
  expectRule,
  expectShape,
  type RuleRow,
  type ShapeRow,
} from "./rule-rows.ts";

const gone = undefined;
const text = { type: "string" };
const page = "list/responses/200";
const envelope = `${page}/content/application~1json/schema`;
const requestId = `${page}/headers/X-Request-Id`;
const missing = "list/responses/404";
const createdResponse = "create/responses/201";
const content = `${createdResponse}/content`;
const csv = `${content}/text~1csv`;
const responseWith = (...mediaTypes: readonly (readonly [name: string, schema: Json])[]): Json => ({
  description: "The widget",
  content: Object.fromEntries(mediaTypes.map(([name, schema]) => [name, { schema }])),
});
const created = { type: "object", required: ["id"], properties: { id: text } };
const vendor = "application/vnd.api+json";
const nothing = { description: "Nothing" };
const [wheel, frame] = ["#/components/schemas/Wheel", "#/components/schemas/Frame"];
const shape = "/components/schemas/Shape";
const round = "/components/schemas/Round";
const bell = { $ref: "#/components/schemas/Bell" };

// Each line is one rule.
// prettier-ignore
const rows: readonly RuleRow[] = [
  ["response-body-removed", { [content]: gone }, "breaking", "breaks", createdResponse],
  ["response-body-added", [{ [content]: gone }, { [content]: { "application/json": { schema: created } } }], "breaking", "fine", createdResponse],
  ["response-may-be-empty", { "create/responses/204": nothing }, "breaking", "breaks", createdResponse, ["response-status-added"]],
  ["response-never-empty", [{ "create/responses/204": nothing }, { "create/responses/204": gone }], "minor", "fine", createdResponse, ["response-status-removed"]],
  ["response-media-type-changed", { [createdResponse]: responseWith([vendor, created]) }, "patch", "breaks", createdResponse],
  ["response-media-type-preferred", [{ [createdResponse]: responseWith([vendor, created]) }, { [createdResponse]: responseWith([vendor, created], ["application/json", created]) }], "patch", "fine", createdResponse],
  ["response-preferred-type-changed", [{ [createdResponse]: responseWith(["text/csv", text]) }, { [createdResponse]: responseWith(["text/csv", text], ["application/json", created]) }], "breaking", "fine", `${content}/application~1json/schema`, ["response-media-type-preferred"]],
  ["response-media-type-added", { [csv]: { schema: text } }, "patch", "fine", createdResponse, ["response-added-type-changed"]],
  ["response-added-type-changed", { [csv]: { schema: text } }, "breaking", "fine", `${content}/application~1json/schema`, ["response-media-type-added"]],
  ["response-media-type-removed", [{ [csv]: { schema: text } }, { [csv]: gone }], "patch", "fine", createdResponse, ["response-alternative-removed"]],
  ["response-raw-body-changed", [{ [createdResponse]: responseWith(["text/csv", { type: "string", enum: ["a"] }]) }, { [`${csv}/schema/enum`]: gone }], "patch", "at-risk", `${csv}/schema`],
  ["response-raw-body-narrowed", [{ [createdResponse]: responseWith(["text/csv", text]) }, { [`${csv}/schema/enum`]: ["a"] }], "patch", "fine", `${csv}/schema`],
  ["response-limit-tightened", [{ [createdResponse]: responseWith(["text/csv", text]) }, { [`${csv}/schema/maxLength`]: 9 }], "patch", "fine", `${csv}/schema`],
  ["response-unused-media-type-changed", [{ [csv]: { schema: text } }, { [`${csv}/schema/maxLength`]: 9 }], "none", "fine", createdResponse],
  ["response-status-added", { "create/responses/200": responseWith(["application/json", created]) }, "patch", "fine", "create/responses/200"],
  ["response-status-removed", [{ "create/responses/200": responseWith(["application/json", created]) }, { "create/responses/200": gone }], "patch", "fine", "create/responses/200"],
  ["response-error-added", { "list/responses/429": { description: "Too many" } }, "patch", "fine", "list/responses/429"],
  ["response-error-removed", { [missing]: gone }, "patch", "fine", missing],
  ["response-error-body-changed", { [`${missing}/content/application~1json/schema/properties/code/type`]: "integer" }, "patch", "at-risk", `${missing}/content/application~1json/schema/properties/code`],
  ["response-header-added", { [`${page}/headers/X-Left`]: { schema: text } }, "patch", "fine", `${page}/headers/X-Left`],
  ["response-header-changed", { [`${requestId}/schema/type`]: "integer" }, "patch", "at-risk", requestId],
  ["response-links-changed", { [`${page}/links`]: { next: { operationId: "ListWidgets" } } }, "patch", "fine", page],

  ["response-header-became-required", { [`${requestId}/required`]: true }, "patch", "fine", requestId],
  ["response-header-changed", [{ [`${requestId}/required`]: true }, { [`${requestId}/required`]: false }], "patch", "at-risk", requestId],

  ["response-property-removed", { "Widget/name": gone }, "breaking", "breaks", "Widget/name"],
  ["response-optional-property-removed", { "Widget/weight": gone }, "breaking", "at-risk", "Widget/weight"],
  ["response-property-added", { "Widget/colour": text }, "minor", "fine", "Widget/colour"],
  ["response-property-became-required", { "/components/schemas/Widget/required/-": "weight" }, "minor", "fine", "Widget/weight"],
  ["response-property-became-optional", { "/components/schemas/Widget/required": ["id", "name"] }, "breaking", "breaks", "Widget/status"],
  ["response-type-changed", { "Widget/weight/type": "boolean" }, "breaking", "breaks", "Widget/weight"],
  ["response-type-widened", { "Widget/weight/type": ["number", "boolean"] }, "breaking", "breaks", "Widget/weight"],
  ["response-type-narrowed", [{ "Widget/weight/type": ["number", "boolean"] }, { "Widget/weight/type": "number" }], "minor", "fine", "Widget/weight"],
  ["response-became-nullable", { "Widget/weight/type": ["number", "null"] }, "breaking", "breaks", "Widget/weight"],
  ["response-no-longer-nullable", { "Widget/note/type": "string" }, "minor", "fine", "Widget/note"],
  ["response-enum-value-removed", [{ "Widget/status/enum": ["new", "used", "sold"] }, { "Widget/status/enum": ["new", "used"] }], "minor", "fine", "Widget/status"],
  ["response-enum-value-added", { "Widget/status/enum": ["new", "used", "sold"] }, "minor", "at-risk", "Widget/status"],
  ["response-closed-enum-value-added", { "Widget/grade/enum": [1, 2, 3] }, "breaking", "breaks", "Widget/grade"],
  ["response-became-enum", { "Widget/name/enum": ["a", "b"] }, "minor", "fine", "Widget/name"],
  ["response-enum-dropped", { "Widget/status/enum": gone }, "minor", "at-risk", "Widget/status"],
  ["response-closed-enum-dropped", { "Widget/grade/enum": gone }, "breaking", "breaks", "Widget/grade"],
  ["response-alternative-removed", { "Widget/part/oneOf/1": gone }, "minor", "fine", "Widget/part"],
  ["response-alternative-added", { "Widget/part/oneOf/-": bell }, "breaking", "breaks", "Widget/part"],
  ["response-child-removed", [withChildren("Widget/shape", "Round", "Oval"), { "/components/schemas/Oval": gone }], "patch", "fine", shape],
  ["response-child-added", [withChildren("Widget/shape", "Round"), withChildren("Widget/shape", "Round", "Oval")], "minor", "at-risk", shape],
  ["response-type-changed", [withChildren("Widget/shape", "Round"), { [`${round}/allOf/1/properties/radius/type`]: "string" }], "breaking", "breaks", `${round}/allOf/1/properties/radius`],
  ["response-documentation-changed", [withChildren("Widget/shape", "Round"), { [`${round}/allOf/1/properties/radius/description`]: "Half of it" }], "patch", "fine", `${round}/allOf/1/properties/radius`],
  ["response-optional-property-removed", [withChildren("Widget/shape", "Round", "Oval"), { [`${shape}/properties/hue`]: gone }], "breaking", "at-risk", `${shape}/properties/hue`],
  ["response-mapping-changed", [withChildren("Widget/shape", "Round"), { [`${shape}/discriminator/mapping`]: { round: round.replace("/", "#/") } }], "breaking", "breaks", shape],
  ["response-additional-properties-forbidden", { "Widget/labels": { type: "object", properties: {}, additionalProperties: false } }, "breaking", "fine", "Widget/labels"],
  ["response-additional-properties-allowed", { "Widget/size/additionalProperties": true }, "minor", "fine", "Widget/size"],
  ["response-additional-properties-undeclared", [{ "Widget/size/additionalProperties": true }, { "Widget/size/additionalProperties": gone }], "breaking", "fine", "Widget/size"],
  ["response-undeclared-properties-forbidden", { "Widget/size/additionalProperties": false }, "patch", "fine", "Widget/size"],
  ["response-limit-tightened", { "Widget/name/maxLength": 30 }, "patch", "fine", "Widget/name"],
  ["response-limit-loosened", { "Widget/name/maxLength": 50 }, "patch", "fine", "Widget/name"],
  ["response-validation-changed", { "Widget/tags/contains": { type: "string", maxLength: 9 } }, "patch", "fine", "Widget/tags"],
  ["response-validation-dropped", [{ "Widget/tags/contains": text }, { "Widget/tags/contains": gone }], "patch", "fine", "Widget/tags"],
  ["response-default-changed", { "Widget/count/default": 2 }, "patch", "fine", "Widget/count"],
  ["response-invalid-default-changed", { "Widget/name/default": null }, "none", "fine", "Widget/name"],
  ["response-became-integer", { "Widget/weight/type": "integer" }, "patch", "fine", "Widget/weight"],
  ["response-became-number", { "Widget/count/type": "number" }, "patch", "at-risk", "Widget/count"],
  ["response-format-changed", { "Widget/shipped_at/format": "date" }, "patch", "fine", "Widget/shipped_at"],
  ["response-array-format-changed", { "Widget/tags/x-array-format": "brackets" }, "patch", "fine", "Widget/tags"],
  ["response-discriminator-changed", { "Widget/part/discriminator/propertyName": "sort" }, "breaking", "breaks", "Widget/part"],
  ["response-access-changed", { "Widget/note/readOnly": true }, "patch", "fine", "Widget/note"],
  ["response-optional-property-removed", { "Widget/note/writeOnly": true }, "breaking", "at-risk", "Widget/note"],
  ["response-documentation-changed", { "Widget/name/description": "Its name" }, "patch", "fine", "Widget/name"],
  ["response-extension-changed", { "Widget/weight/x-unit": "kg" }, "none", "fine", "Widget/weight"],
  ["deprecated", { "Widget/weight/deprecated": true }, "patch", "fine", "Widget/weight"],
  ["response-header-removed", { [requestId]: gone }, "patch", "at-risk", requestId],
  ["response-undeclared-properties-forbidden", { "/components/schemas/Meta/additionalProperties": false }, "patch", "fine", "/components/schemas/Meta"],
];

const widgets = { type: "array", items: { $ref: "#/components/schemas/Widget" } };

// prettier-ignore
const shapes: readonly ShapeRow[] = [
  ["a text in JSON becomes bytes, which are a text there", { "created/id/format": "binary" }, [["response-format-changed", "created/id"]]],
  ["a media type is added to one that changed", [{ [createdResponse]: responseWith(["application/json", created]) }, { [createdResponse]: responseWith(["application/json", { ...created, required: [] }], ["text/csv", text]) }], [["response-media-type-added", createdResponse], ["response-property-became-optional", `${content}/application~1json/schema/properties/id`], ["response-added-type-changed", `${content}/application~1json/schema`]]],
  ["a list becomes a stream", [{ [createdResponse]: responseWith(["application/json", { type: "array", items: created }]) }, { [createdResponse]: responseWith(["application/x-ndjson", created]) }], [["response-media-type-changed", createdResponse], ["response-type-changed", `${content}/application~1x-ndjson/schema`]]],
  ["the items of an envelope are renamed", { "response/data": gone, "response/widgets": widgets, [`${envelope}/required`]: ["widgets", "meta"] }, [["pagination-changed", "list"], ["response-property-removed", "response/data"], ["response-property-added", "response/widgets"]]],
  ["the items of an envelope become optional", { [`${envelope}/required`]: ["meta"] }, [["response-property-became-optional", "response/data"]]],
  ["a total changes its type", { "Meta/total_results/type": "string" }, [["response-type-changed", "Meta/total_results"]]],
  ["an envelope gains a property", { "response/links": { type: "object", properties: { next: text } } }, [["response-property-added", "response/links"]]],
  ["a bare array replaces an envelope", { [envelope]: widgets }, [["pagination-changed", "list"], ["response-type-changed", envelope]]],
  ["a deeply nested property changes its type", { "Widget/size": { type: "object", properties: { height: { type: "object", properties: { unit: { type: "integer" } } } } } }, [["response-type-changed", "Widget/size/properties/height"]]],
  ["a property of a component in requests and responses is removed", { "Owner/role": gone }, [["response-optional-property-removed", "Owner/role"], ["request-property-removed", "Owner/role"]]],
  ["an enum of a component in requests and responses gains a value", { "Owner/role/enum": ["admin", "guest", "owner"] }, [["response-enum-value-added", "Owner/role"], ["request-enum-value-added", "Owner/role"]]],
  ["a property of a component in requests and responses becomes required", { "/components/schemas/Owner/required": ["name", "role"] }, [["response-property-became-required", "Owner/role"], ["request-property-became-required", "Owner/role"]]],
  ["a component used twice in a response gains a property", [{ "Widget/maker": part("Widget/owner"), "body/owner": gone }, { "Owner/age": { type: "integer" } }], [["response-property-added", "Owner/age"]]],
  ["an enum with a single value, which is closed, gains another", [{ "Widget/status/enum": ["new"] }, { "Widget/status/enum": ["new", "used"] }], [["response-closed-enum-value-added", "Widget/status"]]],
  ["array items become an enum", { "Widget/tags/items/enum": ["a", "b"] }, [["response-became-enum", "Widget/tags/items"]]],
  ["enum values are reordered", { "Widget/status/enum": ["used", "new"] }, []],
  ["a component becomes nullable", { "Widget/owner": { oneOf: [{ $ref: "#/components/schemas/Owner" }, { type: "null" }] } }, [["response-became-nullable", "Widget/owner"]]],
  ["documentation is added beside a reference", { "Widget/owner": { allOf: [{ $ref: "#/components/schemas/Owner" }], description: "Whose it is" } }, [["response-documentation-changed", "Widget/owner"]]],
  ["a condition without a condition has no effect", { "/components/schemas/Widget/then": { required: ["weight"] } }, [["operation-notation-changed", "list"]]],
  ["an error's media type gets a charset", { [`${missing}/content`]: { "application/json; charset=utf-8": part(`${missing}/content/application~1json`) } }, [["operation-notation-changed", "list"]]],
  ["a child is named in the mapping under the name that it had", [withChildren("Widget/shape", "Round"), { [`${shape}/discriminator/mapping`]: { Round: round.replace("/", "#/") } }], []],
  ["a conditional schema requires more", { "/components/schemas/Widget/if": { required: ["note"] }, "/components/schemas/Widget/then": { required: ["weight"] } }, [["response-validation-changed", "/components/schemas/Widget"]]],
  ["documentation is added to a union", { "Widget/part/description": "What it has" }, [["response-documentation-changed", "Widget/part"]]],
  ["additional properties of any type become strings", [{ "Widget/labels": { type: "object" } }, { "Widget/labels/additionalProperties": text }], [["response-type-narrowed", "Widget/labels/additionalProperties"]]],
  ["additional properties of any type are declared explicitly", [{ "Widget/labels": { type: "object" } }, { "Widget/labels/additionalProperties": true }], [["operation-notation-changed", "list"]]],
  ["a property changes in an object that forbids additional properties", [{ "Widget/size/additionalProperties": false }, { "Widget/size/properties/height/type": "integer" }], [["response-became-integer", "Widget/size/properties/height"]]],
  ["additionalProperties: false is omitted", [{ "Widget/size/additionalProperties": false }, { "Widget/size/additionalProperties": gone }], [["operation-notation-changed", "list"]]],
  ["oneOf becomes anyOf", { "Widget/part": { anyOf: part("Widget/part/oneOf"), discriminator: { propertyName: "kind" } } }, [["operation-notation-changed", "list"]]],
  ["a boolean among alternatives becomes any string, beside one with a limit", [{ "Widget/any": { oneOf: [{ type: "boolean" }, { type: "string", maxLength: 5 }] } }, { "Widget/any/oneOf/0": text }], [["response-alternative-removed", "Widget/any"], ["response-limit-loosened", "Widget/any"]]],
  ["a constant gets a type that it does not have", [{ "Widget/a": { type: "string", const: "a" } }, { "Widget/a/type": ["string", "integer"] }], [["operation-notation-changed", "list"]]],
  ["an alternative is declared twice", [{ "Widget/a": { anyOf: [text, { type: "object", properties: { z: text } }] } }, { "Widget/a": { anyOf: [{ anyOf: [text, { type: "object", properties: { z: text } }] }, { type: "object", properties: { z: text } }] } }], [["operation-notation-changed", "list"]]],
  ["alternatives are reordered", { "Widget/part/oneOf": [part("Widget/part/oneOf/1"), part("Widget/part/oneOf/0")] }, []],
  ["a property of one alternative changes its type", { "/components/schemas/Wheel/properties/spokes/type": "string" }, [["response-type-changed", "/components/schemas/Wheel/properties/spokes"], ["request-type-changed", "/components/schemas/Wheel/properties/spokes"]]],
  ["the values of a discriminator are no longer declared", { "/components/schemas/Wheel/properties/kind": text, "/components/schemas/Frame/properties/kind": text }, [["operation-notation-changed", "list"], ["operation-notation-changed", "create"]]],
  ["a mapping only repeats the names", { "Widget/part/discriminator/mapping": { Wheel: "Wheel", Frame: "#/components/schemas/Frame" } }, []],
  ["the only property becomes write-only", { "Widget/size/properties/height/writeOnly": true }, [["response-optional-property-removed", "Widget/size/properties/height"], ["response-additional-properties-allowed", "Widget/size"]]],
  ["a union gets a discriminator, and its alternatives the values of it", [{ "Widget/part/discriminator": gone, "/components/schemas/Wheel/properties/kind": text, "/components/schemas/Frame/properties/kind": text, "body/part": gone }, { "Widget/part/discriminator": { propertyName: "kind" } }], [["response-became-enum", "/components/schemas/Wheel/properties/kind"], ["response-became-enum", "/components/schemas/Wheel/properties/kind"]]],
  ["any media type is declared as JSON", [{ [createdResponse]: responseWith(["*/*", created]) }, { [createdResponse]: responseWith(["application/json", created]) }], [["response-media-type-preferred", createdResponse]]],
  ["JSON is declared as any media type", [{ [createdResponse]: responseWith(["application/json", created]) }, { [createdResponse]: responseWith(["*/*", created]) }], [["response-media-type-preferred", createdResponse]]],
  ["the media type gets another version", [{ [createdResponse]: responseWith(["application/json; version=1", created]) }, { [createdResponse]: responseWith(["application/json; version=2", created]) }], [["response-media-type-changed", createdResponse]]],
  ["a file is declared in the words of 3.1", [{ [createdResponse]: responseWith(["image/png", { type: "string", format: "binary" }]) }, { [`${createdResponse}/content`]: { "image/png": {} } }], [["operation-notation-changed", "create"]]],
  ["the success status changes", { [createdResponse]: gone, "create/responses/200": part(createdResponse) }, [["response-status-removed", createdResponse], ["response-status-added", "create/responses/200"]]],
  ["a file replaces JSON", { [createdResponse]: responseWith(["image/png", { type: "string", format: "binary" }]) }, [["response-media-type-changed", createdResponse], ["response-type-changed", `${content}/image~1png/schema`]]],
  ["the documentation of an error response changes", { [`${missing}/description`]: "No such widget" }, [["response-documentation-changed", missing]]],
  ["the documentation of a header changes", { [`${requestId}/description`]: "Its name" }, [["response-documentation-changed", requestId]]],
  ["a header name changes its case", { [requestId]: gone, [`${page}/headers/x-request-id`]: part(requestId) }, [["operation-notation-changed", "list"]]],
];

/** Presence and optionality are reported at the property, not at the component that it references. */
// prettier-ignore
const members: readonly ShapeRow[] = [
  ["the totals of an envelope become optional", { [`${envelope}/required`]: ["data"] }, [["response-property-became-optional", "response/meta"]]],
  ["a property that references a component is added", { "Widget/bell": bell }, [["response-property-added", "Widget/bell"]]],
];

/** Discriminator values are literals in the package's types. */
// prettier-ignore
const discriminators: readonly RuleRow[] = [
  ["response-mapping-changed", { "Widget/part/discriminator/mapping": { wheel: "#/components/schemas/Wheel", frame: "#/components/schemas/Frame" } }, "breaking", "breaks", "Widget/part"],
  ["response-mapping-widened", [{ "Widget/part/discriminator/mapping": { wheel, frame } }, { "Widget/part/discriminator/mapping/disc": wheel }], "breaking", "breaks", "Widget/part"],
  ["response-mapping-narrowed", [{ "Widget/part/discriminator/mapping": { disc: wheel, wheel, frame } }, { "Widget/part/discriminator/mapping/disc": gone }], "minor", "fine", "Widget/part"],
];

describe("rules for responses", () => {
  test.each(byName(rows))("%s", (_, row) => {
    expectRule(row, "response");
  });

  test.each(shapes)("%s", (...row) => {
    expectShape(row);
  });

  test.each([
    [
      `${missing}/content/application~1json/schema/properties/code/type`,
      ["string", "null"],
      "code of errors with status 404 may now be null; an ApiError carries the bodies of errors as they come",
    ],
    [
      `${missing}/content`,
      { "text/plain": { schema: text } },
      "the body of errors with status 404 changed from application/json to text/plain; an ApiError carries the bodies of errors as they come",
    ],
  ])("a change of an error says what changed: %s", (place, value, message) => {
    const messages = compareGiven({ [place]: value }).changes.map((each) => each.message);
    expect(messages).toContain(message);
  });

  test("every rule has a row", () => {
    const covered: readonly string[] = [...rows, ...discriminators].map(([id]) => id);
    const ids = Object.keys(rules).filter((id) => id.startsWith("response-"));
    expect(ids.filter((id) => !covered.includes(id))).toEqual([]);
  });

  test.each(members)("%s", (...row) => {
    expectShape(row);
  });

  test.each(byName(discriminators))("%s", (_, row) => {
    expectRule(row, "response");
  });
});
