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
