import { describe, expect, test } from "vitest";
import { asArray, type Json } from "../../scripts/lib/json.ts";
import { bracketedToDeepObject } from "../../scripts/rules/bracketed-to-deep-object.ts";
import { apply, applyAgain, listWidgets, operationOf, reportedChanges, yaml } from "./apply.ts";

const run = (parameters: string) => {
  const applied = apply(
    bracketedToDeepObject,
    listWidgets(
      `{ parameters: [${parameters}], responses: {} }`,
      "{ Page: { type: object, properties: { number: { type: integer } } }, Size: { type: integer, description: Own } }",
    ),
  );
  return { ...applied, parameters: asArray(operationOf(applied.result)["parameters"]) };
};

const list = (text: string): readonly Json[] => asArray(yaml(`list: [${text}]`)["list"]);

const number = "{ name: 'page[number]', in: query, schema: { type: integer } }";
const size = "{ name: 'page[size]', in: query, schema: { type: integer } }";
const deep = "in: query, style: deepObject, explode: true";

describe("bracketed-to-deep-object", () => {
  test.each([
    [
      "merges parameters with the same root into one parameter",
      `${number}, ${size}`,
      `{ name: page, ${deep}, schema: { type: object, properties: { number: { type: integer }, size: { type: integer } } } }`,
    ],
    [
      "creates one parameter per root, at the position of its first member",
      `${number}, { name: q, in: query, schema: { type: string } }, { name: 'filter[a]', in: query, schema: { type: string } }, ${size}`,
      `{ name: page, ${deep}, schema: { type: object, properties: { number: { type: integer }, size: { type: integer } } } },
       { name: q, in: query, schema: { type: string } },
       { name: filter, ${deep}, schema: { type: object, properties: { a: { type: string } } } }`,
    ],
    [
      "nests brackets to any depth",
      "{ name: 'filter[a][b][c]', in: query, schema: { type: string } }, { name: 'filter[a][d]', in: query, schema: { type: boolean } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: { a: { type: object, properties: {
         b: { type: object, properties: { c: { type: string } } }, d: { type: boolean } } } } } }`,
    ],
    [
      "records trailing empty brackets on the array",
      "{ name: 'sort[]', in: query, schema: { type: array, items: { type: string } } }",
      `{ name: sort, ${deep}, schema: { type: array, items: { type: string }, x-array-format: brackets } }`,
    ],
    [
      "turns a scalar with trailing empty brackets into an array",
      "{ name: 'sort[]', in: query, schema: { type: string } }",
      `{ name: sort, ${deep}, schema: { type: array, items: { type: string }, x-array-format: brackets } }`,
    ],
    [
      "records trailing empty brackets below a key on the nested array",
      "{ name: 'filter[ids][]', in: query, schema: { type: array, items: { type: string } } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         ids: { type: array, items: { type: string }, x-array-format: brackets } } } }`,
    ],
    [
      "records that the items of an array are parameters of their own",
      "{ name: 'filter[ids]', in: query, explode: true, schema: { type: array, items: { type: string } } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         ids: { type: array, items: { type: string }, x-array-format: repeat } } } }`,
    ],
    [
      "merges a scalar that says `explode: false`, which joins nothing",
      "{ name: 'page[size]', in: query, explode: false, schema: { type: integer } }",
      `{ name: page, ${deep}, schema: { type: object, properties: { size: { type: integer } } } }`,
    ],
    [
      "makes the parents of a required member and the parameter required",
      "{ name: 'filter[a][b]', in: query, required: true, schema: { type: string } }, { name: 'filter[c]', in: query, schema: { type: string } }",
      `{ name: filter, ${deep}, required: true, schema: { type: object, required: [a], properties: {
         a: { type: object, required: [b], properties: { b: { type: string } } }, c: { type: string } } } }`,
    ],
    [
      "moves a parameter's documentation to the property",
      "{ name: 'page[size]', in: query, description: d, deprecated: true, example: 5, schema: { type: integer } }",
      `{ name: page, ${deep}, schema: { type: object, properties: {
         size: { type: integer, description: d, deprecated: true, example: 5 } } } }`,
    ],
    [
      "keeps documentation that the schema has itself or references",
      "{ name: 'page[a]', in: query, description: d, schema: { type: integer, description: e } }, { name: 'page[b]', in: query, description: d, schema: { $ref: '#/components/schemas/Size' } }",
      `{ name: page, ${deep}, schema: { type: object, properties: {
         a: { type: integer, description: e }, b: { $ref: '#/components/schemas/Size' } } } }`,
    ],
    [
      "merges members into an existing parameter, which keeps its documentation",
      `{ name: page, in: query, description: d, schema: { type: object, properties: { number: { type: integer } } } }, ${size}`,
      `{ name: page, ${deep}, description: d, schema: { type: object, properties: { number: { type: integer }, size: { type: integer } } } }`,
    ],
    [
      "keeps the position and the properties of an existing parameter",
      `{ name: 'page[number]', in: query, schema: { type: integer, minimum: 5 } }, { name: page, in: query, schema: { type: object, properties: { number: { type: integer } } } }`,
      `{ name: page, ${deep}, schema: { type: object, properties: { number: { type: integer } } } }`,
    ],
    [
      "inlines the schema of an existing parameter that references a component",
      `{ name: page, in: query, schema: { $ref: '#/components/schemas/Page' } }, ${size}`,
      `{ name: page, ${deep}, schema: { type: object, properties: { number: { type: integer }, size: { type: integer } } } }`,
    ],
    [
      "makes a scalar and an object with the same name alternatives",
      "{ name: 'filter[a]', in: query, schema: { type: string } }, { name: 'filter[a][eq]', in: query, schema: { type: string } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         a: { anyOf: [{ type: string }, { type: object, properties: { eq: { type: string } } }] } } } }`,
    ],
    [
      "makes an object and a scalar with the same name alternatives",
      "{ name: 'filter[a][eq]', in: query, schema: { type: string } }, { name: 'filter[a]', in: query, schema: { type: string } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         a: { anyOf: [{ type: string }, { type: object, properties: { eq: { type: string } } }] } } } }`,
    ],
    [
      "adds a further operator to the object among the alternatives",
      "{ name: 'filter[a]', in: query, schema: { type: string } }, { name: 'filter[a][eq]', in: query, schema: { type: string } }, { name: 'filter[a][gt]', in: query, schema: { type: string } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         a: { anyOf: [{ type: string }, { type: object, properties: { eq: { type: string }, gt: { type: string } } }] } } } }`,
    ],
    [
      "adds no member twice to alternatives that upstream consolidated",
      `{ name: filter, ${deep}, schema: { type: object, properties: { a: { anyOf: [{ type: string }, { type: object, properties: { eq: { type: string } } }] } } } },
       { name: 'filter[a]', in: query, schema: { type: string } }, { name: 'filter[a][eq]', in: query, schema: { type: string } }`,
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         a: { anyOf: [{ type: string }, { type: object, properties: { eq: { type: string } } }] } } } }`,
    ],
  ])("%s", (_, given, want) => {
    const applied = run(given);
    expect(applied.parameters).toEqual(list(want));
    expect(applyAgain(bracketedToDeepObject, applied)).toEqual({
      result: applied.result,
      changes: [],
    });
  });

  test.each([
    ["a name without brackets", "{ name: page, in: query, schema: { type: integer } }"],
    ["brackets outside the query", "{ name: 'a[b]', in: header, schema: { type: string } }"],
    ["brackets in the middle of a name", "{ name: 'a[b]c', in: query, schema: { type: string } }"],
    [
      "empty brackets before the end of a name",
      "{ name: 'a[][b]', in: query, schema: { type: string } }",
    ],
    ["unclosed brackets", "{ name: 'a[b', in: query, schema: { type: string } }"],
    [
      "a parameter with a media type",
      "{ name: 'a[b]', in: query, content: { application/json: {} } }",
    ],
    [
      "a list that is joined by commas",
      "{ name: 'sort[]', in: query, explode: false, schema: { type: array, items: { type: string } } }",
    ],
    [
      "a list that is joined by pipes",
      "{ name: 'filter[ids]', in: query, style: pipeDelimited, schema: { type: [array, 'null'] } }",
    ],
    [
      "an object that is joined by commas",
      "{ name: 'filter[page]', in: query, explode: false, schema: { $ref: '#/components/schemas/Page' } }",
    ],
    [
      "a root that is also a scalar parameter",
      "{ name: sort, in: query, schema: { type: string } }, { name: 'sort[]', in: query, schema: { type: array } }",
    ],
  ])("leaves %s unchanged", (_, given) => {
    const applied = run(given);
    expect(applied.parameters).toEqual(list(given));
    expect(applied.changes).toEqual([]);
  });

  test("reports every bracketed parameter at its original pointer", () => {
    expect(reportedChanges(run(`{ name: q, in: query, schema: {} }, ${number}, ${size}`))).toEqual([
      ["/paths/~1widgets/get/parameters/1", "page[number] → page.number"],
      ["/paths/~1widgets/get/parameters/2", "page[size] → page.size"],
    ]);
  });
});
