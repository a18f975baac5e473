import { beforeAll, expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";
import { fetchWith, rejection } from "../server.ts";
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
        - { name: span, in: query, content: { application/cbor: { schema: {} }, application/json: { schema: { $ref: "#/components/schemas/Span" } } } }
        - { name: x-span, in: header, content: { application/json: { schema: { $ref: "#/components/schemas/Span" } } } }
        - { name: seen, in: cookie, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Span" } } } } }
        - { name: note, in: query, content: { text/plain: { schema: { type: string } } } }
        - { name: q, in: query, allowReserved: true, schema: { type: string } }
        - { name: rows, in: query, allowReserved: true, explode: false, schema: { type: array, items: { type: string } } }
        - { name: filter, in: query, style: deepObject, explode: true, allowReserved: true, schema: { type: object, properties: { at: { type: string } } } }
        - { name: plain, in: query, schema: { type: string } }
      responses: { "204": { description: None } }
components:
  schemas:
    Places: { type: array, items: { type: string } }
    Span: { type: object, properties: { from: { type: string, format: date }, at: { type: string, format: date-time }, count: { type: integer, format: int64 } } }
`;
const { files } = await generatePackage(document, "api.yml", config, templates);

test("parameters with content or allowReserved are typed", () => {
  const use = `import { createClient, find } from "./src/index.js";
const client = createClient();
export const found = find(client, { key: { id: 1 }, where: { city: "a" }, "x-where": ["b"], note: "n", q: "a" });
export const spanned = find(client, { key: { id: 1 }, span: { from: new Date(), count: 1n }, "x-span": { at: new Date() }, seen: [{ from: "2020-01-01" }] });
// @ts-expect-error -- city is required
export const wrong = find(client, { key: {}, where: {} });
`;
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});

const sent: Request[] = [];
let send: (params: object) => Promise<URL>;

beforeAll(async () => {
  const { createClient, find } = (await loadPackage(files)) as unknown as {
    createClient: (options: object) => unknown;
    find: (client: unknown, params: object) => Promise<void>;
  };
  const client = createClient({
    fetch: fetchWith((request) => {
      sent.push(request);
      return new Response(null, { status: 204 });
    }),
  });
  send = async (params) => {
    sent.length = 0;
    await find(client, params);
    return new URL(sent[0]?.url ?? "");
  };
});

test("content is sent in its media type, and allowReserved leaves reserved characters", async () => {
  const url = await send({
    key: { id: 1 },
    where: { city: "a&b ü" },
    "x-where": ["ü"],
    note: "a/b",
    q: "site:a/b?c=(d,e)&f#g+h i%",
    rows: ["a(b,c)", "d"],
    filter: { at: "a/b" },
    plain: "a:b",
  });
  expect(JSON.parse(decodeURIComponent(url.pathname.slice("/find/".length)))).toEqual({ id: 1 });
  expect(JSON.parse(url.searchParams.get("where") ?? "")).toEqual({ city: "a&b ü" });
  expect(sent[0]?.headers.get("x-where")).toBe(String.raw`["\u00fc"]`);
  expect(url.searchParams.get("note")).toBe("a/b");
  expect(url.searchParams.get("q")).toBe("site:a/b?c=(d,e)&f#g+h i%");
  expect(url.search).toContain("q=site:a/b?c=(d,e)%26f%23g%2Bh%20i%25");
  expect(url.search).toContain("rows=a(b,c),d");
  expect(url.search).toContain("filter%5Bat%5D=a/b");
  expect(url.search).toContain("plain=a%3Ab");
});

test("dates and large integers in JSON are written as declared", async () => {
  const at = new Date(Date.UTC(2001, 1, 3, 4));
  const span = { from: at, at, count: 9007199254740993n };
  const url = await send({ key: { id: 1 }, span, "x-span": span, seen: [span] });
  const want = '{"from":"2001-02-03","at":"2001-02-03T04:00:00.000Z","count":9007199254740993}';
  expect(url.searchParams.get("span")).toBe(want);
  expect(sent[0]?.headers.get("x-span")).toBe(want);
  expect(decodeURIComponent(sent[0]?.headers.get("cookie") ?? "")).toBe(`seen=[${want}]`);
});

test.each([
  [{ span: { count: NaN } }, "span.count: expected a finite number, found NaN"],
  [{ "x-span": { at: new Date(NaN) } }, "x-span.at: expected a valid Date, found Invalid Date"],
  [{ seen: [new Map()] }, "seen.0: expected a value that JSON can hold, found an object (Map)"],
])(
  "what JSON cannot hold is refused by its place, and nothing is sent: %o",
  async (params, want) => {
    const error = await rejection(send({ key: { id: 1 }, ...params }));
    expect(String(error)).toBe(`TypeError: ${want}`);
    expect(sent).toEqual([]);
  },
);
