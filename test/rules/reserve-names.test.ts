import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { reserveNames } from "../../scripts/rules/reserve-names.ts";
import { apply, applyAgain, listWidgets, said, yaml } from "./apply.ts";

const ok = (schema: string): string =>
  `{ '200': { description: d, content: { application/json: { schema: ${schema} } } } }`;
const filter = (schema: string): string =>
  `[{ name: filter, in: query, style: deepObject, schema: ${schema} }]`;
const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

describe("reserve-names", () => {
  test.each([
    ["the operation's params", "ListWidgetsParams", "responses: {}"],
    ["its response", "ListWidgetsResponse", `responses: ${ok("{ type: object }")}`],
    ["its response where it answers nothing", "ListWidgetsResponse", "responses: {}"],
    ["its filter", "ListWidgetsFilter", `parameters: ${filter("{ type: object }")}, responses: {}`],
    ["a type of the package", "ClientOptions", "responses: {}"],
    ["an error of the package", "ApiError", "responses: {}"],
    ["a word of the language", "Promise", "responses: {}"],
    ["another one", "Record", "responses: {}"],
  ])("a component that is called like %s makes room", (_, name, operation) => {
    const applied = apply(
      reserveNames,
      listWidgets(`{ ${operation} }`, `{ ${name}: { type: string }, A: ${ref(name)} }`),
    );
    expect(schemasOf(applied.result)).toEqual(
      yaml(`{ ${name}Schema: { type: string }, A: ${ref(`${name}Schema`)} }`),
    );
    expect(said(applied)).toEqual([
      [`/components/schemas/${name}`, `${name}, a name that the package needs → ${name}Schema`],
    ]);
    expect(applyAgain(reserveNames, applied).changes).toEqual([]);
  });

  test.each([
    [
      "the response that upstream calls so itself",
      "ListWidgetsResponse",
      `responses: ${ok(ref("ListWidgetsResponse"))}`,
    ],
    [
      "the filter that upstream calls so itself",
      "ListWidgetsFilter",
      `parameters: ${filter(ref("ListWidgetsFilter"))}, responses: {}`,
    ],
    [
      "a parameter that is no object",
      "ListWidgetsFilter",
      `parameters: ${filter("{ type: string }")}, responses: {}`,
    ],
    ["anything else", "Widget", "responses: {}"],
  ])("a component that is called like %s keeps its name", (_, name, operation) => {
    const root = listWidgets(`{ ${operation} }`, `{ ${name}: { type: object } }`);
    expect(apply(reserveNames, root)).toEqual({ result: root, changes: [] });
  });

  test("a name that is free is found", () => {
    const applied = apply(
      reserveNames,
      listWidgets(
        "{ responses: {} }",
        "{ Client: { type: string }, ClientSchema: { type: object }, ClientSchema2: { type: integer } }",
      ),
    );
    expect(Object.keys(schemasOf(applied.result)).toSorted()).toEqual([
      "ClientSchema",
      "ClientSchema2",
      "ClientSchema3",
    ]);
  });
});
