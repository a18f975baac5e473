import { describe, expect, test } from "vitest";
import { findFaults } from "../../scripts/stages/find-faults.ts";
import { readSource } from "../../scripts/stages/read-source.ts";

const faultsIn = (text: string) =>
  findFaults(readSource(`openapi: 3.1.0\npaths: {}\n${text}`, "api.yml")).map(
    ({ pointer, problem }) => [pointer, problem],
  );
const schemas = (text: string) => faultsIn(`components:\n  schemas:\n    ${text}\n`);
const parameter = (text: string) => faultsIn(`components:\n  parameters:\n    P: ${text}\n`);

describe("a `$ref`", () => {
  test.each([
    [
      "to nothing",
      "A: { $ref: '#/components/schemas/Gone' }",
      "`$ref: #/components/schemas/Gone` refers to nothing in the document (/components/schemas/A); correct the reference or add its target",
    ],
    [
      "to another document",
      "A: { $ref: 'other.yml#/A' }",
      "`$ref: other.yml#/A` names a file, and this document was read without its folder (/components/schemas/A); move its target into this document, and write `#/…`",
    ],
    [
      "without a slash",
      "A: { $ref: '#B' }",
      "`$ref: #B` names an anchor that the document does not have (/components/schemas/A); declare it, or write a pointer: `#/…`",
    ],
    [
      "that is null",
      "A: { $ref: null }",
      "`$ref: null` is not a string (/components/schemas/A); write a reference, or what it should refer to",
    ],
    [
      "that is an object",
      "A: { $ref: { type: string } }",
      '`$ref: {"type":"string"}` is not a string (/components/schemas/A); write a reference, or what it should refer to',
    ],
  ])("%s", (_, text, problem) => {
    expect(schemas(text)).toEqual([["/components/schemas/A", problem]]);
  });

  test.each(["example", "examples", "default", "const", "enum", "x-internal"])(
    "in %s is data",
    (keyword) => {
      expect(schemas(`A: { ${keyword}: [{ $ref: '#/nowhere' }, { $ref: 1 }] }`)).toEqual([]);
    },
  );

  test("in a property that has the name of such a keyword is a fault", () => {
    const members = ["example", "default", "x-internal"].map(
      (name) => `${name}: { $ref: '#/nowhere' }`,
    );
    expect(schemas(`A: { properties: { ${members.join(", ")} } }`)).toHaveLength(3);
  });

  test("as the name of a property is none", () => {
    expect(schemas("A: { properties: { $ref: { type: string } } }")).toEqual([]);
  });
});

describe("a `$ref` that leads back to itself", () => {
  test.each([
    ["at once", "A: { $ref: '#/components/schemas/A' }"],
    [
      "through others",
      "A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n    C: { $ref: '#/components/schemas/A' }",
    ],
  ])("%s", (_, text) => {
    const faults = schemas(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.[1]).toMatch(
      /^`\$ref: .*[AB]` leads back to itself, so it describes nothing; correct/,
    );
  });

  test("but not through a property or an item, or where two lead to one", () => {
    expect(
      schemas(`A: { properties: { a: { $ref: '#/components/schemas/A' } } }
    B: { items: { $ref: '#/components/schemas/B' } }
    C: { allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/A' }] }
    D: { $ref: '#/components/schemas/A' }
    E: { $ref: '#/components/schemas/D' }`),
    ).toEqual([]);
  });
});

describe("a parameter", () => {
  test.each([
    ["without a schema", "{ name: q, in: query }", "has no schema; give it one"],
    ["with empty content", "{ name: q, in: query, content: {} }", "has no schema; give it one"],
    ["without a name", "{ in: query, schema: {} }", "has no name; give it one"],
    [
      "in another place",
      "{ name: q, in: formData, schema: {} }",
      'is in "formData"; the locations are query, path, header, cookie. Correct it',
    ],
    [
      "with a style of another place",
      "{ name: q, in: path, style: form, schema: {} }",
      'has style "form", which is not allowed in path (allowed: simple, label, matrix); correct it',
    ],
  ])("%s", (_, text, problem) => {
    const name = text.includes("name: q") ? "q" : "";
    expect(parameter(text)).toEqual([
      ["/components/parameters/P", `parameter "${name}" ${problem}`],
    ]);
  });

  test.each([
    ["with content", "{ name: q, in: query, content: { application/json: {} } }"],
    ["with an empty schema", "{ name: q, in: query, schema: {} }"],
    ["that OpenAPI leaves to the request", "{ name: Accept, in: header }"],
    [
      "that is a reference",
      "{ $ref: '#/components/parameters/Q' }\n    Q: { name: 1, in: query, schema: {} }",
    ],
  ])("%s is sound", (_, text) => {
    expect(parameter(text)).toEqual([]);
  });

  test("that is null", () => {
    const text = "x-a: 1\n".concat("webhooks: { a: { post: { parameters: [null] } } }\n");
    expect(faultsIn(text)).toEqual([
      [
        "/webhooks/a/post/parameters/0",
        "a parameter is null; give it a name, a location and a schema, or remove it",
      ],
    ]);
  });

  test("of a callback is none that the package sends", () => {
    const operation =
      "post: { parameters: [null, { name: q, in: path, style: form, schema: {} }] }";
    const callbacks = `{ done: { "{$url}": { ${operation} } } }`;
    for (const text of [
      `paths: { /a: { post: { callbacks: ${callbacks} } } }`,
      `paths: { /a: { additionalOperations: { COPY: { callbacks: ${callbacks} } } } }`,
      `paths: {}\ncomponents: { callbacks: ${callbacks} }`,
    ])
      expect(findFaults(readSource(`openapi: 3.2.0\n${text}\n`, "api.yml"))).toEqual([]);
    const path = `openapi: 3.1.0\npaths: { /callbacks: { ${operation} } }\n`;
    expect(findFaults(readSource(path, "api.yml"))).toHaveLength(2);
  });
});
