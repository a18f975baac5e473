import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generatePackage } from "../../scripts/pipeline.ts";
import { cutSource } from "../../scripts/stages/cut-source.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";
import { fetchWith } from "../server.ts";
import { loadPackage } from "./load-package.ts";

const none = 'responses: { "204": { description: None } }';
const document = `openapi: 3.2.0
$self: https://api.example.com/openapi.yml
info: { title: Animals, version: "1" }
servers: [{ url: https://api.example.com, name: production }]
tags:
  - { name: cats, parent: animals, kind: nav }
  - { name: animals }
  - { name: dogs }
security: [{ device: [] }]
paths:
  /animals:
    get:
      operationId: listAnimals
      tags: [cats]
      parameters:
        - { name: seen, in: cookie, style: cookie, schema: { type: array, items: { type: string } } }
      responses:
        "200":
          content: { application/json: { $ref: "#/components/mediaTypes/Animals" } }
    query:
      operationId: findAnimals
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { q: { type: string } } } } } }
      ${none}
    additionalOperations:
      COPY:
        operationId: copyAnimals
        parameters:
          - name: to
            in: querystring
            content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { name: { type: string }, tag: { type: array, items: { type: string } } } } } }
        ${none}
      LOCK: { operationId: lockAnimals, ${none} }
  /calls:
    post:
      operationId: hearBarks
      responses: { "200": { content: { text/event-stream: { itemSchema: { type: object, required: [data], properties: { data: { type: string, contentMediaType: application/json, contentSchema: { $ref: "#/components/schemas/Bark" } }, event: { type: string } } } } } } }
    get:
      operationId: hearCalls
      responses: { "200": { content: { application/jsonl: { itemSchema: { $ref: "#/components/schemas/Dog" } } } } }
  /albums:
    get:
      operationId: getAlbum
      responses: { "200": { content: { multipart/mixed: { itemSchema: { $ref: "#/components/schemas/Dog" } } } } }
  /raw:
    get:
      operationId: raw
      parameters: [{ name: q, in: querystring, required: true, content: { application/json: { schema: {} } } }]
      ${none}
components:
  mediaTypes:
    Animals: { schema: { type: array, items: { $ref: "#/components/schemas/Animal" } } }
  securitySchemes:
    device: { type: oauth2, flows: { deviceAuthorization: { deviceAuthorizationUrl: https://api.example.com/d, tokenUrl: https://api.example.com/t, scopes: {} } } }
  schemas:
    Animal:
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }, { $ref: "#/components/schemas/Other" }]
      discriminator: { propertyName: kind, mapping: { cat: Cat, dog: Dog }, defaultMapping: Other }
    Cat: { type: object, properties: { lives: { type: integer } } }
    Dog: { type: object, properties: { barks: { type: boolean } } }
    Bark: { type: object, required: [volume], properties: { volume: { type: integer } } }
    Other: { type: object, required: [kind], properties: { kind: { type: string } } }
`;
const { files, notes } = await generatePackage(document, "api.yml", config, templates);

interface Animals {
  readonly [name: string]: (client: unknown, params?: object, options?: object) => unknown;
}

/** The requests that a call sends to a server that always answers with a status. */
const sentBy = async (
  name: string,
  params: object = {},
  { status = 204, options = {} } = {},
): Promise<readonly Request[]> => {
  const animals = (await loadPackage(files)) as unknown as Animals;
  const sent: Request[] = [];
  const client = animals["createClient"]?.({
    apiKey: "key",
    fetch: fetchWith((request) => {
      sent.push(request);
      return new Response(status === 204 ? null : "{}", {
        status,
        headers: { "retry-after": "0" },
      });
    }),
  });
  await Promise.resolve(animals[name]?.(client, params, options)).catch(() => undefined);
  return sent;
};

test("every operation that can be sent is generated, and its types compile", () => {
  const use = `import { copyAnimals, createClient, findAnimals, getAlbum, hearBarks, hearCalls, listAnimals, lockAnimals, type Animal, type Bark, type Dog } from "./src/index.js";
const client = createClient();
export const all = [copyAnimals(client, { to: { name: "a", tag: ["b"] } }), lockAnimals(client)];
export const found = findAnimals(client, { body: { q: "a" } });
export const heard: Promise<AsyncIterable<Dog>> = hearCalls(client);
export const album: Promise<Blob> = getAlbum(client);
export const barks: Promise<AsyncIterable<{ data: Bark; event?: string }>> = hearBarks(client);
export const listed: Promise<Animal[]> = listAnimals(client, { seen: ["a"] });
export const nameOf = (animal: Animal): string =>
  animal.kind === "cat" && "lives" in animal ? String(animal.lives) : animal.kind;
export const animals: Animal[] = [{ kind: "cat", lives: 9 }, { kind: "dog", barks: true }, { kind: "owl" }];
`;
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
  expect([...files.keys()]).not.toContain("src/operations/raw.ts");
  expect(notes).toContain(
    "raw: its query string as a whole is described, and not as a form, so the operation is left out",
  );
});

describe("on the wire", () => {
  test("QUERY has a body, and is retried like GET", async () => {
    const [request, ...more] = await sentBy("findAnimals", { body: { q: "a" } }, { status: 503 });
    expect(request?.method).toBe("QUERY");
    expect(await request?.text()).toBe('{"q":"a"}');
    expect(more).toHaveLength(2);
  });

  test("a method of the API's own is sent as it is written, and retried only on demand", async () => {
    const sent = await sentBy("lockAnimals", {}, { status: 503 });
    expect(sent.map(({ method }) => method)).toEqual(["LOCK"]);
    const again = { status: 503, options: { maxRetries: 1 } };
    expect(await sentBy("lockAnimals", {}, again)).toHaveLength(2);
  });

  test("a query string as a whole is a form", async () => {
    const [request] = await sentBy("copyAnimals", { to: { name: "a b", tag: ["c", "d&e"] } });
    expect(request?.url).toBe("https://api.example.com/animals?name=a%20b&tag=c&tag=d%26e");
  });

  test("JSON that the data of an event holds is parsed", async () => {
    const animals = (await loadPackage(files)) as unknown as Animals;
    const fetch = async () => new Response('data: {"volume":3}\n\n');
    const barks = animals["hearBarks"]?.(animals["createClient"]?.({ apiKey: "key", fetch }));
    for await (const { data } of (await barks) as AsyncIterable<{ data: unknown }>)
      expect(data).toEqual({ volume: 3 });
    expect.assertions(1);
  });

  test("a cookie of the style cookie is not encoded", async () => {
    const [request] = await sentBy("listAnimals", { seen: ["a/b", "c%d"] });
    expect(request?.headers.get("cookie")).toBe("seen=a/b; seen=c%d");
  });
});

test("additional operations are selected and cut like others, and tags with their parents", () => {
  const source = readSource(document, "api.yml");
  for (const [ids, methods, tags] of [
    [["copyAnimals"], ["COPY"], []],
    [["listAnimals", "lockAnimals"], ["LOCK"], ["cats", "animals"]],
    [["listAnimals"], undefined, ["cats", "animals"]],
  ] as const) {
    const selected = select(source, ids);
    const cut = parse(cutSource(source, selected)) as typeof selected.root;
    expect(cut).toEqual(selected.root);
    const kept = (selected.root["tags"] ?? []) as readonly object[];
    expect(kept).toEqual(tags.map((name) => expect.objectContaining({ name }) as object));
    const item = (cut["paths"] as Record<string, Record<string, object>>)["/animals"];
    expect(item?.["additionalOperations"] && Object.keys(item["additionalOperations"])).toEqual(
      methods && [...methods],
    );
  }
});

test("a document of which nothing can be sent is refused", async () => {
  await expect(
    generatePackage(document, "api.yml", { ...config, operations: ["raw"] }, templates),
  ).rejects.toThrow(
    "api.yml: nothing is left to generate (raw: its query string as a whole is described, and not as a form, so the operation is left out); select other operations.",
  );
});
