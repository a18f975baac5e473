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

/** The line on which a text stands for the first time. */
const lineOf = (words: string): number => text.slice(0, text.indexOf(words)).split("\n").length;

const list = "/paths/~1widgets/get";
const create = "/paths/~1widgets/post";
const parameter = (name: string, place = "query"): Anchor => ({
  kind: "parameter",
  name,
  key: name,
  in: place,
});
const response: Anchor = { kind: "response", status: "200", mediaType: "application/json" };
const body: Anchor = { kind: "body", mediaType: "application/json" };
const data = "/components/responses/Widgets/content/application~1json/schema/properties/data";
const widget = "/components/schemas/Widget/properties";

type Row = readonly [
  what: string,
  operation: string,
  anchor: Anchor,
  path: readonly string[],
  pointer: string,
  on: string,
];

// A table: a place a line.
// prettier-ignore
const rows: readonly Row[] = [
  ["an operation", "ListWidgets", { kind: "operation" }, [], list, "get:"],
  ["a member of it", "ListWidgets", { kind: "operation", member: "summary" }, [], `${list}/summary`, "summary: List"],
  ["a member that it has not", "ListWidgets", { kind: "operation", member: "security" }, [], list, "get:"],
  ["an operation that is not there", "Other", { kind: "operation" }, [], "", "openapi:"],
  ["an operation of a path with signs", "Odd", { kind: "operation" }, [], "/paths/~1a~1b~0c/get", "get: { operationId: Odd"],
  ["the document", "", { kind: "document" }, [], "", "openapi:"],
  ["a member of the document", "", { kind: "document", member: "servers" }, [], "/servers", "servers:"],
  ["a parameter", "ListWidgets", parameter("page"), [], `${list}/parameters/0`, "name: page"],
  ["one of the same name in another place", "ListWidgets", parameter("page", "header"), [], `${list}/parameters/5`, "{ name: page, in: header"],
  ["a parameter of the path", "CreateWidget", parameter("X-Trace", "header"), [], "/paths/~1widgets/parameters/0", "{ name: X-Trace"],
  ["a member of a parameter", "ListWidgets", parameter("page"), ["size"], `${list}/parameters/0/schema/properties/size`, "size: {"],
  ["a member that is gone", "ListWidgets", parameter("page"), ["number"], `${list}/parameters/0`, "name: page"],
  ["a member of a parameter that is referred to", "ListWidgets", parameter("filter"), ["status"], "/components/parameters/Filter/schema/properties/status", "status: {"],
  ["a member that stands in brackets", "ListWidgets", parameter("tag"), ["eq"], `${list}/parameters/2`, "{ name: 'tag[eq]'"],
  ["a list that stands in brackets", "ListWidgets", parameter("tag"), ["in", "[]"], `${list}/parameters/3`, "{ name: 'tag[in][]'"],
  ["a level that stands in brackets", "ListWidgets", parameter("shipped"), ["between"], `${list}/parameters/4`, "{ name: 'shipped"],
  ["the first of those in brackets", "ListWidgets", parameter("tag"), [], `${list}/parameters/2`, "{ name: 'tag[eq]'"],
  ["the nearest of those in brackets", "ListWidgets", parameter("shipped"), ["since"], `${list}/parameters/4`, "{ name: 'shipped"],
  ["a parameter that is gone", "ListWidgets", parameter("sort"), [], list, "get:"],
  ["a body", "CreateWidget", body, [], `${create}/requestBody/content/application~1json/schema`, "schema:\n              allOf"],
  ["a body, its media type unsaid", "CreateWidget", { kind: "body" }, [], `${create}/requestBody/content/text~1csv/schema`, "schema: { type: string }\n          application"],
  ["a member in allOf behind a reference", "CreateWidget", body, ["name"], "/components/schemas/vendor_Owner/properties/name", "name: { type: string }\n"],
  ["further keys in allOf", "CreateWidget", body, ["labels", "*"], `${create}/requestBody/content/application~1json/schema/allOf/1/properties/labels/additionalProperties`, "additionalProperties:"],
  ["an answer", "ListWidgets", response, [], "/components/responses/Widgets", "    Widgets:\n      headers"],
  ["an answer that is not there", "ListWidgets", { kind: "response", status: "204" }, [], `${list}/responses`, "responses:\n        '200'"],
  ["a property of an answer", "ListWidgets", response, ["data"], data, "data:\n"],
  ["a property of the items of a list", "ListWidgets", response, ["data", "[]", "a/b"], `${widget}/a~1b`, "a/b: {"],
  ["a property of one alternative", "ListWidgets", response, ["data", "[]", "part", "spokes"], `${widget}/part/oneOf/0/properties/spokes`, "- { type: object, properties: { spokes"],
  ["a property of an alternative's alternative", "ListWidgets", response, ["data", "[]", "part", "metal"], `${widget}/part/oneOf/1/anyOf/0/properties/metal`, "- { type: object, properties: { metal"],
  ["a schema inside itself", "ListWidgets", response, ["data", "[]", "twin", "twin", "part"], `${widget}/part`, "part:\n"],
  ["a header", "ListWidgets", { kind: "header", status: "200", name: "X-Left" }, [], "/components/responses/Widgets/headers/X-Left", "X-Left:"],
  ["an error", "ListWidgets", { kind: "error", status: "404" }, [], `${list}/responses/404`, "'404':"],
  ["a member of an error", "ListWidgets", { kind: "error", status: "404" }, ["code"], `${list}/responses/404/content/application~1json/schema/properties/code`, "schema: { type: object, properties: { code"],
  ["a type", "", { kind: "type", name: "Widget" }, [], "/components/schemas/Widget", "    Widget:\n      properties"],
  ["a type whose prefix upstream kept", "", { kind: "type", name: "Owner" }, [], "/components/schemas/vendor_Owner", "    vendor_Owner:\n"],
  ["a type that is gone", "", { kind: "type", name: "Gadget" }, [], "/components/schemas", "  schemas:\n    Widget"],
];

describe("where upstream has it", () => {
  test.each(rows)("%s", (_, operation, anchor, path, pointer, on) => {
    const place: Place = { operation, currentOperation: operation, side: "none", anchor, path };
    expect(text).toContain(on);
    expect(locate(source, place)).toMatchObject({ pointer, line: lineOf(on) });
  });
});
