import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { hoistParameter } from "../../scripts/rules/hoist-parameter.ts";
import { apply, applyAgain, listWidgets, operationOf, reportedChanges, yaml } from "./apply.ts";

const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

describe("hoist-parameter", () => {
  test.each([
    [
      "an inline object",
      "filter",
      "{ type: object, properties: { a: {} } }",
      "ListWidgetsFilter",
      "{ type: object, properties: { a: {} } }",
    ],
    [
      "an object without a type",
      "filter",
      "{ properties: { a: {} } }",
      "ListWidgetsFilter",
      "{ properties: { a: {} } }",
    ],
    [
      "an object or null",
      "filter",
      "{ type: [object, 'null'] }",
      "ListWidgetsFilter",
      "{ type: [object, 'null'] }",
    ],
    [
      "an object with a snake_case name",
      "search_terms",
      "{ type: object }",
      "ListWidgetsSearchTerms",
      "{ type: object }",
    ],
    [
      "an object that is composed of parts",
      "filter",
      "{ allOf: [{ type: object }, { required: [a] }] }",
      "ListWidgetsFilter",
      "{ allOf: [{ type: object }, { required: [a] }] }",
    ],
    [
      "alternatives that are objects, or null",
      "filter",
      "{ oneOf: [{ properties: { a: {} } }, { type: object }, { type: 'null' }] }",
      "ListWidgetsFilter",
      "{ oneOf: [{ properties: { a: {} } }, { type: object }, { type: 'null' }] }",
    ],
    [
      "a reference",
      "filter",
      ref("Shared"),
      "ListWidgetsFilter",
      "{ type: object, description: Shared words }",
    ],
    [
      "a reference with its own documentation",
      "filter",
      "{ $ref: '#/components/schemas/Shared', description: Own }",
      "ListWidgetsFilter",
      "{ type: object, description: Own }",
    ],
    [
      "a reference to a reference",
      "filter",
      ref("Alias"),
      "ListWidgetsFilter",
      "{ type: object, description: Shared words }",
    ],
  ])("turns %s into a component", (_, name, given, type, want) => {
    const shared = `{ Shared: { type: object, description: Shared words }, Alias: ${ref("Shared")} }`;
    const applied = apply(
      hoistParameter,
      listWidgets(
        `{ parameters: [{ name: ${name}, in: query, schema: ${given} }], responses: {} }`,
        shared,
      ),
    );
    expect(operationOf(applied.result)["parameters"]).toEqual([
      { name, in: "query", schema: yaml(ref(type)) },
    ]);
    expect(schemasOf(applied.result)).toEqual({ ...yaml(shared), [type]: yaml(want) });
    expect(reportedChanges(applied)).toEqual([
      ["/paths/~1widgets/get", `schema of ${name} → component ${type}`],
    ]);
    expect(applyAgain(hoistParameter, applied)).toEqual({ result: applied.result, changes: [] });
  });

  test.each([
    ["a scalar", "{ name: q, in: query, schema: { type: string } }"],
    [
      "an object or a scalar",
      "{ name: q, in: query, schema: { oneOf: [{ type: object }, { type: string }] } }",
    ],
    ["an array", "{ name: q, in: query, schema: { type: array, items: { type: object } } }"],
    ["an object in a header", "{ name: q, in: header, schema: { type: object } }"],
    ["an object in the path", "{ name: q, in: path, schema: { type: object } }"],
    ["a parameter without a schema", "{ name: q, in: query, content: {} }"],
    [
      "a component that already has the name",
      `{ name: filter, in: query, schema: ${ref("ListWidgetsFilter")} }`,
    ],
  ])("leaves %s unchanged", (_, parameter) => {
    const root = listWidgets(
      `{ parameters: [${parameter}], responses: {} }`,
      "{ ListWidgetsFilter: { type: object } }",
    );
    expect(apply(hoistParameter, root)).toEqual({ result: root, changes: [] });
  });

  test("creates one component per operation for a shared parameter", () => {
    const parameters = `[{ name: page, in: query, schema: ${ref("Page")} }]`;
    const applied = apply(hoistParameter, {
      paths: yaml(`
        /a: { get: { operationId: listA, parameters: ${parameters}, responses: {} } }
        /b: { get: { operationId: list-b, parameters: ${parameters}, responses: {} } }`),
      components: { schemas: yaml("{ Page: { type: object } }") },
    });
    expect(Object.keys(schemasOf(applied.result)).toSorted()).toEqual([
      "ListAPage",
      "ListBPage",
      "Page",
    ]);
  });

  test("keeps both schemas of two parameters that yield the same component name", () => {
    const object = (property: string): string =>
      `schema: { type: object, properties: { ${property}: { type: string } } }`;
    const { result } = apply(hoistParameter, {
      paths: yaml(`
        /a: { get: { operationId: List, parameters: [{ name: widgets_filter, in: query, ${object("a")} }], responses: {} } }
        /b: { get: { operationId: ListWidgets, parameters: [{ name: filter, in: query, ${object("b")} }], responses: {} } }`),
    });
    expect(JSON.stringify(schemasOf(result))).toContain('"a"');
    expect(JSON.stringify(schemasOf(result))).toContain('"b"');
  });
});
