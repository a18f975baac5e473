import { parse } from "yaml";
import { isObject, type Json, type JsonObject, omit } from "../../scripts/lib/json.ts";
import { atPointer, fromPointer } from "../../scripts/lib/references.ts";

/** A paginated list operation with nested filters and an envelope, and an operation that creates an item. */
export const base = parse(`
openapi: 3.1.0
info: { title: Widgets, version: 1.0.0 }
servers: [{ url: https://api.example.com/v1 }]
security: [{ token: [] }]
paths:
  /widgets:
    get:
      operationId: ListWidgets
      summary: List widgets
      tags: [Widgets]
      parameters:
        - name: filter
          in: query
          style: deepObject
          explode: true
          schema:
            type: object
            properties:
              name:
                type: object
                properties:
                  contains: { type: string, description: A part of the name, maxLength: 40 }
                  eq: { type: string }
              status: { type: string, enum: [new, used] }
              shipped:
                type: object
                properties:
                  between:
                    type: object
                    required: [from]
                    properties:
                      from: { type: string, format: date }
                      to: { type: string, format: date }
              ids: { type: array, items: { type: string } }
              weight: { type: number }
        - name: page
          in: query
          style: deepObject
          explode: true
          schema:
            type: object
            properties:
              number: { type: integer, minimum: 1, default: 1 }
              size: { type: integer, maximum: 250, default: 20 }
        - { name: sort, in: query, schema: { type: array, items: { type: string } } }
        - { name: X-Trace, in: header, schema: { type: string } }
      responses:
        '200':
          description: A page of widgets
          headers:
            X-Request-Id: { description: Names the request, schema: { type: string } }
          content:
            application/json:
              schema:
                type: object
                required: [data, meta]
                properties:
                  data: { type: array, items: { $ref: '#/components/schemas/Widget' } }
                  meta: { $ref: '#/components/schemas/Meta' }
        '404':
          description: Not found
          content:
            application/json:
              schema: { type: object, properties: { code: { type: string } } }
    post:
      operationId: CreateWidget
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name]
              properties:
                name: { type: string, minLength: 1 }
                status: { type: string, enum: [new, used] }
                count: { type: integer, default: 1 }
                note: { type: [string, 'null'] }
                weight: { type: number }
                since: { type: string, format: date }
                owner: { $ref: '#/components/schemas/Owner' }
                labels: { type: object, additionalProperties: { type: string } }
                part:
                  oneOf:
                    - $ref: '#/components/schemas/Wheel'
                    - $ref: '#/components/schemas/Frame'
                  discriminator: { propertyName: kind }
      responses:
        '201':
          description: The widget
          content:
            application/json:
              schema: { type: object, required: [id], properties: { id: { type: string } } }
components:
  schemas:
    Widget:
      type: object
      required: [id, name, status]
      properties:
        id: { type: string }
        name: { type: string, description: What it is called, maxLength: 40 }
        status: { type: string, enum: [new, used] }
        grade: { type: integer, enum: [1, 2] }
        note: { type: [string, 'null'] }
        weight: { type: number }
        count: { type: integer, default: 1 }
        shipped_at: { type: string, format: date-time }
        owner: { $ref: '#/components/schemas/Owner' }
        labels: { type: object, additionalProperties: { type: string } }
        tags: { type: array, items: { type: string } }
        size: { type: object, properties: { height: { type: number } } }
        part:
          oneOf:
            - $ref: '#/components/schemas/Wheel'
            - $ref: '#/components/schemas/Frame'
          discriminator: { propertyName: kind }
    Owner:
      type: object
      required: [name]
      properties: { name: { type: string }, role: { type: string, enum: [admin, guest] } }
    Wheel:
      type: object
      required: [kind, spokes]
      properties: { kind: { type: string, enum: [Wheel] }, spokes: { type: integer } }
    Frame:
      type: object
      required: [kind, metal]
      properties: { kind: { type: string, enum: [Frame] }, metal: { type: string } }
    Bell:
      type: object
      required: [kind, tone]
      properties: { kind: { type: string, enum: [Bell] }, tone: { type: string } }
    Meta:
      type: object
      required: [total_pages]
      properties: { total_pages: { type: integer }, total_results: { type: integer } }
  securitySchemes:
    token: { type: http, scheme: bearer }
    key: { type: apiKey, in: header, name: X-Key }
    login: { type: http, scheme: basic }
`) as JsonObject;

const properties = (pointer: string): string => `${pointer}/schema/properties`;

/** Short names for the locations that tests change. */
const places: Readonly<Record<string, string>> = {
  list: "/paths/~1widgets/get",
  filter: properties("/paths/~1widgets/get/parameters/0"),
  page: properties("/paths/~1widgets/get/parameters/1"),
  sort: "/paths/~1widgets/get/parameters/2",
  trace: "/paths/~1widgets/get/parameters/3",
  response: properties("/paths/~1widgets/get/responses/200/content/application~1json"),
  create: "/paths/~1widgets/post",
  body: properties("/paths/~1widgets/post/requestBody/content/application~1json"),
  created: properties("/paths/~1widgets/post/responses/201/content/application~1json"),
  Widget: "/components/schemas/Widget/properties",
  Owner: "/components/schemas/Owner/properties",
  Meta: "/components/schemas/Meta/properties",
};

/** `filter/status` → the JSON Pointer to it. Pointers are returned unchanged. */
export const at = (place: string): string => {
  const [first = "", ...rest] = place.split("/");
  return [places[first] ?? first, ...rest].join("/");
};

/** The value at a location in the base document. */
export const part = (place: string): Json => atPointer(base, at(place)) ?? null;

/** Locations → their new values; `undefined` removes the old one. `-` is the end of an array. */
export type Edits = Readonly<Record<string, Json | undefined>>;

/** Applies edits to the base document, or to another one. */
export const change = (edits: Edits, document: JsonObject = base): JsonObject =>
  Object.entries(edits).reduce(
    (root, [place, value]) => replace(root, fromPointer(at(place)), value, place) as JsonObject,
    document,
  );

const replace = (
  node: Json | undefined,
  [key, ...rest]: readonly string[],
  value: Json | undefined,
  place: string,
): Json | undefined => {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    const list = [...(node as readonly Json[])];
    const index = key === "-" ? list.length : Number(key);
    const item = replace(list[index], rest, value, place);
    list.splice(index, 1, ...(item === undefined ? [] : [item]));
    return list;
  }
  if (!isObject(node)) throw new Error(`${place}: the document has no parent for ${key}.`);
  if (value === undefined && rest.length === 0 && !Object.hasOwn(node, key))
    throw new Error(`${place}: the document has nothing to remove.`);
  const item = replace(node[key], rest, value, place);
  return item === undefined ? omit(node, key) : { ...node, [key]: item };
};

/** Edits to the base document; or edits that prepare it, and then the edits to report. */
export type Given = Edits | readonly [before: Edits, after: Edits];

export const apply = (given: Given): readonly [before: JsonObject, after: JsonObject] => {
  const [before, after] = Array.isArray(given) ? (given as [Edits, Edits]) : [{}, given as Edits];
  const old = change(before);
  return [old, change(after, old)];
};

export const write = (document: JsonObject): string => JSON.stringify(document, null, 2);

/** A parent with a discriminator, of which each child adds a property of its own: `Round` adds `Round.radius`. */
export const withChildren = (place: string, ...children: readonly string[]): Edits => ({
  "/components/schemas/Shape": {
    type: "object",
    required: ["kind"],
    properties: { kind: { type: "string" }, hue: { type: "string" } },
    discriminator: { propertyName: "kind" },
  },
  ...Object.fromEntries(
    children.map((name) => [
      `/components/schemas/${name}`,
      {
        allOf: [
          { $ref: "#/components/schemas/Shape" },
          { type: "object", properties: { radius: { type: "number" } } },
        ],
      },
    ]),
  ),
  [place]: { $ref: "#/components/schemas/Shape" },
});
