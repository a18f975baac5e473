import { describe, expect, test } from "vitest";
import { rules } from "../../scripts/drift/rules.ts";
import type { Json } from "../../scripts/lib/json.ts";
import { part } from "./documents.ts";
import { byName, expectRule, expectShape, type RuleRow, type ShapeRow } from "./rule-rows.ts";

const gone = undefined;
const text = { type: "string" };
const page = "list/responses/200";
const envelope = `${page}/content/application~1json/schema`;
const requestId = `${page}/headers/X-Request-Id`;
const missing = "list/responses/404";
const answer = "create/responses/201";
const content = `${answer}/content`;
const csv = `${content}/text~1csv`;
const answers = (...mediaTypes: readonly (readonly [name: string, schema: Json])[]): Json => ({
  description: "The widget",
  content: Object.fromEntries(mediaTypes.map(([name, schema]) => [name, { schema }])),
});
const created = { type: "object", required: ["id"], properties: { id: text } };
const vendor = "application/vnd.api+json";
const nothing = { description: "Nothing" };
const bell = { $ref: "#/components/schemas/Bell" };

// A table: a rule a line.
// prettier-ignore
const rows: readonly RuleRow[] = [
  ["response-body-removed", { [content]: gone }, "breaking", "breaks", answer],
  ["response-body-added", [{ [content]: gone }, { [content]: { "application/json": { schema: created } } }], "breaking", "fine", answer],
  ["response-may-be-empty", { "create/responses/204": nothing }, "breaking", "breaks", answer, ["response-status-added"]],
  ["response-never-empty", [{ "create/responses/204": nothing }, { "create/responses/204": gone }], "minor", "fine", answer, ["response-status-removed"]],
  ["response-media-type-changed", { [answer]: answers([vendor, created]) }, "patch", "breaks", answer],
  ["response-media-type-preferred", [{ [answer]: answers([vendor, created]) }, { [answer]: answers([vendor, created], ["application/json", created]) }], "patch", "fine", answer],
  ["response-preferred-type-changed", [{ [answer]: answers(["text/csv", text]) }, { [answer]: answers(["text/csv", text], ["application/json", created]) }], "breaking", "fine", answer, ["response-media-type-preferred"]],
  ["response-media-type-added", { [csv]: { schema: text } }, "none", "fine", answer],
  ["response-media-type-removed", [{ [csv]: { schema: text } }, { [csv]: gone }], "none", "fine", answer],
  ["response-raw-body-changed", [{ [answer]: answers(["text/csv", text]) }, { [`${csv}/schema/maxLength`]: 9 }], "patch", "at-risk", answer],
  ["response-unused-media-type-changed", [{ [csv]: { schema: text } }, { [`${csv}/schema/maxLength`]: 9 }], "none", "fine", answer],
  ["response-status-added", { "create/responses/200": answers(["application/json", created]) }, "patch", "fine", "create/responses/200"],
  ["response-status-removed", [{ "create/responses/200": answers(["application/json", created]) }, { "create/responses/200": gone }], "patch", "fine", "create/responses/200"],
  ["response-error-added", { "list/responses/429": { description: "Too many" } }, "patch", "fine", "list/responses/429"],
  ["response-error-removed", { [missing]: gone }, "patch", "fine", missing],
  ["response-error-body-changed", { [`${missing}/content/application~1json/schema/properties/code/type`]: "integer" }, "patch", "at-risk", missing],
  ["response-header-added", { [`${page}/headers/X-Left`]: { schema: text } }, "patch", "fine", `${page}/headers/X-Left`],
  ["response-header-changed", { [`${requestId}/schema/type`]: "integer" }, "patch", "at-risk", requestId],
  ["response-links-changed", { [`${page}/links`]: { next: { operationId: "ListWidgets" } } }, "patch", "fine", page],

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
  ["response-additional-properties-forbidden", { "Widget/labels": { type: "object", properties: {}, additionalProperties: false } }, "breaking", "fine", "Widget/labels"],
  ["response-additional-properties-allowed", { "Widget/size/additionalProperties": true }, "minor", "fine", "Widget/size"],
  ["response-undeclared-properties-forbidden", { "Widget/size/additionalProperties": false }, "patch", "fine", "Widget/size"],
  ["response-limit-tightened", { "Widget/name/maxLength": 30 }, "patch", "fine", "Widget/name"],
  ["response-limit-loosened", { "Widget/name/maxLength": 50 }, "patch", "fine", "Widget/name"],
  ["response-validation-changed", { "Widget/tags/contains": { type: "string", maxLength: 9 } }, "patch", "fine", "Widget/tags"],
  ["response-default-changed", { "Widget/count/default": 2 }, "patch", "fine", "Widget/count"],
  ["response-invalid-default-changed", { "Widget/name/default": null }, "none", "fine", "Widget/name"],
  ["response-became-integer", { "Widget/weight/type": "integer" }, "patch", "fine", "Widget/weight"],
  ["response-became-number", { "Widget/count/type": "number" }, "patch", "at-risk", "Widget/count"],
  ["response-format-changed", { "Widget/shipped_at/format": "date" }, "patch", "fine", "Widget/shipped_at"],
  ["response-array-format-changed", { "Widget/tags/x-array-format": "brackets" }, "patch", "fine", "Widget/tags"],
  ["response-discriminator-changed", { "Widget/part/discriminator/propertyName": "sort" }, "breaking", "breaks", "Widget/part"],
  ["response-access-changed", { "Widget/note/readOnly": true }, "patch", "fine", "Widget/note"],
  ["response-documentation-changed", { "Widget/name/description": "Its name" }, "patch", "fine", "Widget/name"],
  ["response-extension-changed", { "Widget/weight/x-unit": "kg" }, "none", "fine", "Widget/weight"],
  ["deprecated", { "Widget/weight/deprecated": true }, "patch", "fine", "Widget/weight"],
  ["response-header-removed", { [requestId]: gone }, "patch", "at-risk", requestId],
  ["response-undeclared-properties-forbidden", { "/components/schemas/Meta/additionalProperties": false }, "patch", "fine", "/components/schemas/Meta"],
];

const widgets = { type: "array", items: { $ref: "#/components/schemas/Widget" } };

// prettier-ignore
const shapes: readonly ShapeRow[] = [
  ["the items of an envelope under another name", { "answer/data": gone, "answer/widgets": widgets, [`${envelope}/required`]: ["widgets", "meta"] }, [["pagination-changed", "list"], ["response-property-removed", "answer/data"], ["response-property-added", "answer/widgets"]]],
  ["an envelope that may lack its items", { [`${envelope}/required`]: ["meta"] }, [["response-property-became-optional", "answer/data"]]],
  ["totals of another type", { "Meta/total_results/type": "string" }, [["response-type-changed", "Meta/total_results"]]],
  ["an envelope that says more", { "answer/links": { type: "object", properties: { next: text } } }, [["response-property-added", "answer/links"]]],
  ["a bare list in place of an envelope", { [envelope]: widgets }, [["pagination-lost", "list"], ["response-type-changed", page]]],
  ["a property three deep", { "Widget/size": { type: "object", properties: { height: { type: "object", properties: { unit: { type: "integer" } } } } } }, [["response-type-changed", "Widget/size/properties/height"]]],
  ["a property of a component on both sides, which is judged on either", { "Owner/role": gone }, [["response-optional-property-removed", "Owner/role"], ["request-property-removed", "Owner/role"]]],
  ["a value that a component on both sides has lost", { "Owner/role/enum": ["admin", "guest", "owner"] }, [["response-enum-value-added", "Owner/role"], ["request-enum-value-added", "Owner/role"]]],
  ["a component on both sides that demands more", { "/components/schemas/Owner/required": ["name", "role"] }, [["response-property-became-required", "Owner/role"], ["request-property-became-required", "Owner/role"]]],
  ["a component in two places of an answer, which is told of either", [{ "Widget/maker": part("Widget/owner"), "body/owner": gone }, { "Owner/age": { type: "integer" } }], [["response-property-added", "Owner/age"], ["response-property-added", "Owner/age"]]],
  ["a single value, which is closed, and one more", [{ "Widget/status/enum": ["new"] }, { "Widget/status/enum": ["new", "used"] }], [["response-closed-enum-value-added", "Widget/status"]]],
  ["an enum of the items of an array", { "Widget/tags/items/enum": ["a", "b"] }, [["response-became-enum", "Widget/tags/items"]]],
  ["an enum in another order", { "Widget/status/enum": ["used", "new"] }, []],
  ["a component that may be null", { "Widget/owner": { oneOf: [{ $ref: "#/components/schemas/Owner" }, { type: "null" }] } }, [["response-became-nullable", "Widget/owner"]]],
  ["words beside a reference", { "Widget/owner": { allOf: [{ $ref: "#/components/schemas/Owner" }], description: "Whose it is" } }, [["response-documentation-changed", "Widget/owner"]]],
  ["a condition that promises more", { "/components/schemas/Widget/then": { required: ["weight"] } }, [["response-validation-changed", "/components/schemas/Widget"]]],
  ["the words of alternatives as a whole", { "Widget/part/description": "What it has" }, [["response-documentation-changed", "Widget/part"]]],
  ["keys of any kind, which become strings", [{ "Widget/labels": { type: "object" } }, { "Widget/labels/additionalProperties": text }], [["response-type-narrowed", "Widget/labels/additionalProperties"]]],
  ["keys of any kind, said in full", [{ "Widget/labels": { type: "object" } }, { "Widget/labels/additionalProperties": true }], [["operation-notation-changed", "list"]]],
  ["a member of what refuses other keys", [{ "Widget/size/additionalProperties": false }, { "Widget/size/properties/height/type": "integer" }], [["response-became-integer", "Widget/size/properties/height"]]],
  ["keys that were refused and are so in other words", [{ "Widget/size/additionalProperties": false }, { "Widget/size/additionalProperties": gone }], [["operation-notation-changed", "list"]]],
  ["alternatives under the other keyword", { "Widget/part": { anyOf: part("Widget/part/oneOf"), discriminator: { propertyName: "kind" } } }, [["operation-notation-changed", "list"]]],
  ["alternatives in another order", { "Widget/part/oneOf": [part("Widget/part/oneOf/1"), part("Widget/part/oneOf/0")] }, []],
  ["a member of one alternative", { "/components/schemas/Wheel/properties/spokes/type": "string" }, [["response-type-changed", "/components/schemas/Wheel/properties/spokes"], ["request-type-changed", "/components/schemas/Wheel/properties/spokes"]]],
  ["success under another status", { [answer]: gone, "create/responses/200": part(answer) }, [["response-status-removed", answer], ["response-status-added", "create/responses/200"]]],
  ["a file in place of JSON", { [answer]: answers(["image/png", { type: "string", format: "binary" }]) }, [["response-media-type-changed", answer], ["response-type-changed", answer]]],
  ["the words of an error", { [`${missing}/description`]: "No such widget" }, [["response-documentation-changed", missing]]],
  ["the words of a header", { [`${requestId}/description`]: "Its name" }, [["response-documentation-changed", requestId]]],
  ["a header in another case", { [requestId]: gone, [`${page}/headers/x-request-id`]: part(requestId) }, [["operation-notation-changed", "list"]]],
];

/** That a property is there, or must be, is said where it stands and not in the component that it holds. */
// prettier-ignore
const members: readonly ShapeRow[] = [
  ["an envelope that may lack its totals", { [`${envelope}/required`]: ["data"] }, [["response-property-became-optional", "answer/meta"]]],
  ["a new property that is a component", { "Widget/bell": bell }, [["response-property-added", "Widget/bell"]]],
];

/** The tags are literals in the package's types. */
// prettier-ignore
const tags: readonly RuleRow[] = [
  ["response-mapping-changed", { "Widget/part/discriminator/mapping": { wheel: "#/components/schemas/Wheel", frame: "#/components/schemas/Frame" } }, "breaking", "breaks", "Widget/part"],
];

describe("what callers get", () => {
  test.each(byName(rows))("%s", (_, row) => {
    expectRule(row, "response");
  });

  test.each(shapes)("%s", (...row) => {
    expectShape(row);
  });

  test("every rule has its row", () => {
    const covered: readonly string[] = [...rows, ...tags].map(([id]) => id);
    const ids = Object.keys(rules).filter((id) => id.startsWith("response-"));
    expect(ids.filter((id) => !covered.includes(id))).toEqual([]);
  });

  test.each(members)("%s", (...row) => {
    expectShape(row);
  });

  test.each(byName(tags))("%s", (_, row) => {
    expectRule(row, "response");
  });
});
