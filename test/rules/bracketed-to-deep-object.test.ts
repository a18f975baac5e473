import { describe, expect, test } from "vitest";
import { asArray, type Json } from "../../scripts/lib/json.ts";
import { bracketedToDeepObject } from "../../scripts/rules/bracketed-to-deep-object.ts";
import { apply, applyAgain, listWidgets, operationOf, said, yaml } from "./apply.ts";

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
      "members of one root become one parameter",
      `${number}, ${size}`,
      `{ name: page, ${deep}, schema: { type: object, properties: { number: { type: integer }, size: { type: integer } } } }`,
    ],
    [
      "roots stay apart, each in the place of its first member",
      `${number}, { name: q, in: query, schema: { type: string } }, { name: 'filter[a]', in: query, schema: { type: string } }, ${size}`,
      `{ name: page, ${deep}, schema: { type: object, properties: { number: { type: integer }, size: { type: integer } } } },
       { name: q, in: query, schema: { type: string } },
       { name: filter, ${deep}, schema: { type: object, properties: { a: { type: string } } } }`,
    ],
    [
      "brackets nest to any depth",
      "{ name: 'filter[a][b][c]', in: query, schema: { type: string } }, { name: 'filter[a][d]', in: query, schema: { type: boolean } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: { a: { type: object, properties: {
         b: { type: object, properties: { c: { type: string } } }, d: { type: boolean } } } } } }`,
    ],
    [
      "empty brackets at the end are remembered on the array",
      "{ name: 'sort[]', in: query, schema: { type: array, items: { type: string } } }",
      `{ name: sort, ${deep}, schema: { type: array, items: { type: string }, x-array-format: brackets } }`,
    ],
    [
      "empty brackets around what is no array make one",
      "{ name: 'sort[]', in: query, schema: { type: string } }",
      `{ name: sort, ${deep}, schema: { type: array, items: { type: string }, x-array-format: brackets } }`,
    ],
    [
      "empty brackets below a key are remembered there",
      "{ name: 'filter[ids][]', in: query, schema: { type: array, items: { type: string } } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         ids: { type: array, items: { type: string }, x-array-format: brackets } } } }`,
    ],
    [
      "a required member makes itself, what holds it and the parameter required",
      "{ name: 'filter[a][b]', in: query, required: true, schema: { type: string } }, { name: 'filter[c]', in: query, schema: { type: string } }",
      `{ name: filter, ${deep}, required: true, schema: { type: object, required: [a], properties: {
         a: { type: object, required: [b], properties: { b: { type: string } } }, c: { type: string } } } }`,
    ],
    [
      "the words of a parameter become those of the property",
      "{ name: 'page[size]', in: query, description: d, deprecated: true, example: 5, schema: { type: integer } }",
      `{ name: page, ${deep}, schema: { type: object, properties: {
         size: { type: integer, description: d, deprecated: true, example: 5 } } } }`,
    ],
    [
      "words that the schema has itself, or refers to, hold",
      "{ name: 'page[a]', in: query, description: d, schema: { type: integer, description: e } }, { name: 'page[b]', in: query, description: d, schema: { $ref: '#/components/schemas/Size' } }",
      `{ name: page, ${deep}, schema: { type: object, properties: {
         a: { type: integer, description: e }, b: { $ref: '#/components/schemas/Size' } } } }`,
    ],
    [
      "a parameter of that root takes them in, and keeps its words",
      `{ name: page, in: query, description: d, schema: { type: object, properties: { number: { type: integer } } } }, ${size}`,
      `{ name: page, ${deep}, description: d, schema: { type: object, properties: { number: { type: integer }, size: { type: integer } } } }`,
    ],
    [
      "it stays in its own place, and what it declares itself holds",
      `{ name: 'page[number]', in: query, schema: { type: integer, minimum: 5 } }, { name: page, in: query, schema: { type: object, properties: { number: { type: integer } } } }`,
      `{ name: page, ${deep}, schema: { type: object, properties: { number: { type: integer } } } }`,
    ],
    [
      "one that refers to a component is opened",
      `{ name: page, in: query, schema: { $ref: '#/components/schemas/Page' } }, ${size}`,
      `{ name: page, ${deep}, schema: { type: object, properties: { number: { type: integer }, size: { type: integer } } } }`,
    ],
    [
      "a scalar and an object of one name are alternatives",
      "{ name: 'filter[a]', in: query, schema: { type: string } }, { name: 'filter[a][eq]', in: query, schema: { type: string } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         a: { anyOf: [{ type: string }, { type: object, properties: { eq: { type: string } } }] } } } }`,
    ],
    [
      "and so they are the other way round",
      "{ name: 'filter[a][eq]', in: query, schema: { type: string } }, { name: 'filter[a]', in: query, schema: { type: string } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         a: { anyOf: [{ type: string }, { type: object, properties: { eq: { type: string } } }] } } } }`,
    ],
    [
      "a third way joins the object among the alternatives",
      "{ name: 'filter[a]', in: query, schema: { type: string } }, { name: 'filter[a][eq]', in: query, schema: { type: string } }, { name: 'filter[a][gt]', in: query, schema: { type: string } }",
      `{ name: filter, ${deep}, schema: { type: object, properties: {
         a: { anyOf: [{ type: string }, { type: object, properties: { eq: { type: string }, gt: { type: string } } }] } } } }`,
    ],
    [
      "alternatives that upstream consolidated take in no member they hold already",
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
    ["brackets outside of the query", "{ name: 'a[b]', in: header, schema: { type: string } }"],
    ["brackets in the middle of a name", "{ name: 'a[b]c', in: query, schema: { type: string } }"],
    [
      "brackets that hold nothing but at the end",
      "{ name: 'a[][b]', in: query, schema: { type: string } }",
    ],
    ["brackets that do not close", "{ name: 'a[b', in: query, schema: { type: string } }"],
    [
      "a parameter that carries a media type",
      "{ name: 'a[b]', in: query, content: { application/json: {} } }",
    ],
    [
      "a root that a scalar has taken",
      "{ name: sort, in: query, schema: { type: string } }, { name: 'sort[]', in: query, schema: { type: array } }",
    ],
  ])("%s: left alone", (_, given) => {
    const applied = run(given);
    expect(applied.parameters).toEqual(list(given));
    expect(applied.changes).toEqual([]);
  });

  test("every bracketed parameter is reported where it stood", () => {
    expect(said(run(`{ name: q, in: query, schema: {} }, ${number}, ${size}`))).toEqual([
      ["/paths/~1widgets/get/parameters/1", "page[number] → page.number"],
      ["/paths/~1widgets/get/parameters/2", "page[size] → page.size"],
    ]);
  });
});
