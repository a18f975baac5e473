import { beforeAll, expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";

const ref = (name: string): string => `{ $ref: "#/components/schemas/${name}" }`;
const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
  /things/{key}:
    get:
      operationId: findThings
      parameters:
        - { name: key, in: path, required: true, schema: ${ref("Key")} }
        - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { key: ${ref("Key")}, shape: ${ref("Shape")}, tag: ${ref("Tag")} } } }
        - { name: outer, in: query, content: { application/json: { schema: ${ref("Outer")} } } }
        - { name: body, in: query, schema: { type: string, format: date } }
      responses: { "200": { description: d, content: { application/json: { schema: ${ref("Outer")} } } } }
    put:
      operationId: putThing
      parameters:
        - { name: key, in: path, required: true, schema: ${ref("Key")} }
      requestBody: { required: true, content: { application/json: { schema: ${ref("Outer")} } } }
      responses: { "204": { description: d } }
components:
  schemas:
    Key: { type: object, required: [id], properties: { id: { type: string, readOnly: true }, name: { type: string }, secret: { type: string, writeOnly: true } } }
    Tag: { type: object, properties: { text: { type: string } } }
    Shape: { oneOf: [${ref("Round")}, ${ref("Square")}], discriminator: { propertyName: kind } }
    Round: { type: object, required: [kind], properties: { kind: { type: string }, id: { type: string, readOnly: true } } }
    Square: { type: object, required: [kind], properties: { kind: { type: string } } }
    Outer: { type: object, properties: { keys: { type: array, items: ${ref("Key")} }, shape: ${ref("Shape")}, tag: ${ref("Tag")} } }
`;
const use = `import { type Client, findThings, putThing } from "./src/index.js";
declare const client: Client;
const key = { id: "a" };
const round = { kind: "Round", id: "a" } as const;
const { keys, shape } = await findThings(client, { key, filter: { key, shape: round, tag: { text: undefined } }, outer: { keys: [key], shape: round }, body: new Date() });
keys?.[0]?.id satisfies string | undefined;
if (shape?.kind === "Round") shape.id satisfies string | undefined;
// @ts-expect-error -- writeOnly
keys?.[0]?.secret;
await putThing(client, { key, body: { keys: [{ name: "a", secret: "b" }], shape: { kind: "Round" } } });
// @ts-expect-error -- readOnly
await putThing(client, { key, body: { keys: [{ id: "a" }] } });
// @ts-expect-error -- readOnly
await putThing(client, { key, body: { shape: { kind: "Round", id: "a" } } });
`;

let files: ReadonlyMap<string, string>;
beforeAll(async () => {
  ({ files } = await generatePackage(document, "api.yml", config, templates));
});

test("a component has what is readOnly in parameters and responses, and not in bodies", () => {
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});

test("a type of its own is only there for what differs", () => {
  const index = files.get("src/index.ts") ?? "";
  const names = [...index.matchAll(/\b(?:Key|Outer|Round|Shape|Square|Tag)\w*(?=[ ,])/g)];
  expect(names.map(([name]) => name).sort()).toEqual([
    "Key",
    "KeyInput",
    "KeyParameter",
    "Outer",
    "OuterInput",
    "OuterParameter",
    "Round",
    "RoundInput",
    "RoundParameter",
    "Shape",
    "ShapeInput",
    "ShapeParameter",
    "Square",
    "Tag",
  ]);
});
