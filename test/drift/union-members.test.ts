import { describe, expect, test } from "vitest";
import { compare } from "../../scripts/drift/compare.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { runSilently } from "../../scripts/lib/stage.ts";
import { config, templates } from "../fixtures.ts";
import { yaml } from "../rules/apply.ts";

const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;
const union = (mapping = ""): string =>
  `{ oneOf: [${ref("Cat")}, ${ref("Dog")}], discriminator: { propertyName: kind${mapping} } }`;
const named = union(`, mapping: { Cat: Cat, Dog: '#/components/schemas/Dog' }`);

const response = (schema: string) =>
  `responses: { '200': { description: ok, content: { application/json: { schema: ${schema} } } } }`;
const body = (schema: string) =>
  `requestBody: { required: true, content: { application/json: { schema: ${schema} } } }`;
const list = (pet: string) =>
  `{ type: object, properties: { pets: { type: array, items: ${pet} } } }`;

const places: Readonly<Record<string, (pet: string) => string>> = {
  "a response": (pet) => response(pet),
  "a list in a body and a response": (pet) => `${body(list(pet))}, ${response(list(pet))}`,
  "a response beside its component": (pet) =>
    response(`{ type: object, properties: { pet: ${pet}, cat: ${ref("Cat")} } }`),
};

const write = (pet: string, place: (pet: string) => string, schemas: string): string => {
  const operation = yaml(`{ operationId: tellPets, ${place(pet)} }`);
  const document: JsonObject = {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    servers: [{ url: "https://pets.example.com" }],
    paths: { "/pets": { post: operation } },
    components: { schemas: yaml(schemas) },
  };
  return JSON.stringify(document);
};

const pet = (kind: string, isRequired = true) =>
  `{ type: object, properties: { kind: ${kind} }${isRequired ? ", required: [kind]" : ""} }`;
const plain = `{ Cat: ${pet("{ type: string }")}, Dog: ${pet("{ type: string }")} }`;
const listed = `{ Cat: ${pet("{ type: string, enum: [Cat] }")}, Dog: ${pet("{ const: Dog }")} }`;
const optional = `{ Cat: ${pet("{ type: string }", false)}, Dog: ${pet("{ const: Dog }", false)} }`;
const listedOptional = `{ Cat: ${pet("{ const: Cat }", false)}, Dog: ${pet("{ enum: [Dog] }", false)} }`;
const child = (kind: string) =>
  `{ allOf: [${ref("Base")}, { type: object, properties: { tail: { type: number }${kind} } }] }`;
const base = `Base: ${pet("{ type: string }")}`;
const inherited = `{ ${base}, Cat: ${child("")}, Dog: ${child("")} }`;
const listedBeside = `{ ${base}, Cat: ${child(", kind: { const: Cat }")}, Dog: ${child(", kind: { enum: [Dog] }")} }`;

describe.each(Object.entries(places))("components of a union in %s", (_, place) => {
  test.each([
    ["list their values", plain, listed, union(), named],
    ["list their values, and may leave them out", optional, listedOptional, union(), union()],
    [
      "list the values of a property that another declares",
      inherited,
      listedBeside,
      union(),
      named,
    ],
  ])("that now %s are the same, and the reverse", async (__, one, other, was, is) => {
    const before = { text: write(was, place, one), name: "before.json" };
    const after = { text: write(is, place, other), name: "after.json" };
    for (const [from, to] of [
      [before, after],
      [after, before],
    ] as const) {
      const all = { ...config, operations: "all" as const };
      const { changes, exports, verdict } = await compare(
        from,
        to,
        all,
        templates,
        [],
        runSilently,
      );
      expect(changes.map(({ message }) => message)).toEqual(
        verdict === "cosmetic" ? [expect.stringContaining("writes the operation differently")] : [],
      );
      expect(exports.changed).toEqual([]);
    }
  });
});
