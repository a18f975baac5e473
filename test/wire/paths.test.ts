import { beforeAll, expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { templates } from "../fixtures.ts";
import { fetchWith, rejection } from "../server.ts";
import { loadPackage } from "./load-package.ts";

const operation = (id: string, path: string, ...parameters: readonly string[]): string =>
  `  ${JSON.stringify(path)}: { get: { operationId: ${id}, parameters: [${parameters.join()}], responses: { "204": { description: d } } } }`;
const inPath = (name: string): string =>
  `{ name: ${name}, in: path, required: true, schema: { type: string } }`;
const inQuery = (name: string): string => `{ name: ${name}, in: query, schema: { type: string } }`;
const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
${operation("withoutSlash", "a/b")}
${operation("search", "/search?type={kind}&v=1", inPath("kind"), inQuery("q"))}
${operation("find", "/find?type={type}", inQuery("type"))}
${operation("list", "/list/{id}{?page,size}", inPath("id"), inQuery("page"))}
${operation("read", "/files/{path}/raw", "{ name: path, in: path, required: true, allowReserved: true, schema: { type: string } }")}
${operation("years", "/years/{year:[0-9]{4}}/x", inPath("year"))}
${operation("get", "/v1/{name=projects/*}:get", inPath("name"))}
${operation("stray", "/stray", inPath("id"))}
`;

let notes: readonly string[];
let urlOf: (id: string, params?: object) => Promise<string>;

beforeAll(async () => {
  const generated = await generatePackage(document, "api.yml", {}, templates);
  ({ notes } = generated);
  const { createClient, ...api } = (await loadPackage(generated.files)) as unknown as {
    createClient: (options: object) => unknown;
  } & Readonly<Record<string, (client: unknown, params?: object) => Promise<unknown>>>;
  urlOf = async (id, params) => {
    let sent = "";
    const fetch = fetchWith(({ url }) => {
      sent = url;
      return new Response(null, { status: 204 });
    });
    await api[id]?.(createClient({ fetch }), params);
    return sent;
  };
});

test.each([
  ["without its slash is no part of the host", "withoutSlash", {}, "https://x.y/a/b"],
  [
    "whose query has a parameter of the path is filled there too",
    "search",
    { q: "1", kind: "a&b" },
    "https://x.y/search?type=a%26b&v=1&q=1",
  ],
  [
    "whose query has a parameter of the query leaves that to it",
    "find",
    { type: "a" },
    "https://x.y/find?type=a",
  ],
  ["without that parameter has no query", "find", {}, "https://x.y/find"],
  [
    "with the parameters of the query in braces leaves them to the query",
    "list",
    { id: "1", page: "2" },
    "https://x.y/list/1?page=2",
  ],
  [
    "with a parameter that leaves reserved characters may have several segments of it",
    "read",
    { path: "a b/c:d?e#f%" },
    "https://x.y/files/a%20b/c:d%3Fe%23f%25/raw",
  ],
  ["with a pattern beside a name", "years", { year: "20/26" }, "https://x.y/years/20%2F26/x"],
  [
    "with a pattern of several segments keeps their slashes",
    "get",
    { name: "projects/a b" },
    "https://x.y/v1/projects/a%20b:get",
  ],
])("a path %s", async (_, id, params, want) => {
  expect(await urlOf(id, params)).toBe(want);
});

test("a parameter in the query of a path is needed like one in the path", async () => {
  expect(String(await rejection(urlOf("search", { q: "1" })))).toBe(
    "TypeError: kind is missing: /search?type={kind}&v=1 requires it.",
  );
});

test.each(["..", "a/../../b", "./a", ""])(
  "segments that lead elsewhere are refused: %o",
  async (path) => {
    expect(String(await rejection(urlOf("read", { path })))).toMatch(/^TypeError: path: expected /);
  },
);

test("a parameter of the path that has no place there is noted", () => {
  expect(notes).toContain("stray: the path has no {id}, so the parameter id is not sent");
});
