import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { forEachRef } from "../../scripts/lib/find-references.ts";
import { asArray, asObject, isObject, type Json, type JsonObject } from "../../scripts/lib/json.ts";
import { atPointer } from "../../scripts/lib/references.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { deepFreeze, listWidgets, operationOf, yaml } from "../rules/apply.ts";
import { api, form, write } from "./documents.ts";

const options = { vendorPrefixes: ["vendor"], deepObjectParameters: ["filter", "page"] };

const run = (root: JsonObject) => {
  const { document, changes } = normalize({ name: "test.yml", root, lineOf: () => 1 }, options);
  return { root: document.root, changes };
};

const documents = fc.tuple(api, form).map(([each, how]) => write(each, how));

const reversed = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
};

const danglingOf = (root: JsonObject): string[] => {
  const dangling: string[] = [];
  forEachRef(root, (ref) => {
    if (atPointer(root, ref) === undefined) dangling.push(ref);
  });
  return dangling;
};

describe("for any document, normalize", () => {
  test("is idempotent, and reports no change the second time", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const once = run(document);
        const twice = run(once.root);
        expect(twice.changes).toEqual([]);
        expect(JSON.stringify(twice.root)).toBe(JSON.stringify(once.root));
      }),
    );
  });

  test("ignores the order of keys, in the document and in the reported changes", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const reordered = run(asObject(reversed(document)));
        const original = run(document);
        expect(JSON.stringify(reordered.root)).toBe(JSON.stringify(original.root));
        expect(reordered.changes).toEqual(original.changes);
      }),
    );
  });

  test("never mutates its input", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const before = JSON.stringify(document);
        const unfrozen = run(structuredClone<JsonObject>(document));
        expect(run(deepFreeze(document))).toEqual(unfrozen);
        expect(JSON.stringify(document)).toBe(before);
      }),
    );
  });

  test("leaves no dangling reference", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(danglingOf(run(document).root)).toEqual([]);
      }),
    );
  });

  test("gives the same result for inline and referenced parameters and responses", () => {
    fc.assert(
      fc.property(api, form, (each, { parameters }) => {
        const inline = run(write(each, { parameters, place: "inline" })).root;
        const referenced = run(write(each, { parameters, place: "referenced" })).root;
        expect(referenced["paths"]).toEqual(inline["paths"]);
        expect(Object.keys(schemasOf(referenced))).toEqual(Object.keys(schemasOf(inline)));
        expect(JSON.stringify(referenced)).toBe(JSON.stringify(inline));
      }),
    );
  });

  test("gives the same result for bracketed and consolidated parameters", () => {
    fc.assert(
      fc.property(api, form, (each, { place }) => {
        const bracketed = run(write(each, { place, parameters: "bracketed" })).root;
        const consolidated = run(write(each, { place, parameters: "consolidated" })).root;
        expect(bracketed).toEqual(consolidated);
        expect(JSON.stringify(bracketed)).toBe(JSON.stringify(consolidated));
      }),
    );
  });
});

const json = (schema: string): string =>
  `{ description: d, content: { application/json: { schema: ${schema} } } }`;

describe("a second run changes nothing", () => {
  test.each([
    [
      "if two statuses have different bodies",
      `{ responses: { "200": ${json("{ type: object }")}, "202": ${json("{ type: string }")} } }`,
    ],
    [
      "if a flat page size is declared beside a bracketed one",
      `{ parameters: [
         { name: "page[number]", in: query, schema: { type: integer } },
         { name: "page[size]", in: query, schema: { type: integer } },
         { name: limit, in: query, schema: { type: integer } } ],
         responses: { "200": ${json("{ properties: { data: { type: array } } }")} } }`,
    ],
    [
      "if a page has two properties that could be its size",
      `{ parameters: [
         { name: "page[size]", in: query, schema: { type: integer } },
         { name: "page[page_size]", in: query, schema: { type: integer } },
         { name: "page[number]", in: query, schema: { type: integer } } ],
         responses: { "200": ${json("{ properties: { data: { type: array } } }")} } }`,
    ],
    [
      "if a response references a component with a longer name",
      `{ responses: { "200": ${json("{ $ref: '#/components/schemas/ListWidgetsResponseBody' }")} } }`,
    ],
  ])("%s", (_, operation) => {
    const once = run(listWidgets(operation, "{ ListWidgetsResponseBody: { type: object } }"));
    const twice = run(once.root);
    expect(twice.changes).toEqual([]);
    expect(JSON.stringify(twice.root)).toBe(JSON.stringify(once.root));
  });
});

test("parameters are sorted by name and then location", () => {
  const { root } = run(
    listWidgets(
      `{ parameters: [
         { name: b, in: query, schema: {} }, { name: a, in: query, schema: {} },
         { name: a, in: header, schema: {} } ], responses: {} }`,
    ),
  );
  expect(
    asArray(operationOf(root)["parameters"]).map((each) => [
      asObject(each)["name"],
      asObject(each)["in"],
    ]),
  ).toEqual([
    ["a", "header"],
    ["a", "query"],
    ["b", "query"],
  ]);
});

test("unreachable components are dropped, and reachable ones are kept", () => {
  const { root } = run(
    listWidgets(
      `{ responses: { "404": ${json("{ $ref: '#/components/schemas/Fault' }")} } }`,
      "{ Fault: { properties: { cause: { $ref: '#/components/schemas/Cause' } } }, Cause: {}, Other: { $ref: '#/components/schemas/Cause' } }",
    ),
  );
  expect(Object.keys(schemasOf(root))).toEqual(["Cause", "Fault"]);
});

test("what a shared header refers to is kept", () => {
  const root = yaml(`
openapi: 3.1.0
paths:
  /widgets:
    get:
      operationId: ListWidgets
      responses: { "200": { headers: { X-Version: { $ref: "#/components/headers/Version" } } } }
components:
  headers: { Version: { schema: { $ref: "#/components/schemas/Version" } } }
  schemas: { Version: { type: integer }, Unused: { type: string } }
`);
  const { root: normalized } = run(root);
  expect(Object.keys(schemasOf(normalized))).toEqual(["Version"]);
  expect(danglingOf(normalized)).toEqual([]);
});

test("a response that references a component with a longer name still gets its own name", () => {
  const { root } = run(
    listWidgets(
      `{ responses: { "200": ${json("{ $ref: '#/components/schemas/ListWidgetsResponseBody' }")} } }`,
      "{ ListWidgetsResponseBody: { type: object } }",
    ),
  );
  expect(Object.keys(schemasOf(root))).toContain("ListWidgetsResponse");
});

test("a reference into a parameter survives its inlining", () => {
  const root = listWidgets(
    `{ parameters: [{ $ref: "#/components/parameters/Colour" }],
       responses: { "200": ${json("{ properties: { colour: { $ref: '#/components/parameters/Colour/schema' } } }")} } }`,
  );
  const parameters = { Colour: yaml("{ name: colour, in: query, schema: { type: string } }") };
  expect(
    danglingOf(run({ ...root, components: { ...asObject(root["components"]), parameters } }).root),
  ).toEqual([]);
});

test("an array in an example keeps its order, even under the name of a keyword", () => {
  const example = { required: ["b", "a"] };
  const { root } = run(
    listWidgets(
      `{ responses: { "200": ${json(`{ type: object, example: ${JSON.stringify(example)} }`)} } }`,
    ),
  );
  expect(asObject(schemasOf(root)["ListWidgetsResponse"])["example"]).toEqual(example);
});

test("a default is validated the same way against inline and referenced schemas", () => {
  const withDefault = (schema: string) =>
    asArray(
      operationOf(
        run(
          listWidgets(
            `{ parameters: [{ name: day, in: query, schema: { ${schema}, default: today } }], responses: {} }`,
            "{ Day: { type: string, format: date } }",
          ),
        ).root,
      )["parameters"],
    ).map((parameter) => asObject(asObject(parameter)["schema"])["default"]);
  expect(withDefault("anyOf: [{ $ref: '#/components/schemas/Day' }]")).toEqual(
    withDefault("anyOf: [{ type: string, format: date }]"),
  );
});

describe("every change has the upstream line that it concerns", () => {
  /** The rules that comments at line ends announce, as `line rule`. */
  const announced = (text: string): string[] =>
    text.split("\n").flatMap((line, index) => {
      const rules = /#! (.*)$/.exec(line)?.[1] ?? "";
      return rules.split(", ").flatMap((rule) => (rule === "" ? [] : [`${index + 1} ${rule}`]));
    });

  const reported = (text: string): string[] =>
    normalize(readSource(text, "test.yml"), options).changes.map(
      ({ line, rule }) => `${line} ${rule}`,
    );

  test("for each of the rules", () => {
    const text = `
openapi: 3.0.3 #! openapi-3.1
info:
  title: Widgets
  version: 1.0.0
  description: All <b>widgets</b> #! plain-descriptions
paths:
  /widgets:
    get: #! hoist-parameter, hoist-parameter, mark-pagination
      operationId: ListWidgets
      parameters:
        - name: page[number] #! bracketed-to-deep-object
          in: query
          schema:
            type: integer
            minimum: 0
            exclusiveMinimum: true #! openapi-3.1
        - $ref: "#/components/parameters/Size" #! bracketed-to-deep-object, inline-reference
        - name: filter #! deep-object-explicit
          in: query
          schema: { $ref: "#/components/schemas/Filter" }
      responses: #! hoist-response
        "200":
          $ref: "#/components/responses/Widgets"
components:
  parameters:
    Size:
      name: page[size]
      in: query
      schema:
        type: integer
        default: null #! drop-invalid-default
  responses:
    Widgets:
      description: Widgets
      content:
        application/json:
          schema:
            type: object
            properties:
              data: { type: array, items: { $ref: "#/components/schemas/vendor_Widget" } }
  schemas:
    Client: #! reserve-names
      type: string
    Filter:
      type: object
      properties:
        client:
          $ref: "#/components/schemas/Client"
    vendor_Widget: #! strip-vendor-prefix
      type: object
      properties:
        colour:
          type: string
          nullable: true #! nullable-to-type
        sizes:
          type: object
          unevaluatedProperties: { type: integer } #! unevaluated-to-additional
        grade:
          type: string
          enum: [1, 2] #! values-to-type
        client:
          allOf: #! fold-all-of
            - $ref: "#/components/schemas/Client"
`.replace('"200":\n          $ref', '"200": #! inline-reference\n          $ref');
    expect(reported(text)).toEqual(announced(text).toSorted(byLineThenRule));
  });

  test("for parameters of a path item and of its operation", () => {
    const text = `
openapi: 3.1.0
paths:
  /widgets:
    parameters: #! inline-reference
      - name: q
        in: query
        schema: { type: string }
    get: #! hoist-parameter
      operationId: ListWidgets
      parameters:
        - name: page[number] #! bracketed-to-deep-object
          in: query
          schema: { type: integer }
        - name: page[size] #! bracketed-to-deep-object
          in: query
          schema: { type: integer }
      responses: {}
`;
    expect(reported(text)).toEqual(announced(text).toSorted(byLineThenRule));
  });

  const byLineThenRule = (a: string, b: string): number =>
    Number.parseInt(a) - Number.parseInt(b) || (a < b ? -1 : a > b ? 1 : 0);
});

describe.skipIf(!process.env["SPEC_CORPUS"])("the published document in all its variants", () => {
  const specs = join(process.env["SPEC_CORPUS"] ?? "", "specs");
  const vendorPrefixes = ["external-voice-integrations"];

  /** The normalized operation, without details that differ between releases but do not affect the API. */
  const read = (...path: string[]): JsonObject => {
    const source = readSource(readFileSync(join(specs, ...path), "utf8"), path.join("/"));
    const selected = select(source, ["ListExternalConnections"], vendorPrefixes);
    const { root } = normalize(selected, { vendorPrefixes, deepObjectParameters: [] }).document;
    const { description: _, ...info } = asObject(withoutExtensions(root["info"] ?? null));
    const servers = asArray(root["servers"]).map((server) => asObject(server)["url"] ?? null);
    return { ...asObject(withoutExtensions(root)), info, servers };
  };

  const withoutExtensions = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(withoutExtensions);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !key.startsWith("x-"))
        .map(([key, member]) => [key, withoutExtensions(member)]),
    );
  };

  const variants = process.env["SPEC_CORPUS"] ? readdirSync(join(specs, "variants")) : [];
  const namesOf = (root: JsonObject): string[] => Object.keys(schemasOf(root));

  test("there are variants of both kinds", () => {
    expect(variants.filter((name) => name.includes("inlined"))).not.toEqual([]);
    expect(variants.filter((name) => name.includes("bracketed"))).not.toEqual([]);
  });

  test.each(variants.filter((name) => name.includes("inlined")))(
    "%s gives the same operation and components as the consolidated document",
    (variant) => {
      const want = read("external-connects.full.yml");
      const got = read("variants", variant);
      expect(got["paths"]).toEqual(want["paths"]);
      expect(got["components"]).toEqual(want["components"]);
    },
  );

  test.each(variants)("%s gives the same type names as the consolidated document", (variant) => {
    expect(namesOf(read("variants", variant))).toEqual(namesOf(read("external-connects.full.yml")));
  });
});
