import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Failure } from "../../scripts/lib/failure.ts";
import { asObject, type Json, type JsonObject, mapValues } from "../../scripts/lib/json.ts";
import { fromPointer, toPointer } from "../../scripts/lib/references.ts";
import { generatePackage } from "../../scripts/pipeline.ts";
import { emit } from "../../scripts/stages/emit.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { plan } from "../../scripts/stages/plan.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";

const ok = `responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } }`;
const answer = (schema: string): string =>
  `responses: { "200": { description: ok, content: { application/json: { schema: ${schema} } } } }`;
const get = (operation: string): string => `paths: { /b: { get: { ${operation} } } }`;
const generate = async (rest: string): Promise<ReadonlyMap<string, string>> => {
  const text = `openapi: 3.1.0\ninfo: { title: x, version: "1" }\nservers: [{ url: https://x.y }]\n${rest}`;
  return (await generatePackage(text, "openapi.yml", config, templates)).files;
};

const sample = parse(
  readFileSync(join(import.meta.dirname, "../wire/golden/every-shape.yml"), "utf8"),
) as JsonObject;

/** The places in paths and components of a document. */
const pointersIn = (value: Json, at = ""): readonly string[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, member]: [string, Json]) => {
        const pointer = at + toPointer(key);
        if (at === "" && key !== "paths" && key !== "components") return [];
        return [pointer, ...pointersIn(member, pointer)].filter((each) => each !== "/paths");
      })
    : [];

const replaceAt = (value: Json, [key, ...rest]: readonly string[], by: Json): Json => {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) =>
      index === Number(key) ? replaceAt(item, rest, by) : item,
    );
  return mapValues(asObject(value), (member, name) =>
    name === key ? replaceAt(member, rest, by) : member,
  );
};

const hostile = String.raw`*/ alert(1) /* \u2028 ' \" ${"`${alert(1)}`"} @deprecated`;

/** `verify` checks each of them too: nothing runs on import, whatever the document contains. */
describe("a hostile or odd document gives a package that compiles under every strict flag:", () => {
  test.each([
    [
      "text that would end a comment or a string",
      get(
        `operationId: b, summary: "${hostile}", description: "${hostile}", parameters: [{ name: q, in: query, description: "${hostile}", schema: { type: string, enum: ["*/", "\\"", "'", "\`\${1}\`", "\\n", "\\\\"], default: "*/", example: "*/", pattern: "*/" } }], ${ok}`,
      ),
    ],
    [
      "a path of quotes and templates",
      `paths: { "/b'\\"\`\${1}/*": { get: { operationId: b, ${ok} } } }`,
    ],
    [
      "a parameter named like code",
      get(
        `operationId: b, parameters: [{ name: "x'\\"\`\${1}\\n", in: query, schema: { type: string } }], ${ok}`,
      ),
    ],
    [
      "a property named like code",
      get(
        `operationId: b, ${answer(`{ type: object, properties: { "a; alert(1)": { type: string }, "*/": { type: string } } }`)}`,
      ),
    ],
    ["an id without letters", get(`operationId: "!!!", ${ok}`)],
    ["an id of an emoji", get(`operationId: "🎉", ${ok}`)],
    ["an id of other letters", get(`operationId: "名前", ${ok}`)],
    ["an id of digits", get(`operationId: "123", ${ok}`)],
    ["an id called constructor", get(`operationId: constructor, ${ok}`)],
    [
      "schemas called like what every object has, beside one that is renamed",
      `${get(`operationId: b, ${answer("{ $ref: '#/components/schemas/Client' }")}`)}
components:
  schemas:
    Client: { type: object, properties: { a: { $ref: '#/components/schemas/constructor' }, b: { $ref: '#/components/schemas/toString' } } }
    constructor: { type: object, properties: { team: { type: string } } }
    toString: { type: string }`,
    ],
    [
      "members of a closed body called like what every object has",
      `paths: { /b: { post: { operationId: b, requestBody: { content: { application/json: { schema: { type: object, additionalProperties: false, properties: { constructor: { type: string }, valueOf: { type: object, additionalProperties: false, properties: { on: { type: string, format: date } } } } } } } }, ${ok} } } }`,
    ],
    [
      "schemas called by nothing but signs",
      `${get(`operationId: b, ${answer("{ type: array, items: { $ref: '#/components/schemas/_' } }")}`)}
components: { schemas: { _: { type: object, properties: { a: { $ref: "#/components/schemas/--" } } }, --: { type: string } } }`,
    ],
    [
      "parameters named like those of the generated function",
      get(
        `operationId: b, parameters: [{ name: client, in: query, schema: { type: string } }, { name: params, in: query, schema: { type: string } }, { name: options, in: query, schema: { type: string } }], ${ok}`,
      ),
    ],
    [
      "a parameter called body, beside a request body",
      get(
        `operationId: b, parameters: [{ name: body, in: query, schema: { type: string } }], requestBody: { content: { application/json: { schema: { type: object } } } }, ${ok}`,
      ),
    ],
    ["a path that is null", `paths: { /a: null, /b: { get: { operationId: b, ${ok} } } }`],
    ["parameters that are not a list", get(`operationId: b, parameters: {}, ${ok}`)],
    ["responses that are null", get(`operationId: b, responses: null`)],
    ["no responses", get(`operationId: b`)],
    [
      "only a default response",
      get(
        `operationId: b, responses: { default: { description: d, content: { application/json: { schema: { type: string } } } } }`,
      ),
    ],
    [
      "a response for all of 2XX",
      get(
        `operationId: b, responses: { 2XX: { description: d, content: { application/json: { schema: { type: string } } } } }`,
      ),
    ],
    [
      "schemas that are booleans or null",
      get(
        `operationId: b, ${answer(`{ type: object, properties: { a: null, b: true, c: false, d: { type: array, items: true } } }`)}`,
      ),
    ],
    [
      "empty enums and enums with null",
      get(
        `operationId: b, ${answer(`{ type: object, properties: { a: { enum: [null, a, b] }, b: { enum: [] }, c: { const: null } } }`)}`,
      ),
    ],
    [
      "a path parameter that is not declared",
      `paths: { "/b/{id}": { get: { operationId: b, ${ok} } } }`,
    ],
    [
      "a recursive filter",
      `${get(`operationId: b, parameters: [{ name: filter, in: query, style: deepObject, schema: { $ref: "#/components/schemas/F" } }], ${ok}`)}\ncomponents: { schemas: { F: { type: object, properties: { and: { type: array, items: { $ref: "#/components/schemas/F" } }, not: { $ref: "#/components/schemas/F" } } } } }`,
    ],
    [
      "a list that may have no body",
      `${get(`operationId: b, parameters: [{ name: page, in: query, schema: { type: integer } }], responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Bs" } } } }, "204": { description: none } }`)}\ncomponents: { schemas: { Bs: { type: object, properties: { data: { type: array, items: { type: string } }, total_pages: { type: integer } } } } }`,
    ],
    [
      "components named like types of the language",
      `${get(`operationId: b, ${answer(`{ type: object, properties: { a: { $ref: "#/components/schemas/Promise" }, b: { $ref: "#/components/schemas/Error" }, c: { $ref: "#/components/schemas/string" } } }`)}`)}\ncomponents: { schemas: { Promise: { type: object }, Error: { type: object }, string: { type: object } } }`,
    ],
  ])("%s", async (_, document) => {
    expect(compile(await generate(document))).toEqual([]);
  });
});

test("what looks like an escape is printed as it is, in comments and in names", async () => {
  const text = String.raw`\u002a/ alert(1) /\u002a`;
  const files = await generate(
    get(
      `operationId: b, description: '${text}', parameters: [{ name: '\\u0022', in: query, description: '${text}', schema: { type: string, enum: ['\\u0022'] } }], ${answer(`{ type: object, description: '${text}', properties: { '\\u0022': { const: '\\u0022', description: '${text}' } } }`)}`,
    ),
  );
  expect(compile(files)).toEqual([]);
  const printed = files.get("src/operations/b.ts") ?? "";
  expect(printed.split(text).length - 1).toBe(4);
  expect(printed).toContain(String.raw`"\\u0022"?: "\\u0022" | undefined;`);
  expect(printed).toContain(String.raw`"\\u0022"?: "\\u0022";`);
});

test(
  "whatever stands in a place of a document, it is generated or refused",
  { timeout: 120_000 },
  async () => {
    const junk = fc.constantFrom<Json[]>(
      null,
      true,
      1,
      "x",
      [],
      {},
      [null],
      { a: null },
      { $ref: null },
      { $ref: "#/nowhere" },
      ...[
        { properties: null },
        { enum: [{ a: 1 }] },
        { allOf: [null] },
        { type: [] },
        { items: [{}] },
      ],
    );
    const pointers = pointersIn(sample);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pointers), junk, async (pointer, value) => {
        const source = readSource(
          JSON.stringify(replaceAt(sample, fromPointer(pointer), value)),
          "a.json",
        );
        const selected = select(source, "all");
        const planned = plan(normalize(selected, config).document);
        if (planned.operations.length > 0) await emit(planned);
        else expect([...selected.faults, ...planned.faults]).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  },
);

describe("a document that cannot be generated is rejected with one sentence that names the line:", () => {
  test.each([
    [
      "a parameter that is null",
      get(`operationId: b, parameters: [null], ${ok}`),
      /^openapi\.yml:4: b: a parameter is null; give it a name/,
    ],
    [
      "a parameter without a schema",
      get(`operationId: b, parameters: [{ name: q, in: query }], ${ok}`),
      /^openapi\.yml:4: b: parameter "q" has no schema; give it one/,
    ],
    [
      "a parameter with a style not allowed in its location",
      get(
        `operationId: b, parameters: [{ name: q, in: header, style: matrix, schema: { type: string } }], ${ok}`,
      ),
      /^openapi\.yml:4: .* has style "matrix", which is not allowed in header \(allowed: simple\)/,
    ],
    [
      "a property called __proto__",
      get(
        `operationId: b, ${answer(`{ type: object, properties: { __proto__: { type: string } } }`)}`,
      ),
      /^openapi\.yml:4:\d+: .*__proto__/,
    ],
    [
      "schemas that refer only to each other",
      `${get(`operationId: b, ${answer(`{ $ref: "#/components/schemas/A" }`)}`)}\ncomponents: { schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } } }`,
      /^openapi\.yml:5: b: `\$ref: #\/components\/schemas\/A` leads back to itself/,
    ],
    [
      "a schema that is one of its own parts",
      `${get(`operationId: b, ${answer(`{ $ref: "#/components/schemas/A" }`)}`)}\ncomponents: { schemas: { A: { allOf: [{ $ref: "#/components/schemas/A" }, { type: object }] } } }`,
      /^openapi\.yml:5: b: schema A refers only to itself/,
    ],
    [
      "a parameter named like a built-in property of objects",
      get(
        `operationId: b, parameters: [{ name: toString, in: query, schema: { type: string } }], ${ok}`,
      ),
      /^openapi\.yml:4: .* uses the name "toString", a built-in property/,
    ],
    [
      "a property of a parameter named so, behind one that is recursive",
      `${get(
        `operationId: b, parameters: [{ name: q, in: query, style: deepObject, explode: true, schema: { $ref: "#/components/schemas/A" } }], ${ok}`,
      )}\ncomponents: { schemas: { A: { type: object, properties: { a: { $ref: "#/components/schemas/A" }, b: { type: array, items: { type: object, properties: { valueOf: { type: string } } } } } } } }`,
      /^openapi\.yml:4: .* uses the name "valueOf", a built-in property/,
    ],
    ["no operation at all", "paths: {}", /nothing to generate/],
  ])("%s", async (_, document, message) => {
    const error: unknown = await generate(document).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).message).toMatch(message);
    expect((error as Failure).message).not.toContain("\n");
    expect((error as Failure).code).toBe(3);
  });
});
