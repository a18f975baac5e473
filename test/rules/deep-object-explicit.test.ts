import { describe, expect, test } from "vitest";
import { asArray } from "../../scripts/lib/json.ts";
import { deepObjectExplicit } from "../../scripts/rules/deep-object-explicit.ts";
import { apply, applyAgain, listWidgets, operationOf, said, yaml } from "./apply.ts";

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
      "page that only says explode",
      "{ name: page, in: query, explode: true, schema: { type: object } }",
    ],
    [
      "one that is described as consolidated",
      "{ name: p, in: query, description: Consolidated p, schema: { type: object } }",
    ],
    [
      "one that is described as deepObject",
      "{ name: p, in: query, description: (deepObject style), schema: { type: object } }",
    ],
    [
      "one that nests objects",
      "{ name: p, in: query, schema: { type: object, properties: { a: { type: object } } } }",
    ],
    [
      "deepObject without explode",
      "{ name: p, in: query, style: deepObject, schema: { type: object } }",
    ],
    [
      "deepObject of something else",
      "{ name: p, in: query, style: deepObject, schema: { type: string } }",
    ],
  ])("%s gets style and explode", (_, given) => {
    const applied = run(given);
    const { name } = yaml(given);
    expect(applied.parameter).toEqual({ ...yaml(given), style: "deepObject", explode: true });
    expect(said(applied)).toEqual([
      [
        "/paths/~1widgets/get/parameters/0",
        `${String(name)}, an object in the query → style: deepObject, explode: true`,
      ],
    ]);
    expect(applyAgain(deepObjectExplicit, applied).changes).toEqual([]);
  });

  test.each([
    [
      "one that is explicit",
      "{ name: page, in: query, style: deepObject, explode: true, schema: { type: object } }",
    ],
    ["page that is a number", "{ name: page, in: query, schema: { type: integer } }"],
    [
      "page with a style of its own",
      "{ name: page, in: query, style: form, schema: { type: object } }",
    ],
    [
      "page that is not exploded",
      "{ name: page, in: query, explode: false, schema: { type: object } }",
    ],
    ["page in a header", "{ name: page, in: header, schema: { type: object } }"],
    [
      "a flat object that nothing says was consolidated",
      "{ name: p, in: query, schema: { type: object, properties: { a: { type: string } } } }",
    ],
  ])("%s stays", (_, given) => {
    const applied = run(given);
    expect(applied.parameter).toEqual(yaml(given));
    expect(applied.changes).toEqual([]);
  });

  test("a parameter in components is changed where it stands", () => {
    const parameters = { Page: yaml("{ name: page, in: query, schema: { type: object } }") };
    const applied = apply(deepObjectExplicit, { paths: {}, components: { parameters } });
    expect(applied.result["components"]).toEqual({
      parameters: { Page: { ...parameters.Page, style: "deepObject", explode: true } },
    });
    expect(said(applied)[0]?.[0]).toBe("/components/parameters/Page");
  });
});
