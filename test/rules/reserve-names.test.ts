import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { reserveNames } from "../../scripts/rules/reserve-names.ts";
import { apply, applyAgain, listWidgets, reportedChanges, yaml } from "./apply.ts";

const ok = (schema: string): string =>
  `{ '200': { description: d, content: { application/json: { schema: ${schema} } } } }`;
const filter = (schema: string): string =>
  `[{ name: filter, in: query, style: deepObject, schema: ${schema} }]`;
const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

describe("reserve-names", () => {
  test.each([
    ["the operation's params type", "ListWidgetsParams", "responses: {}"],
    [
      "the operation's response type",
      "ListWidgetsResponse",
      `responses: ${ok("{ type: object }")}`,
    ],
    [
      "the response type of an operation without a response body",
      "ListWidgetsResponse",
      "responses: {}",
    ],
    [
      "the type of the operation's filter",
      "ListWidgetsFilter",
      `parameters: ${filter("{ type: object }")}, responses: {}`,
    ],
    ["a type of the package", "ClientOptions", "responses: {}"],
    ["an error class of the package", "ApiError", "responses: {}"],
    ["a global type of TypeScript", "Promise", "responses: {}"],
    ["another global type of TypeScript", "Record", "responses: {}"],
  ])("renames a component named like %s", (_, name, operation) => {
    const applied = apply(
      reserveNames,
      listWidgets(`{ ${operation} }`, `{ ${name}: { type: string }, A: ${ref(name)} }`),
    );
    expect(schemasOf(applied.result)).toEqual(
      yaml(`{ ${name}Schema: { type: string }, A: ${ref(`${name}Schema`)} }`),
    );
    expect(reportedChanges(applied)).toEqual([
      [`/components/schemas/${name}`, `${name}, a name that the package needs → ${name}Schema`],
    ]);
    expect(applyAgain(reserveNames, applied).changes).toEqual([]);
  });

  test.each([
    [
      "a component that upstream uses as the operation's response",
      "ListWidgetsResponse",
      `responses: ${ok(ref("ListWidgetsResponse"))}`,
    ],
    [
      "a component that upstream uses as the operation's filter",
      "ListWidgetsFilter",
      `parameters: ${filter(ref("ListWidgetsFilter"))}, responses: {}`,
    ],
    [
      "a component named like a parameter that is not an object",
      "ListWidgetsFilter",
      `parameters: ${filter("{ type: string }")}, responses: {}`,
    ],
    ["a component that does not conflict", "Widget", "responses: {}"],
  ])("keeps the name of %s", (_, name, operation) => {
    const root = listWidgets(`{ ${operation} }`, `{ ${name}: { type: object } }`);
    expect(apply(reserveNames, root)).toEqual({ result: root, changes: [] });
  });

  test("picks a name that is free", () => {
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

  test("a discriminator without a mapping keeps the value that the old name was", () => {
    const applied = apply(
      reserveNames,
      listWidgets(
        "{ responses: {} }",
        `{ Record: { type: object }, It: { oneOf: [${ref("Record")}], discriminator: { propertyName: kind } } }`,
      ),
    );
    expect(schemasOf(applied.result)["It"]).toEqual(
      yaml(
        `{ oneOf: [${ref("RecordSchema")}], discriminator: { propertyName: kind, mapping: { Record: '#/components/schemas/RecordSchema' } } }`,
      ),
    );
  });
});
