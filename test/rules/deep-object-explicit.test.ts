import { describe, expect, test } from "vitest";
import { asArray } from "../../scripts/lib/json.ts";
import { deepObjectExplicit } from "../../scripts/rules/deep-object-explicit.ts";
import { apply, applyAgain, listWidgets, operationOf, reportedChanges, yaml } from "./apply.ts";

const run = (parameter: string) => {
  const applied = apply(
    deepObjectExplicit,
    listWidgets(`{ parameters: [${parameter}], responses: {} }`, "{ Page: { type: object } }"),
  );
  return { ...applied, parameter: asArray(operationOf(applied.result)["parameters"])[0] };
};

describe("deep-object-explicit", () => {
  test.each([
    ["page", "{ name: page, in: query, schema: { type: object } }"],
    ["filter", "{ name: filter, in: query, schema: { properties: { a: { type: string } } } }"],
    [
      "a reference to an object",
      "{ name: page, in: query, schema: { $ref: '#/components/schemas/Page' } }",
    ],
    ["an object or null", "{ name: page, in: query, schema: { type: [object, 'null'] } }"],
    [
      "page with explode alone",
      "{ name: page, in: query, explode: true, schema: { type: object } }",
    ],
    [
      "a parameter described as consolidated",
      "{ name: p, in: query, description: Consolidated p, schema: { type: object } }",
    ],
    [
      "a parameter described as deepObject",
      "{ name: p, in: query, description: (deepObject style), schema: { type: object } }",
    ],
    [
      "a parameter with nested objects",
      "{ name: p, in: query, schema: { type: object, properties: { a: { type: object } } } }",
    ],
    [
      "an object that is composed, with nested objects in what it is composed of",
      "{ name: p, in: query, schema: { allOf: [{ $ref: '#/components/schemas/Page' }, { properties: { a: { type: object } } }] } }",
    ],
    [
      "a composed object or null",
      "{ name: filter, in: query, schema: { anyOf: [{ allOf: [{ $ref: '#/components/schemas/Page' }] }, { type: 'null' }] } }",
    ],
    [
      "a parameter with members that may be objects",
      "{ name: p, in: query, schema: { type: object, properties: { a: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Page' }] } } } }",
    ],
    [
      "an object with a list of objects",
      "{ name: p, in: query, schema: { type: object, properties: { a: { type: array, items: { type: object } } } } }",
    ],
    [
      "deepObject without explode",
      "{ name: p, in: query, style: deepObject, schema: { type: object } }",
    ],
    [
      "deepObject with a schema that is not an object",
      "{ name: p, in: query, style: deepObject, schema: { type: string } }",
    ],
  ])("adds style and explode to %s", (_, given) => {
    const applied = run(given);
    const { name } = yaml(given);
    expect(applied.parameter).toEqual({ ...yaml(given), style: "deepObject", explode: true });
    expect(reportedChanges(applied)).toEqual([
      [
        "/paths/~1widgets/get/parameters/0",
        `${String(name)}, an object in the query → style: deepObject, explode: true`,
      ],
    ]);
    expect(applyAgain(deepObjectExplicit, applied).changes).toEqual([]);
  });

  test.each([
    [
      "an explicit deepObject",
      "{ name: page, in: query, style: deepObject, explode: true, schema: { type: object } }",
    ],
    ["page with a numeric schema", "{ name: page, in: query, schema: { type: integer } }"],
    ["page with another style", "{ name: page, in: query, style: form, schema: { type: object } }"],
    [
      "page with explode: false",
      "{ name: page, in: query, explode: false, schema: { type: object } }",
    ],
    ["page in a header", "{ name: page, in: header, schema: { type: object } }"],
    [
      "a flat object that is not described as consolidated",
      "{ name: p, in: query, schema: { type: object, properties: { a: { type: string } } } }",
    ],
  ])("leaves %s unchanged", (_, given) => {
    const applied = run(given);
    expect(applied.parameter).toEqual(yaml(given));
    expect(applied.changes).toEqual([]);
  });

  test.each([
    ["objects", "{ $ref: '#/components/schemas/Page' }"],
    ["objects or texts", "{ oneOf: [{ type: string }, { type: object }] }"],
    ["lists", "{ type: array, items: { type: string } }"],
  ])("adds style and explode to a list of %s", (_, items) => {
    const given = `{ name: p, in: query, schema: { type: array, items: ${items} } }`;
    const applied = run(given);
    expect(applied.parameter).toEqual({ ...yaml(given), style: "deepObject", explode: true });
    expect(reportedChanges(applied)[0]?.[1]).toBe(
      "p, a list in the query → style: deepObject, explode: true",
    );
  });

  test.each(["{ type: string }", "{}"])("leaves a list of %s unchanged", (items) => {
    const given = `{ name: p, in: query, schema: { type: array, items: ${items} } }`;
    expect(run(given).parameter).toEqual(yaml(given));
  });

  test("changes a parameter in components in place", () => {
    const parameters = { Page: yaml("{ name: page, in: query, schema: { type: object } }") };
    const applied = apply(deepObjectExplicit, { paths: {}, components: { parameters } });
    expect(applied.result["components"]).toEqual({
      parameters: { Page: { ...parameters.Page, style: "deepObject", explode: true } },
    });
    expect(reportedChanges(applied)[0]?.[0]).toBe("/components/parameters/Page");
  });
});
