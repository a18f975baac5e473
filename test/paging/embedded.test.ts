import { expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { config, templates } from "../fixtures.ts";
import { loadPackage } from "../wire/load-package.ts";

const parameters = "[{ name: page, in: query, schema: { type: integer } }]";
const responseWith = (schema: string): string =>
  `responses: { "200": { description: OK, content: { application/hal+json: { schema: ${schema} } } } }`;
const songs = "{ type: array, items: { type: object, properties: { id: { type: string } } } }";
const document = `openapi: 3.1.0
info: { title: Songs, version: "1" }
servers: [{ url: https://api.example.com }]
paths:
  /songs:
    get:
      operationId: listSongs
      parameters: ${parameters}
      ${responseWith(`{ type: object, properties: { _embedded: { type: object, properties: { songs: ${songs} } }, _links: { type: object, properties: { next: { type: object, properties: { href: { type: string } } } } } } }`)}
  /albums:
    get:
      operationId: listAlbums
      parameters: ${parameters}
      ${responseWith(`{ type: object, properties: { albums: ${songs} } }`)}
`;

test("A page in HAL without `_embedded` is empty; without another declared array it is an error", async () => {
  const { files } = await generatePackage(document, "openapi.yml", config, templates);
  const { createClient, paginateListAlbums, paginateListSongs } = (await loadPackage(
    files,
  )) as Readonly<Record<string, (...args: readonly unknown[]) => { toArray(): Promise<unknown> }>>;
  const fetch = async (): Promise<Response> => Response.json({ _links: { self: { href: "/" } } });
  const client = createClient?.({ fetch });
  expect(await paginateListSongs?.(client).toArray()).toEqual([]);
  await expect(paginateListAlbums?.(client).toArray()).rejects.toMatchObject({
    reason: "missing-items",
  });
});
