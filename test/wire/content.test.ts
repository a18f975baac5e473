import { expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";
import { fetchWith } from "../server.ts";
import { loadPackage } from "./load-package.ts";

const document = `openapi: 3.0.3
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
  /find/{key}:
    get:
      operationId: find
      parameters:
        - { name: key, in: path, required: true, content: { application/json: { schema: { type: object, properties: { id: { type: integer } } } } } }
        - { name: where, in: query, content: { application/json: { schema: { type: object, required: [city], properties: { city: { type: string } } } } } }
        - { name: x-where, in: header, content: { application/json: { schema: { $ref: "#/components/schemas/Places" } } } }
        - { name: note, in: query, content: { text/plain: { schema: { type: string } } } }
        - { name: q, in: query, allowReserved: true, schema: { type: string } }
        - { name: rows, in: query, allowReserved: true, explode: false, schema: { type: array, items: { type: string } } }
        - { name: filter, in: query, style: deepObject, explode: true, allowReserved: true, schema: { type: object, properties: { at: { type: string } } } }
        - { name: plain, in: query, schema: { type: string } }
      responses: { "204": { description: None } }
components:
  schemas:
    Places: { type: array, items: { type: string } }
`;
const { files } = await generatePackage(document, "api.yml", config, templates);

test("parameters with content or allowReserved are typed", () => {
  const use = `import { createClient, find } from "./src/index.js";
const client = createClient();
export const found = find(client, { key: { id: 1 }, where: { city: "a" }, "x-where": ["b"], note: "n", q: "a" });
// @ts-expect-error -- city is required
export const wrong = find(client, { key: {}, where: {} });
`;
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});

test("content is sent in its media type, and allowReserved leaves reserved characters", async () => {
  const { createClient, find } = (await loadPackage(files)) as unknown as {
    createClient: (options: object) => unknown;
    find: (client: unknown, params: object) => Promise<void>;
  };
  let sent: Request | undefined;
  const client = createClient({
    fetch: fetchWith((request) => {
      sent = request;
      return new Response(null, { status: 204 });
    }),
  });
  await find(client, {
    key: { id: 1 },
    where: { city: "a&b ü" },
    "x-where": ["ü"],
    note: "a/b",
    q: "site:a/b?c=(d,e)&f#g+h i%",
    rows: ["a(b,c)", "d"],
    filter: { at: "a/b" },
    plain: "a:b",
  });
  const url = new URL(sent?.url ?? "");
  expect(JSON.parse(decodeURIComponent(url.pathname.slice("/find/".length)))).toEqual({ id: 1 });
  expect(JSON.parse(url.searchParams.get("where") ?? "")).toEqual({ city: "a&b ü" });
  expect(sent?.headers.get("x-where")).toBe(String.raw`["\u00fc"]`);
  expect(url.searchParams.get("note")).toBe("a/b");
  expect(url.searchParams.get("q")).toBe("site:a/b?c=(d,e)&f#g+h i%");
  expect(url.search).toContain("q=site:a/b?c=(d,e)%26f%23g%2Bh%20i%25");
  expect(url.search).toContain("rows=a(b,c),d");
  expect(url.search).toContain("filter%5Bat%5D=a/b");
  expect(url.search).toContain("plain=a%3Ab");
});
