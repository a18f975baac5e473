import { describe, expect, test } from "vitest";
import { rules } from "../../scripts/drift/rules.ts";
import type { Json, JsonObject } from "../../scripts/lib/json.ts";
import { part, withChildren } from "./documents.ts";
import { byName, expectRule, expectShape, type RuleRow, type ShapeRow } from "./rule-rows.ts";

const gone = undefined;
const text = { type: "string" };
const like = (pattern: string): JsonObject => ({
  type: "object",
  patternProperties: { [pattern]: text },
});
const content = "create/requestBody/content";
const body = `${content}/application~1json/schema`;
const form = "application/x-www-form-urlencoded";
const formBody = `${content}/application~1x-www-form-urlencoded/schema`;
const csv = `${content}/text~1csv`;
const multipart = `${content}/multipart~1form-data`;
const requestBody = (...mediaTypes: readonly (readonly [name: string, schema: Json])[]): Json => ({
  required: true,
  content: Object.fromEntries(mediaTypes.map(([name, schema]) => [name, { schema }])),
});
const named = { type: "object", properties: { name: text } };
const numbered = { type: "object", properties: { name: { type: "integer" } } };
const list = { type: "array", items: text };
const file = { type: "string", format: "binary" };
const upload = { schema: { type: "object", properties: { photo: file } } };
const colorFilter = { name: "filter[colour]", in: "query", schema: text };
const locale = { name: "locale", in: "query", schema: text };
const filter = "list/parameters/0";
const between = "filter/shipped/properties/between";
const scalars = { oneOf: [{ type: "boolean" }, { type: "number" }, text] };
const [wheel, frame] = ["#/components/schemas/Wheel", "#/components/schemas/Frame"];
const shape = "/components/schemas/Shape";
const round = "/components/schemas/Round";
const bell = { $ref: "#/components/schemas/Bell" };

const getWidget = (name: string, more: JsonObject = { required: true }) => ({
  [`/paths/~1widgets~1{${name}}`]: {
    get: {
      operationId: "GetWidget",
      parameters: [{ name, in: "path", schema: text, ...more }],
      responses: {},
    },
  },
});
const idParameter = "/paths/~1widgets~1{id}/get/parameters/0";
// Each line is one rule.
// prettier-ignore
const rows: readonly RuleRow[] = [
  ["request-parameter-removed", { trace: gone }, "breaking", "at-risk", "trace"],
  ["request-parameter-added", { "list/parameters/-": locale }, "minor", "fine", "list/parameters/4"],
  ["request-required-parameter-added", { "list/parameters/-": { ...locale, required: true } }, "breaking", "breaks", "list/parameters/4"],
  ["request-parameter-declared-again", [{ trace: colorFilter }, { "list/parameters/-": colorFilter }], "patch", "fine", "trace"],
  ["request-parameter-became-required", { "trace/required": true }, "breaking", "breaks", "trace"],
  ["request-parameter-became-optional", [{ "trace/required": true }, { "trace/required": false }], "minor", "fine", "trace"],
  ["request-parameter-moved", { "trace/in": "query" }, "patch", "breaks", "trace"],
  ["request-parameter-style-changed", { "sort/explode": false }, "patch", "breaks", "sort"],
  ["deprecated", { "trace/deprecated": true }, "patch", "fine", "trace"],
  ["no-longer-deprecated", [{ "filter/weight/deprecated": true }, { "filter/weight/deprecated": gone }], "patch", "fine", "filter/weight"],

  ["request-body-removed", { "create/requestBody": gone }, "breaking", "at-risk", body],
  ["request-body-added", [{ "create/requestBody": gone }, { "create/requestBody": { content: { "application/json": { schema: named } } } }], "minor", "fine", body],
  ["request-required-body-added", [{ "create/requestBody": gone }, { "create/requestBody": requestBody(["application/json", named]) }], "breaking", "breaks", body],
  ["request-body-became-required", [{ "create/requestBody/required": gone }, { "create/requestBody/required": true }], "breaking", "breaks", body],
  ["request-body-became-optional", { "create/requestBody/required": false }, "minor", "fine", body],
  ["request-media-type-changed", [{ "create/requestBody": requestBody(["application/json", named]) }, { "create/requestBody": requestBody([form, named]) }], "patch", "breaks", formBody],
  ["request-media-type-preferred", [{ "create/requestBody": requestBody([form, named]) }, { "create/requestBody": requestBody([form, named], ["application/json", named]) }], "patch", "fine", body],
  ["request-preferred-type-changed", [{ "create/requestBody": requestBody([form, named]) }, { "create/requestBody": requestBody([form, named], ["application/json", numbered]) }], "breaking", "fine", body, ["request-media-type-preferred"]],
  ["request-media-type-added", { [csv]: { schema: text } }, "minor", "fine", `${csv}/schema`, ["request-alternative-added"]],
  ["request-media-type-removed", [{ [csv]: { schema: text } }, { [csv]: gone }], "breaking", "breaks", `${csv}/schema`, ["request-alternative-removed"]],
  ["request-unused-media-type-changed", [{ [csv]: { schema: text } }, { [`${csv}/schema/maxLength`]: 9 }], "none", "fine", `${csv}/schema`],
  ["request-raw-body-changed", [{ "create/requestBody": requestBody(["text/csv", text]) }, { [`${csv}/schema/enum`]: ["a"] }], "patch", "at-risk", `${csv}/schema`],
  ["request-raw-body-widened", [{ "create/requestBody": requestBody(["text/csv", { type: "string", enum: ["a"] }]) }, { [`${csv}/schema/enum`]: gone }], "patch", "fine", `${csv}/schema`],
  ["request-limit-tightened", [{ "create/requestBody": requestBody(["image/png", file]) }, { [`${content}/image~1png/schema/maxLength`]: 9 }], "patch", "at-risk", `${content}/image~1png/schema`],

  ["request-property-removed", { "filter/status": gone }, "breaking", "at-risk", "filter/status"],
  ["request-property-added", { "filter/colour": text }, "minor", "fine", "filter/colour"],
  ["request-required-property-added", { "body/colour": text, [`${body}/required`]: ["name", "colour"] }, "breaking", "breaks", "body/colour"],
  ["request-property-became-required", { [`${between}/required`]: ["from", "to"] }, "breaking", "breaks", `${between}/properties/to`],
  ["request-property-became-optional", { [`${between}/required`]: gone }, "minor", "fine", `${between}/properties/from`],
  ["request-type-changed", { "filter/weight/type": "boolean" }, "breaking", "breaks", "filter/weight"],
  ["request-type-widened", { "filter/weight/type": ["number", "boolean"] }, "minor", "fine", "filter/weight"],
  ["request-became-text", { "filter/weight/type": "string" }, "breaking", "fine", "filter/weight"],
  ["request-type-narrowed", [{ "filter/weight/type": ["number", "boolean"] }, { "filter/weight/type": "number" }], "breaking", "breaks", "filter/weight"],
  ["request-became-nullable", { "body/weight/type": ["number", "null"] }, "minor", "fine", "body/weight"],
  ["request-no-longer-nullable", { "body/note/type": "string" }, "breaking", "breaks", "body/note"],
  ["request-enum-value-removed", { "filter/status/enum": ["new"] }, "breaking", "breaks", "filter/status"],
  ["request-enum-value-added", { "filter/status/enum": ["new", "used", "sold"] }, "minor", "fine", "filter/status"],
  ["request-became-enum", { "filter/name/properties/eq/enum": ["a", "b"] }, "breaking", "breaks", "filter/name/properties/eq"],
  ["request-enum-dropped", { "filter/status/enum": gone }, "minor", "fine", "filter/status"],
  ["request-alternative-removed", { "body/part/oneOf/1": gone }, "breaking", "breaks", "body/part"],
  ["request-alternative-added", { "body/part/oneOf/-": bell }, "minor", "fine", "body/part"],
  ["request-child-removed", [withChildren("body/shape", "Round", "Oval"), { "/components/schemas/Oval": gone }], "patch", "breaks", shape],
  ["request-child-added", [withChildren("body/shape", "Round"), withChildren("body/shape", "Round", "Oval")], "minor", "fine", shape],
  ["request-property-became-required", [withChildren("body/shape", "Round"), { [`${round}/allOf/1/required`]: ["radius"] }], "breaking", "breaks", `${round}/allOf/1/properties/radius`],
  ["request-additional-properties-forbidden", { "body/labels": { type: "object", properties: {}, additionalProperties: false } }, "breaking", "breaks", "body/labels"],
  ["request-additional-properties-allowed", { [`${body}/additionalProperties`]: text }, "minor", "fine", body],
  ["request-additional-properties-undeclared", [{ [`${body}/additionalProperties`]: true }, { [`${body}/additionalProperties`]: gone }], "breaking", "fine", body],
  ["request-undeclared-properties-allowed", [{ [`${body}/additionalProperties`]: false }, { [`${body}/additionalProperties`]: gone }], "patch", "fine", body],
  ["request-undeclared-properties-forbidden", { [`${body}/additionalProperties`]: false }, "patch", "at-risk", body],
  ["request-limit-tightened", { "page/size/maximum": 100 }, "patch", "at-risk", "page/size"],
  ["request-limit-loosened", { "page/size/maximum": 500 }, "patch", "fine", "page/size"],
  ["request-validation-changed", { "filter/ids/contains": { type: "string", maxLength: 9 } }, "patch", "at-risk", "filter/ids"],
  ["request-condition-demands-more", [{ [`${body}/if`]: { properties: { count: { const: 1 } } } }, { [`${body}/then`]: { required: ["weight"] } }], "patch", "breaks", body],
  ["request-default-changed", { "page/size/default": 50 }, "patch", "at-risk", "page/size"],
  ["request-invalid-default-changed", { "filter/name/properties/eq/default": null }, "none", "fine", "filter/name/properties/eq"],
  ["request-became-integer", { "filter/weight/type": "integer" }, "patch", "at-risk", "filter/weight"],
  ["request-became-number", { "body/count/type": "number" }, "patch", "fine", "body/count"],
  ["request-format-changed", { "filter/name/properties/eq/format": "uuid" }, "patch", "fine", "filter/name/properties/eq"],
  ["request-date-format-changed", { [`${between}/properties/to/format`]: "date-time" }, "patch", "breaks", `${between}/properties/to`],
  ["request-date-refused", { [`${between}/properties/to/format`]: gone }, "breaking", "fine", `${between}/properties/to`],
  ["request-date-format-changed", [{ "body/due": { type: "string", format: "date" } }, { "body/due/format": "date-time" }], "patch", "breaks", "body/due"],
  ["request-date-refused", [{ "body/due": { type: "string", format: "date" } }, { "body/due/format": gone }], "breaking", "fine", "body/due"],
  ["request-array-format-changed", { "filter/ids/x-array-format": "brackets" }, "patch", "breaks", "filter/ids"],
  ["request-discriminator-changed", { "body/part/discriminator/propertyName": "sort" }, "breaking", "breaks", "body/part"],
  ["request-access-changed", { "body/note/writeOnly": true }, "patch", "fine", "body/note"],
  ["request-property-removed", { "body/note/readOnly": true }, "breaking", "at-risk", "body/note"],
  ["request-documentation-changed", { "filter/name/properties/contains/description": "Any part of the name" }, "patch", "fine", "filter/name/properties/contains"],
  ["request-extension-changed", { "filter/weight/x-unit": "kg" }, "none", "fine", "filter/weight"],
  ["request-encoding-changed", [{ [content]: { "multipart/form-data": upload } }, { [`${multipart}/encoding`]: { photo: { contentType: "image/png" } } }], "patch", "at-risk", `${multipart}/schema`],
  ["request-enum-value-removed", { [filter]: locale, "list/parameters/-": part(filter), "list/parameters/4/schema/properties/status/enum": ["new"] }, "breaking", "breaks", "list/parameters/4/schema/properties/status", ["request-parameter-added"]],
  ["request-parameter-renamed", { "trace/name": "x-trace" }, "breaking", "fine", "trace"],
  ["request-parameter-renamed", [getWidget("id"), { "/paths/~1widgets~1{id}": gone, ...getWidget("widget_id") }], "breaking", "fine", "/paths/~1widgets~1{widget_id}/get/parameters/0"],
  ["request-parameter-reserved-changed", [{ "list/parameters/-": locale }, { "list/parameters/4/allowReserved": true }], "patch", "at-risk", "list/parameters/4"],
  ["request-parameter-reserved-changed", [getWidget("id"), { [`${idParameter}/allowReserved`]: true }], "patch", "at-risk", idParameter],
  ["request-limit-loosened", [{ "list/parameters/-": locale }, { "list/parameters/4/allowEmptyValue": true }], "patch", "fine", "list/parameters/4"],
  ["request-limit-tightened", [{ "list/parameters/-": { ...locale, allowEmptyValue: true } }, { "list/parameters/4/allowEmptyValue": false }], "patch", "at-risk", "list/parameters/4"],
  ["request-parameter-became-list", [{ "list/parameters/-": locale }, { "list/parameters/4/schema": { type: "array", items: text } }], "breaking", "fine", "list/parameters/4"],
  ["request-bigint-accepted", [{ "filter/weight/type": "integer" }, { "filter/weight/format": "int64" }], "minor", "fine", "filter/weight"],
  ["request-bigint-refused", [{ "filter/weight": { type: "integer", format: "int64" } }, { "filter/weight/format": "int32" }], "breaking", "at-risk", "filter/weight"],
  ["request-validation-dropped", [{ [`${body}/dependentRequired`]: { note: ["weight"] } }, { [`${body}/dependentRequired`]: gone }], "patch", "fine", body],
  ["request-condition-demands-more", { [`${body}/dependentRequired`]: { note: ["weight"] } }, "patch", "breaks", body],
];

const queryTrace = { name: "X-Trace", in: "query", schema: { type: "integer" } };

// prettier-ignore
const shapes: readonly ShapeRow[] = [
  ["a property is renamed", { "filter/status": gone, "filter/state": { type: "string", enum: ["new", "used"] } }, [["request-property-removed", "filter/status"], ["request-property-added", "filter/state"]]],
  ["a deeply nested property is removed", { [`${between}/properties/to`]: gone }, [["request-property-removed", `${between}/properties/to`]]],
  ["a deeply nested property changes its type", { [`${between}/properties/to`]: { type: "integer" } }, [["request-type-changed", `${between}/properties/to`]]],
  ["a deeply nested date becomes something else", { [`${between}/properties/to/format`]: "duration" }, [["request-type-narrowed", `${between}/properties/to`]]],
  ["a deeply nested string becomes a date", [{ [`${between}/properties/to/format`]: gone }, { [`${between}/properties/to/format`]: "date" }], [["request-type-widened", `${between}/properties/to`]]],
  ["a level of nesting is removed", { "filter/shipped": { type: "object", properties: { from: text } } }, [["request-property-removed", between], ["request-property-added", "filter/shipped/properties/from"]]],
  ["a number becomes a text with a format", { "filter/weight": { type: "string", format: "uuid" } }, [["request-type-changed", "filter/weight"]]],
  ["texts of numbers become numbers", [{ "filter/weight": { type: "string", enum: ["1", "2"] } }, { "filter/weight": { type: "integer", enum: [1, 2, 3] } }], [["request-became-text", "filter/weight"]]],
  ["texts become a boolean", [{ "filter/weight": { type: "string", enum: ["true", "false"] } }, { "filter/weight": { type: "boolean" } }], [["request-became-text", "filter/weight"]]],
  ["other texts become a number", [{ "filter/weight": { type: "string", enum: ["1", "low"] } }, { "filter/weight": { type: "number" } }], [["request-type-changed", "filter/weight"]]],
  ["a number in JSON becomes a text", [{ "list/parameters/-": { name: "json", in: "query", content: { "application/json": { schema: { type: "number" } } } } }, { "list/parameters/4/content/application~1json/schema": text }], [["request-type-changed", "list/parameters/4"]]],
  ["values that are listed as integers", [{ "filter/weight": { enum: [1, 2] } }, { "filter/weight": { type: "integer", enum: [1, 2] } }], [["operation-notation-changed", "list"]]],
  ["an object becomes a scalar", { "filter/name": text }, [["request-type-changed", "filter/name"]]],
  ["a scalar may also be an object", { "filter/weight": { anyOf: [{ type: "number" }, { type: "object", properties: { gt: { type: "number" } } }] } }, [["request-alternative-added", "filter/weight"]]],
  ["array items change their type", { "filter/ids/items/type": "integer" }, [["request-type-changed", "filter/ids/items"]]],
  ["an array becomes a scalar", { "filter/ids": text }, [["request-type-changed", "filter/ids"]]],
  ["enum values are reordered", { "filter/status/enum": ["used", "new"] }, []],
  ["an enum value is replaced", { "filter/status/enum": ["new", "sold"] }, [["request-enum-value-removed", "filter/status"], ["request-enum-value-added", "filter/status"]]],
  ["an enum becomes a constant", { "filter/status": { const: "new" } }, [["request-enum-value-removed", "filter/status"]]],
  ["a numeric enum gains a value", [{ "filter/weight/enum": [1, 2] }, { "filter/weight/enum": [2, 1, 3] }], [["request-enum-value-added", "filter/weight"]]],
  ["an enum accepts null", { "filter/status": { type: ["string", "null"], enum: ["new", "used", null] } }, [["request-became-nullable", "filter/status"]]],
  ["style and explode of a deepObject are omitted", { [`${filter}/style`]: gone, [`${filter}/explode`]: gone }, []],
  ["explode: false is set on a deepObject, where it has no effect", { [`${filter}/explode`]: false }, []],
  ["deepObject style becomes form style", { [`${filter}/style`]: "form" }, [["request-parameter-style-changed", filter]]],
  ["form style becomes deepObject style", [{ [`${filter}/style`]: "form" }, { [`${filter}/style`]: "deepObject" }], [["request-parameter-style-changed", filter]]],
  ["explode is set on a list in a header, where it has no effect", [{ "trace/schema": list }, { "trace/explode": true }], [["operation-notation-changed", "list"]]],
  ["explode is set on an object in a header", [{ "trace/schema": named }, { "trace/explode": true }], [["request-parameter-style-changed", "trace"]]],
  ["a list without a separator is called separated by spaces", { "sort/style": "spaceDelimited", "sort/explode": true }, [["operation-notation-changed", "list"]]],
  ["a string is declared as text content, as which it was sent before", [{ "list/parameters/-": locale }, { "list/parameters/4/schema": gone, "list/parameters/4/content": { "text/plain": { schema: text } } }], [["operation-notation-changed", "list"]]],
  ["a string is declared as JSON content", [{ "list/parameters/-": locale }, { "list/parameters/4/schema": gone, "list/parameters/4/content": { "application/json": { schema: text } } }], [["request-parameter-style-changed", "list/parameters/4"]]],
  ["a value that may be null becomes a list that may be null", [{ "list/parameters/-": { ...locale, schema: { type: ["string", "null"] } } }, { "list/parameters/4/schema": { ...list, type: ["array", "null"] } }], [["request-parameter-became-list", "list/parameters/4"]]],
  ["JSON content gets another name", [{ "list/parameters/-": { name: "json", in: "query", content: { "application/json": { schema: text } } } }, { "list/parameters/4/content": { "application/vnd.api+json": { schema: text } } }], [["operation-notation-changed", "list"]]],
  ["a value in a header becomes a list", { "trace/schema": list }, [["request-type-changed", "trace"]]],
  ["a value becomes a list of two or more", [{ "list/parameters/-": locale }, { "list/parameters/4/schema": { ...list, minItems: 2 } }], [["request-type-changed", "list/parameters/4"]]],
  ["a value becomes a list of other values", [{ "list/parameters/-": locale }, { "list/parameters/4/schema": { type: "array", items: { type: "integer" } } }], [["request-parameter-became-list", "list/parameters/4"], ["request-type-changed", "list/parameters/4"]]],
  ["parameters become the properties of an object that is sent the same way", [{ "list/parameters/-": locale }, { "list/parameters/4": { name: "words", in: "query", schema: { type: "object", properties: { locale: text } } } }], [["request-parameter-renamed", "list/parameters/4/schema/properties/locale"]]],
  ["the properties of such an object become parameters", [{ "list/parameters/-": { name: "words", in: "query", schema: { type: "object", properties: { locale: text } } } }, { "list/parameters/4": { ...locale, required: true } }], [["request-parameter-renamed", "list/parameters/4"], ["request-parameter-became-required", "list/parameters/4"]]],
  ["parameters become the properties of a deepObject", [{ "list/parameters/-": locale }, { "list/parameters/4": { name: "words", in: "query", style: "deepObject", schema: { type: "object", properties: { locale: text } } } }], [["request-parameter-removed", "list/parameters/4"], ["request-parameter-added", "list/parameters/4"]]],
  ["the encoding of a form says what holds without it", [{ [content]: { [form]: { schema: { type: "object", properties: { tags: list } } } } }, { [`${content}/application~1x-www-form-urlencoded/encoding`]: { tags: { style: "form", explode: true, contentType: "text/plain" } } }], [["operation-notation-changed", "create"]]],
  ["a text in JSON becomes bytes, which are a text there", { "body/name/format": "binary" }, [["request-format-changed", "body/name"]]],
  ["a text in a multipart body becomes a file", [{ [content]: { "multipart/form-data": { schema: { type: "object", properties: { photo: text } } } } }, { [`${multipart}/schema/properties/photo`]: file }], [["request-type-changed", `${multipart}/schema/properties/photo`]]],
  ["the encoding of a multipart body says what holds without it", [{ [content]: { "multipart/form-data": { schema: { type: "object", properties: { photo: file, size: named } } } } }, { [`${multipart}/encoding`]: { photo: { contentType: "application/octet-stream" }, size: { contentType: "application/json" } } }], [["operation-notation-changed", "create"]]],
  ["a list in a form is separated by commas", [{ [content]: { [form]: { schema: { type: "object", properties: { tags: list } } } } }, { [`${content}/application~1x-www-form-urlencoded/encoding`]: { tags: { explode: false } } }], [["request-encoding-changed", formBody]]],
  ["a number in a form becomes a text", [{ "create/requestBody": requestBody([form, numbered]) }, { "create/requestBody": requestBody([form, named]) }], [["request-became-text", `${content}/application~1x-www-form-urlencoded/schema/properties/name`]]],
  ["a list of numbers in parts becomes one of texts", [{ "create/requestBody": requestBody(["multipart/form-data", { properties: { sizes: { type: "array", items: { type: "integer" } } } }]) }, { "create/requestBody": requestBody(["multipart/form-data", { properties: { sizes: list } }]) }], [["request-became-text", `${multipart}/schema/properties/sizes/items`]]],
  ["a number in the JSON of a part becomes a text", [{ "create/requestBody": requestBody(["multipart/form-data", { properties: { about: numbered } }]) }, { "create/requestBody": requestBody(["multipart/form-data", { properties: { about: named } }]) }], [["request-type-changed", `${multipart}/schema/properties/about/properties/name`]]],
  ["a number in JSON becomes a text in a form", [{ "create/requestBody": requestBody(["application/json", numbered]) }, { "create/requestBody": requestBody([form, named]) }], [["request-media-type-changed", formBody], ["request-type-changed", `${formBody}/properties/name`]]],
  ["a file is declared in the words of 3.1", [{ "create/requestBody": requestBody(["image/png", file]) }, { "create/requestBody/content": { "image/png": {} } }], [["operation-notation-changed", "create"]]],
  ["a file is declared by its media type once more", [{ "create/requestBody": requestBody(["image/png", file]) }, { "create/requestBody": requestBody(["image/png", { type: "string", contentMediaType: "image/png" }]) }], [["operation-notation-changed", "create"]]],
  ["a body of any media type is declared as the JSON that it was sent as", [{ "create/requestBody": requestBody(["*/*", named]) }, { "create/requestBody": requestBody(["application/json", named]) }], [["operation-notation-changed", "create"]]],
  ["the media type gets a charset", { [content]: { "application/json; charset=utf-8": part(`${content}/application~1json`) } }, [["operation-notation-changed", "create"]]],
  ["the media type gets another version", [{ "create/requestBody": requestBody(["application/json; version=1", named]) }, { "create/requestBody": requestBody(["application/json; version=2", named]) }], [["request-media-type-changed", `${content}/application~1json; version=2/schema`]]],
  ["a union gets a discriminator by which its alternatives are told apart already", [{ "body/part/discriminator": gone }, { "body/part/discriminator": { propertyName: "kind" } }], [["operation-notation-changed", "create"]]],
  ["an array changes its separator", { "sort/style": "pipeDelimited", "sort/explode": false }, [["request-parameter-style-changed", "sort"]]],
  ["explode is set on a scalar, where it has no effect", { "trace/explode": true }, [["operation-notation-changed", "list"]]],
  ["an object parameter becomes required", { [`${filter}/required`]: true }, [["request-parameter-became-required", filter]]],
  ["a pattern is added", { "filter/name/properties/eq/pattern": "^a" }, [["request-limit-tightened", "filter/name/properties/eq"]]],
  ["a limit without effect is added", { "filter/name/properties/eq/minLength": 0 }, []],
  ["a property changes in two ways", { "page/size": { type: "integer", maximum: 100, default: 10 } }, [["request-default-changed", "page/size"], ["request-limit-tightened", "page/size"]]],
  ["a path says of its parameter what values it takes", [getWidget("id"), { "/paths/~1widgets~1{id}": gone, "/paths/~1widgets~1{id:[0-9]+}": getWidget("id")["/paths/~1widgets~1{id}"] as JsonObject }], [["operation-notation-changed", "/paths/~1widgets~1{id:[0-9]+}/get"]]],
  ["a path parameter is marked as required, which it always is", [getWidget("id", {}), { [`${idParameter}/required`]: true }], [["operation-notation-changed", "/paths/~1widgets~1{id}/get"]]],
  ["a path parameter changes to label style", [getWidget("id"), { [`${idParameter}/style`]: "label" }], [["request-parameter-style-changed", idParameter]]],
  ["one of two parameters with the same name is removed", [{ "list/parameters/-": queryTrace }, { trace: gone }], [["request-parameter-renamed", "trace"], ["request-parameter-removed", "trace"]]],
  ["the other of two parameters with the same name is removed", [{ "list/parameters/-": queryTrace }, { "list/parameters/4": gone }], [["request-parameter-renamed", "trace"], ["request-parameter-removed", "list/parameters/4"]]],
  ["an unconstrained schema becomes an enum", [{ "filter/any": {} }, { "filter/any": { enum: ["a", "b"] } }], [["request-became-enum", "filter/any"]]],
  ["a limit is added", { "filter/weight/maximum": 5 }, [["request-limit-tightened", "filter/weight"]]],
  ["a lower limit is raised", { "page/number/minimum": 2 }, [["request-limit-tightened", "page/number"]]],
  ["a lower limit is removed", { "body/name/minLength": gone }, [["request-limit-loosened", "body/name"]]],
  ["a tuple gains a position", [{ "body/pair": { type: "array", prefixItems: [text] } }, { "body/pair/prefixItems/-": text }], [["request-type-changed", "body/pair"]]],
  ["a tuple position changes its type", [{ "body/pair": { type: "array", prefixItems: [text] } }, { "body/pair/prefixItems/0/type": "integer" }], [["request-type-changed", "body/pair"]]],
  ["names of properties follow another pattern", [{ "body/owner": like("^a") }, { "body/owner": like("^b") }], [["request-validation-changed", "body/owner"]]],
  ["properties that no pattern names are forbidden", [{ "body/owner": like("^a") }, { "body/owner/additionalProperties": false }], [["request-validation-changed", "body/owner"]]],
  ["properties that no pattern names are no longer forbidden", [{ "body/owner": { ...like("^a"), additionalProperties: false } }, { "body/owner/additionalProperties": gone }], [["request-validation-dropped", "body/owner"]]],
  ["an undeclared property becomes required", { [`${body}/required`]: ["name", "ghost"] }, [["request-validation-changed", body]]],
  ["a part is added to a multipart body", [{ [content]: { "multipart/form-data": upload } }, { [`${multipart}/schema/properties/title`]: text }], [["request-property-added", `${multipart}/schema/properties/title`]]],
  ["an alternative gets a limit", [{ "body/any": scalars }, { "body/any/oneOf/1/minimum": 0 }], [["request-limit-tightened", "body/any"]]],
  ["an alternative gets a format and a keyword that is implied", [{ "body/any": scalars }, { "body/any/oneOf/0/deprecated": false, "body/any/oneOf/1/format": "double", "body/any/oneOf/2/minLength": 0 }], [["request-format-changed", "body/any"]]],
  ["alternatives become a list of types", [{ "body/any": scalars }, { "body/any": { type: ["string", "boolean", "number"] } }], [["operation-notation-changed", "create"]]],
  ["an alternative of a list of types with a limit goes", [{ "body/any": { type: ["string", "number"], maxLength: 9 } }, { "body/any": { oneOf: [{ type: "string", maxLength: 9 }, { type: "object", properties: {} }] } }], [["request-alternative-removed", "body/any"], ["request-alternative-added", "body/any"]]],
  ["a boolean among alternatives of a filter goes, and its text is accepted", [{ "filter/weight": { oneOf: [{ type: "boolean" }, { type: "string", maxLength: 5 }] } }, { "filter/weight": { type: "string", maxLength: 5 } }], [["request-became-text", "filter/weight"]]],
  ["a boolean among alternatives of a filter goes, and its text is too long", [{ "filter/weight": { oneOf: [{ type: "boolean" }, { type: "string", maxLength: 4 }] } }, { "filter/weight": { type: "string", maxLength: 4 } }], [["request-alternative-removed", "filter/weight"]]],
  ["any string among alternatives becomes a boolean, beside one with a limit", [{ "body/any": { oneOf: [text, { type: "string", maxLength: 5 }] } }, { "body/any/oneOf/0": { type: "boolean" } }], [["request-limit-tightened", "body/any"], ["request-alternative-added", "body/any"]]],
  ["a string of a few among alternatives goes, beside any string", [{ "body/any": { oneOf: [text, { type: "string", maxLength: 5 }] } }, { "body/any/oneOf/1": { type: "boolean" } }], [["request-alternative-added", "body/any"]]],
  ["an enum among alternatives accepts all of its type", [{ "body/any": { oneOf: [{ type: "string", enum: ["a"] }, { type: "number" }] } }, { "body/any/oneOf/0": text }], [["request-enum-dropped", "body/any"]]],
  ["anything that may be null accepts anything", [{ "body/any": { type: ["string", "null"] } }, { "body/any": {} }], [["request-type-widened", "body/any"]]],
  ["an object with properties becomes anything", [{ "body/any": named }, { "body/any": {} }], [["request-type-widened", "body/any"]]],
  ["anything becomes an object with properties", [{ "body/any": {} }, { "body/any": named }], [["request-type-narrowed", "body/any"]]],
  ["a list becomes anything", [{ "body/any": list }, { "body/any": { description: "Anything" } }], [["request-documentation-changed", "body/any"], ["request-type-widened", "body/any"]]],
  ["anything becomes a string or null", [{ "body/any": {} }, { "body/any": { type: ["string", "null"] } }], [["request-type-narrowed", "body/any"]]],
  ["constants with titles become an enum", [{ "filter/status": { oneOf: [{ const: "new" }, { const: "used" }] } }, { "filter/status": part("filter/status") }], []],
  ["a base64 string is declared in the words of 3.0", [{ "body/any": { type: "string", contentEncoding: "base64" } }, { "body/any": { type: "string", format: "byte" } }], []],
  ["an exclusive limit becomes an inclusive one", [{ "body/weight/exclusiveMinimum": 0 }, { "body/weight/exclusiveMinimum": gone, "body/weight/minimum": 0 }], [["request-limit-loosened", "body/weight"]]],
  ["an inclusive limit becomes an exclusive one", [{ "body/weight/maximum": 9 }, { "body/weight/maximum": gone, "body/weight/exclusiveMaximum": 9 }], [["request-limit-tightened", "body/weight"]]],
  ["an exclusive limit is set that an inclusive one implies", [{ "body/weight/minimum": 1 }, { "body/weight/exclusiveMinimum": 0 }], [["operation-notation-changed", "create"]]],
  ["an integer is declared as a multiple of one", { "body/count/multipleOf": 1 }, []],
  ["an undeclared property is no longer required", [{ [`${body}/required`]: ["name", "ghost"] }, { [`${body}/required`]: ["name"] }], [["request-validation-dropped", body]]],
  ["a condition comes with what it asks for", { [`${body}/if`]: { required: ["note"] }, [`${body}/then`]: { required: ["weight"] } }, [["request-condition-demands-more", body]]],
  ["a condition asks for nothing that is required", { [`${body}/if`]: { required: ["note"] }, [`${body}/then`]: { properties: { weight: { minimum: 1 } } } }, [["request-validation-changed", body]]],
  ["a condition goes with what it asks for", [{ [`${body}/if`]: { required: ["note"] }, [`${body}/then`]: { required: ["weight"] } }, { [`${body}/if`]: gone, [`${body}/then`]: gone }], [["request-validation-dropped", body]]],
  ["a short list of a fixed length is written item by item", [{ "body/pair": { type: "array", items: text, minItems: 2, maxItems: 2 } }, { "body/pair": { type: "array", prefixItems: [text, text], minItems: 2, maxItems: 2 } }], [["operation-notation-changed", "create"]]],
  ["the encoding of a body is declared that is no form", { [`${content}/application~1json/encoding`]: { name: { contentType: "text/plain" } } }, [["operation-notation-changed", "create"]]],
  ["a form is composed of parts", [{ "create/requestBody": requestBody([form, named]) }, { "create/requestBody": requestBody([form, { allOf: [named] }]) }], []],
  ["a multipart body lists types of a part as alternatives", [{ [content]: { "multipart/form-data": { schema: { type: "object", properties: { name: { type: ["string", "null"] } } } } } }, { [`${multipart}/schema/properties/name`]: { oneOf: [text, { type: "null" }] } }], [["operation-notation-changed", "create"]]],
  ["undeclared parts of a form are no longer forbidden", [{ "create/requestBody": requestBody([form, { ...named, additionalProperties: false }]) }, { [`${formBody}/additionalProperties`]: gone }], [["operation-notation-changed", "create"]]],
  ["a raw body is composed of parts", [{ "create/requestBody": requestBody(["text/plain", text]) }, { "create/requestBody": requestBody(["text/plain", { allOf: [text] }]) }], []],
  ["an XML body gets an optional element", [{ "create/requestBody": requestBody(["application/xml", named]) }, { [`${content}/application~1xml/schema/properties/note`]: text }], [["request-raw-body-widened", `${content}/application~1xml/schema/properties/note`]]],
  ["a component that is a parameter's whole schema gets a limit", [{ "/components/schemas/Word": text, "list/parameters/-": { ...locale, schema: { $ref: "#/components/schemas/Word" } } }, { "/components/schemas/Word/maxLength": 9 }], [["request-limit-tightened", "/components/schemas/Word"]]],
  ["a raw body gets a list of one type", [{ "create/requestBody": requestBody(["text/plain", text]) }, { "create/requestBody": requestBody(["text/plain", { type: ["string"], minLength: 0 }]) }], []],
  ["an exclusive limit of integers is written as an inclusive one", [{ "page/size/exclusiveMinimum": 0 }, { "page/size/exclusiveMinimum": gone, "page/size/minimum": 1 }], []],
  ["a parameter moves from an operation to the path item", { trace: gone, "/paths/~1widgets/parameters": [{ name: "X-Trace", in: "header", schema: text }] }, [["request-parameter-added", "/paths/~1widgets/parameters/0"]]],
];

/** Discriminator values are literals in the package's types. */
// prettier-ignore
const discriminators: readonly RuleRow[] = [
  ["request-mapping-changed", { "body/part/discriminator/mapping": { wheel: "#/components/schemas/Wheel", frame: "#/components/schemas/Frame" } }, "breaking", "breaks", "body/part"],
  ["request-mapping-widened", [{ "body/part/discriminator/mapping": { wheel, frame } }, { "body/part/discriminator/mapping/disc": wheel }], "minor", "fine", "body/part"],
  ["request-mapping-narrowed", [{ "body/part/discriminator/mapping": { disc: wheel, wheel, frame } }, { "body/part/discriminator/mapping/disc": gone }], "breaking", "breaks", "body/part"],
];

describe("rules for requests", () => {
  test.each(byName(rows))("%s", (_, row) => {
    expectRule(row, "request");
  });

  test.each(shapes)("%s", (...row) => {
    expectShape(row);
  });

  test("every rule has a row", () => {
    const covered: readonly string[] = [...rows, ...discriminators].map(([id]) => id);
    const ids = Object.keys(rules).filter((id) => id.startsWith("request-"));
    expect(ids.filter((id) => !covered.includes(id))).toEqual([]);
  });

  test.each(byName(discriminators))("%s", (_, row) => {
    expectRule(row, "request");
  });
});
