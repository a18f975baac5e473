import { describe, expect, test } from "vitest";
import { locate } from "../../scripts/drift/locate.ts";
import type { Anchor, Place } from "../../scripts/drift/place.ts";
import { readSource } from "../../scripts/stages/read-source.ts";

const text = `openapi: 3.1.0
info: { title: Widgets, version: 1.0.0 }
servers:
  - url: https://api.example.com
paths:
  /widgets:
    parameters:
      - { name: X-Trace, in: header, schema: { type: string } }
    get:
      operationId: ListWidgets
      summary: List
      parameters:
        - name: page
          in: query
          schema:
            type: object
            properties:
              size: { type: integer }
        - $ref: '#/components/parameters/Filter'
        - { name: 'tag[eq]', in: query, schema: { type: string } }
        - { name: 'tag[in][]', in: query, schema: { type: array } }
        - { name: 'shipped[between][from]', in: query, schema: { type: string } }
        - { name: page, in: header, schema: { type: string } }
      responses:
        '200':
          $ref: '#/components/responses/Widgets'
        '404':
          description: Not found
          content:
            application/json:
              schema: { type: object, properties: { code: { type: string } } }
    post:
      operationId: CreateWidget
      requestBody:
        content:
          text/csv:
            schema: { type: string }
          application/json:
            schema:
              allOf:
                - $ref: '#/components/schemas/vendor_Owner'
                - type: object
                  properties:
                    labels:
                      additionalProperties:
                        type: string
  /a/b~c:
    get: { operationId: Odd, responses: {} }
components:
  parameters:
    Filter:
      name: filter
      in: query
      schema:
        properties:
          status: { type: string }
  responses:
    Widgets:
      headers:
        X-Left: { schema: { type: integer } }
      content:
        application/json:
          schema:
            properties:
              data:
                type: array
                items: { $ref: '#/components/schemas/Widget' }
  schemas:
    Widget:
      properties:
        a/b: { type: string }
        part:
          oneOf:
            - { type: object, properties: { spokes: { type: integer } } }
            - anyOf:
                - { type: object, properties: { metal: { type: string } } }
        twin: { $ref: '#/components/schemas/Widget' }
    vendor_Owner:
      properties:
        name: { type: string }
`;
const source = readSource(text, "api.yml");

/** The number of the first line that contains an excerpt. */
const lineOf = (excerpt: string): number => text.slice(0, text.indexOf(excerpt)).split("\n").length;

const list = "/paths/~1widgets/get";
const create = "/paths/~1widgets/post";
const parameter = (name: string, location = "query"): Anchor => ({
  kind: "parameter",
  name,
  key: name,
  in: location,
});
const response: Anchor = { kind: "response", status: "200", mediaType: "application/json" };
const body: Anchor = { kind: "body", mediaType: "application/json" };
const data = "/components/responses/Widgets/content/application~1json/schema/properties/data";
const widget = "/components/schemas/Widget/properties";

type Row = readonly [
  title: string,
  operation: string,
  anchor: Anchor,
  path: readonly string[],
  pointer: string,
  on: string,
];

// Each line is one location.
// prettier-ignore
const rows: readonly Row[] = [
  ["an operation", "ListWidgets", { kind: "operation" }, [], list, "get:"],
  ["a member of an operation", "ListWidgets", { kind: "operation", member: "summary" }, [], `${list}/summary`, "summary: List"],
  ["a missing member of an operation", "ListWidgets", { kind: "operation", member: "security" }, [], list, "get:"],
  ["a missing operation", "Other", { kind: "operation" }, [], "", "openapi:"],
  ["an operation whose path needs escaping", "Odd", { kind: "operation" }, [], "/paths/~1a~1b~0c/get", "get: { operationId: Odd"],
  ["the document", "", { kind: "document" }, [], "", "openapi:"],
  ["a member of the document", "", { kind: "document", member: "servers" }, [], "/servers", "servers:"],
  ["a parameter", "ListWidgets", parameter("page"), [], `${list}/parameters/0`, "name: page"],
  ["a parameter of the same name in another location", "ListWidgets", parameter("page", "header"), [], `${list}/parameters/5`, "{ name: page, in: header"],
  ["a parameter of the path item", "CreateWidget", parameter("X-Trace", "header"), [], "/paths/~1widgets/parameters/0", "{ name: X-Trace"],
  ["a property of a parameter", "ListWidgets", parameter("page"), ["size"], `${list}/parameters/0/schema/properties/size`, "size: {"],
  ["a removed property of a parameter", "ListWidgets", parameter("page"), ["number"], `${list}/parameters/0`, "name: page"],
  ["a property of a referenced parameter", "ListWidgets", parameter("filter"), ["status"], "/components/parameters/Filter/schema/properties/status", "status: {"],
  ["a property in brackets", "ListWidgets", parameter("tag"), ["eq"], `${list}/parameters/2`, "{ name: 'tag[eq]'"],
  ["an array in brackets", "ListWidgets", parameter("tag"), ["in", "[]"], `${list}/parameters/3`, "{ name: 'tag[in][]'"],
  ["a nested object in brackets", "ListWidgets", parameter("shipped"), ["between"], `${list}/parameters/4`, "{ name: 'shipped"],
  ["an object in brackets is its first parameter", "ListWidgets", parameter("tag"), [], `${list}/parameters/2`, "{ name: 'tag[eq]'"],
  ["a removed property in brackets is the closest parameter", "ListWidgets", parameter("shipped"), ["since"], `${list}/parameters/4`, "{ name: 'shipped"],
  ["a removed parameter", "ListWidgets", parameter("sort"), [], list, "get:"],
  ["a request body", "CreateWidget", body, [], `${create}/requestBody/content/application~1json/schema`, "schema:\n              allOf"],
  ["a request body without a given media type", "CreateWidget", { kind: "body" }, [], `${create}/requestBody/content/text~1csv/schema`, "schema: { type: string }\n          application"],
  ["a property in allOf behind a reference", "CreateWidget", body, ["name"], "/components/schemas/vendor_Owner/properties/name", "name: { type: string }\n"],
  ["additional properties in allOf", "CreateWidget", body, ["labels", "*"], `${create}/requestBody/content/application~1json/schema/allOf/1/properties/labels/additionalProperties`, "additionalProperties:"],
  ["a response", "ListWidgets", response, [], "/components/responses/Widgets", "    Widgets:\n      headers"],
  ["a missing response", "ListWidgets", { kind: "response", status: "204" }, [], `${list}/responses`, "responses:\n        '200'"],
  ["a property of a response", "ListWidgets", response, ["data"], data, "data:\n"],
  ["a property of array items", "ListWidgets", response, ["data", "[]", "a/b"], `${widget}/a~1b`, "a/b: {"],
  ["a property of one alternative", "ListWidgets", response, ["data", "[]", "part", "spokes"], `${widget}/part/oneOf/0/properties/spokes`, "- { type: object, properties: { spokes"],
  ["a property of a nested alternative", "ListWidgets", response, ["data", "[]", "part", "metal"], `${widget}/part/oneOf/1/anyOf/0/properties/metal`, "- { type: object, properties: { metal"],
  ["a property of a recursive schema", "ListWidgets", response, ["data", "[]", "twin", "twin", "part"], `${widget}/part`, "part:\n"],
  ["a response header", "ListWidgets", { kind: "header", status: "200", name: "X-Left" }, [], "/components/responses/Widgets/headers/X-Left", "X-Left:"],
  ["an error response", "ListWidgets", { kind: "error", status: "404" }, [], `${list}/responses/404`, "'404':"],
  ["a property of an error response", "ListWidgets", { kind: "error", status: "404" }, ["code"], `${list}/responses/404/content/application~1json/schema/properties/code`, "schema: { type: object, properties: { code"],
  ["a type", "", { kind: "type", name: "Widget" }, [], "/components/schemas/Widget", "    Widget:\n      properties"],
  ["a type whose component has a vendor prefix", "", { kind: "type", name: "Owner" }, [], "/components/schemas/vendor_Owner", "    vendor_Owner:\n"],
  ["a removed type", "", { kind: "type", name: "Gadget" }, [], "/components/schemas", "  schemas:\n    Widget"],
];

describe("the location in the upstream document", () => {
  test.each(rows)("of %s", (_, operation, anchor, path, pointer, on) => {
    const place: Place = { operation, currentOperation: operation, side: "none", anchor, path };
    expect(text).toContain(on);
    expect(locate(source, place)).toMatchObject({ pointer, line: lineOf(on) });
  });
});
