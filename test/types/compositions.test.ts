import { expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";

const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
  /pets:
    get:
      operationId: listPets
      responses: { "200": { description: Pets, content: { application/json: { schema: { $ref: "#/components/schemas/Pets" } } } } }
    post:
      operationId: tagPets
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { tags: { type: array }, more: { type: array, contains: { type: string } } } } } } }
      responses: { "204": { description: Tagged } }
  /counts:
    get:
      operationId: getCounts
      responses: { "200": { description: Counts, content: { application/json: { schema: { allOf: [{ $ref: "#/components/schemas/Count" }, { type: object, additionalProperties: { type: string } }] } } } } }
components:
  schemas:
    Count: { type: object, required: [count], properties: { count: { type: integer } } }
    Page: { type: object, required: [items], properties: { items: { type: array, items: {} } } }
    Pets: { allOf: [{ $ref: "#/components/schemas/Page" }, { type: object, properties: { items: { type: array, items: { $ref: "#/components/schemas/Pet" } } } }] }
    Pet: { type: object, required: [name], properties: { name: { type: string } } }
`;

const use = `import { type Client, getCounts, listPets, tagPets } from "./src/index.js";
declare const client: Client;
const { items } = await listPets(client);
export const names: string[] = items.map((pet) => pet.name);
for (const pet of items) names.push(pet.name);
const { count, ...words } = await getCounts(client);
export const next: number = count + 1;
export const word: string | number | undefined = words["a"];
const tags = ["a", 1] as const;
await tagPets(client, { body: { tags, more: tags } });
`;

test("of what allOf declares twice both can be used, and a list of anything may be read-only", async () => {
  const { files } = await generatePackage(document, "api.yml", config, templates);
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});

const compositions = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
  /boats:
    get:
      operationId: getBoat
      parameters:
        - { name: filter, in: query, style: deepObject, schema: { type: object, patternProperties: { "^x-": { type: string } }, additionalProperties: false } }
      responses: { "200": { description: A boat, content: { application/json: { schema: { $ref: "#/components/schemas/Boat" } } } } }
    post:
      operationId: addBoat
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { notes: { patternProperties: { "^a": { type: string }, "^b": { type: integer } } }, seas: { type: object, propertyNames: { $ref: "#/components/schemas/Sea" }, additionalProperties: { type: integer } }, crew: { type: object, required: [captain], properties: { captain: { type: string } }, additionalProperties: { type: string } }, open: { type: object, allOf: [{ $ref: "#/components/schemas/Sail" }], unevaluatedProperties: { type: string } } } } } } }
      responses: { "204": { description: Added } }
components:
  schemas:
    Sea: { type: string, enum: [baltic, red] }
    Named: { type: object, required: [name], properties: { name: { type: string } } }
    Sail: { type: object, required: [sails], properties: { sails: { type: integer } } }
    Motor: { type: object, required: [power], properties: { power: { type: integer } } }
    Boat:
      allOf: [{ $ref: "#/components/schemas/Named" }]
      oneOf: [{ $ref: "#/components/schemas/Sail" }, { $ref: "#/components/schemas/Motor" }]
      anyOf: [{ required: [home] }, { required: [flag] }]
      required: [home, list, labels, tagged]
      properties:
        home: { type: string, anyOf: [{ format: uri }, { minLength: 1 }] }
        list: { type: array, items: { type: string }, anyOf: [{ minItems: 1 }, { maxItems: 2 }] }
        labels: { additionalProperties: { type: string } }
        tagged: { type: object, oneOf: [{ $ref: "#/components/schemas/Sail" }], additionalProperties: { type: string } }
        note: { type: [object, "null"], oneOf: [{ $ref: "#/components/schemas/Sail" }], properties: { text: { type: string } } }
`;

const useOfCompositions = `import { addBoat, type Client, getBoat } from "./src/index.js";
declare const client: Client;
const boat = await getBoat(client, { filter: { "x-a": "b" } });
export const power: number = "power" in boat ? boat.power : boat.sails;
export const texts: (string | undefined)[] = [boat.name, boat.home, boat.list[0], boat.labels["a"]];
export const sails: number = boat.tagged.sails;
export const tag: string | number | undefined = boat.tagged["a"];
export const isNull: boolean = boat.note === null;
export const both: [number, string | undefined] | undefined = boat.note ? [boat.note.sails, boat.note.text] : undefined;
await addBoat(client, { body: { notes: { a: "a", b: 1, c: undefined } } });
await addBoat(client, { body: { seas: { baltic: 1, red: undefined }, crew: { captain: "a", cook: undefined } } });
await addBoat(client, { body: { open: { sails: 1, color: "red" } } });
// @ts-expect-error -- no such sea
await addBoat(client, { body: { seas: { yellow: 1 } } });
// @ts-expect-error -- no pattern permits it
await addBoat(client, { body: { notes: { a: true } } });
`;

test("all that stands beside each other in a schema is part of its type", async () => {
  const { files } = await generatePackage(compositions, "api.yml", config, templates);
  expect(
    compile(new Map([...files, ["use.ts", useOfCompositions]]), { isolatedDeclarations: false }),
  ).toEqual([]);
});

const ofConverters = `openapi: 3.0.3
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
  /ships:
    get:
      operationId: listShips
      parameters:
        - { name: port, in: query, schema: { items: { type: string }, oneOf: [{ type: array }, { type: string }] } }
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Ship" } } } } }
components:
  schemas:
    Ship:
      type: object
      required: [names, cargo, lists]
      properties:
        names: { items: { type: string }, oneOf: [{ type: array, items: {} }, { type: string }] }
        cargo: { nullable: true, items: { type: object }, anyOf: [{ type: object }, { type: array, items: {} }] }
        lists: { items: { type: string }, anyOf: [{ minItems: 2 }, { type: array, maxItems: 1 }] }
`;

const useOfConverters = `import { type Client, listShips, type Ship } from "./src/index.js";
declare const client: Client;
await listShips(client, { port: "Kiel" });
await listShips(client, { port: ["Kiel", "Gdynia"] as const });
// @ts-expect-error the items are texts
await listShips(client, { port: [1] });
export const ship: Ship = { names: "Anna", cargo: { coal: 1 }, lists: ["a"] };
export const other: Ship = { names: ["Anna"], cargo: [{ coal: 1 }], lists: ["a"] };
export const empty: Ship = { names: "Anna", cargo: null, lists: [] };
// @ts-expect-error the items are texts
other.names = [1];
// @ts-expect-error nothing says that it is no list
other.lists = "a";
`;

test("items beside alternatives hold for those that are lists alone", async () => {
  const { files } = await generatePackage(ofConverters, "api.yml", config, templates);
  expect(
    compile(new Map([...files, ["use.ts", useOfConverters]]), { isolatedDeclarations: false }),
  ).toEqual([]);
});
