import { describe, expect, test } from "vitest";
import { generatePackage } from "../scripts/pipeline.ts";
import { compile } from "./compile.ts";
import { templates } from "./fixtures.ts";

/** Every name that can meet another one, of operations and components that no other one reaches. */
const shop = `
openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: "https://shop.example" }]
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: page, in: query, schema: { type: integer } }
        - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { a: { type: string } } } }
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: array, items: { type: string } } } } }
        "404": { description: no, content: { application/json: { schema: { type: string } } } }
  /cats:
    get:
      operationId: listCats
      responses:
        "204": { description: ok }
        "404": { description: no, content: { application/json: { schema: { $ref: "#/components/schemas/ListCatsError" } } } }
  /pets/walk: { get: { operationId: paginateListPets, responses: { "204": { description: ok } } } }
  /pets/urls/1: { get: { operationId: getURL, responses: { "204": { description: ok } } } }
  /pets/urls/2: { get: { operationId: get_u_r_l, responses: { "204": { description: ok } } } }
  /pets/filters:
    get:
      operationId: list
      parameters:
        - { name: petsFilter, in: query, style: deepObject, schema: { type: object, properties: { b: { type: string } } } }
      responses: { "204": { description: ok } }
${[
  ["functions", "listPets"],
  ["paginators", "paginateListPets"],
  ["params", "ListPetsParams"],
  ["responses", "ListPetsResponse"],
  ["errors", "ListPetsError"],
  ["failures", "ListCatsError"],
  ["filters", "ListPetsFilter"],
  ["replacements", "ListPetsParamsSchema"],
  ["spellings", "AB"],
  ["others", "a-b"],
  ["nested", "Tree/$defs/a_b"],
]
  .map(
    ([id, name = ""]) => `
  /uses/${id}:
    get:
      operationId: ${id}
      responses:
        "200":
          description: ok
          content:
            application/json: { schema: { type: object, properties: { it: { $ref: "#/components/schemas/${name}" } } } }`,
  )
  .join("")}
components:
  schemas:
    listPets: { type: object, properties: { a: { type: string } } }
    paginateListPets: { type: object, properties: { b: { type: string } } }
    ListPetsParams: { type: object, properties: { c: { type: string } } }
    ListPetsParamsSchema: { type: object, properties: { d: { type: string } } }
    ListPetsResponse: { type: object, properties: { e: { type: string } } }
    ListPetsError: { type: object, properties: { f: { type: string } } }
    ListCatsError: { type: object, properties: { k: { type: string } } }
    ListPetsFilter: { type: object, properties: { g: { type: string } } }
    a_b: { type: object, properties: { h: { type: string } } }
    AB: { type: object, properties: { l: { type: string } } }
    a-b: { type: object, properties: { i: { type: string } } }
    Tree: { type: object, $defs: { a_b: { type: object, properties: { j: { type: string } } } } }
`;

const generate = async (operations: "all" | readonly string[]) =>
  (await generatePackage(shop, "shop.yml", { operations }, templates)).files;

/** A component that an operation owns is declared in the operation's file where that is there. */
const withoutImports = (text: string): string =>
  text.replaceAll(/^(\/\/ Generated|import ).*\n+/gm, "");

describe("the names of a package", async () => {
  const allDeclarations = [...(await generate("all")).values()].map(withoutImports).join("");
  const ids = [...shop.matchAll(/operationId: (\w+)/g)].map(([, id = ""]) => id);

  test("are those of a package that compiles", async () => {
    expect(compile(await generate("all"))).toEqual([]);
  });

  test.each(ids)("do not depend on whether others than %s are selected", async (id) => {
    const files = await generate([id]);
    const declared = [...files].filter(([path]) => /^src\/(operations|components)\//.test(path));
    expect(declared.length).toBeGreaterThan(0);
    for (const [path, text] of declared)
      expect(allDeclarations.includes(withoutImports(text)), path).toBe(true);
  });
});
