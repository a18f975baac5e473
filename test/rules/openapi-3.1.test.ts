import { describe, expect, test } from "vitest";
import { openapi31 } from "../../scripts/rules/openapi-3.1.ts";
import { apply, applyAgain, applyToSchema, reportedChanges, yaml } from "./apply.ts";

describe("openapi-3.1", () => {
  test.each([
    ["3.0.0", [["/openapi", "3.0.0 → 3.1.0"]]],
    ["3.0.3", [["/openapi", "3.0.3 → 3.1.0"]]],
    ["3.1.1", [["/openapi", "3.1.1 → 3.1.0"]]],
    [3, [["/openapi", "3.0 → 3.1.0"]]],
    [3.1, [["/openapi", "3.1 → 3.1.0"]]],
    ["3.1.0", []],
  ])("version %s becomes 3.1.0, and a change is reported if it was another", (version, changes) => {
    const applied = apply(openapi31, { openapi: version, paths: {} });
    expect(applied.result).toEqual({ openapi: "3.1.0", paths: {} });
    expect(reportedChanges(applied)).toEqual(changes);
    expect(applyAgain(openapi31, applied)).toEqual({ ...applied, changes: [] });
  });

  test.each([
    [
      "an exclusive minimum replaces the minimum",
      "{ type: integer, minimum: 0, exclusiveMinimum: true }",
      "{ type: integer, exclusiveMinimum: 0 }",
      ["/exclusiveMinimum"],
    ],
    [
      "an exclusive maximum replaces the maximum",
      "{ type: integer, maximum: 9, exclusiveMaximum: true }",
      "{ type: integer, exclusiveMaximum: 9 }",
      ["/exclusiveMaximum"],
    ],
    [
      "both limits of one schema are converted",
      "{ minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true }",
      "{ exclusiveMinimum: 0, exclusiveMaximum: 9 }",
      ["/exclusiveMinimum", "/exclusiveMaximum"],
    ],
    [
      "a limit with exclusiveMinimum: false stays a minimum",
      "{ minimum: 0, exclusiveMinimum: false }",
      "{ minimum: 0 }",
      ["/exclusiveMinimum"],
    ],
    [
      "exclusiveMaximum: true without a maximum is dropped",
      "{ type: integer, exclusiveMaximum: true }",
      "{ type: integer }",
      ["/exclusiveMaximum"],
    ],
    [
      "limits in 3.1 notation are kept",
      "{ exclusiveMinimum: 0, exclusiveMaximum: 9 }",
      "{ exclusiveMinimum: 0, exclusiveMaximum: 9 }",
      [],
    ],
    [
      "nested schemas are converted",
      "{ properties: { a: { items: { minimum: 1, exclusiveMinimum: true } } } }",
      "{ properties: { a: { items: { exclusiveMinimum: 1 } } } }",
      ["/properties/a/items/exclusiveMinimum"],
    ],
    [
      "a property named like the keyword is kept",
      "{ properties: { exclusiveMinimum: { type: boolean } } }",
      "{ properties: { exclusiveMinimum: { type: boolean } } }",
      [],
    ],
    [
      "an example that looks like a schema is left unchanged",
      "{ example: { minimum: 0, exclusiveMinimum: true } }",
      "{ example: { minimum: 0, exclusiveMinimum: true } }",
      [],
    ],
  ])("%s", (_, given, want, pointers) => {
    const applied = applyToSchema(openapi31, given);
    expect(applied.schema).toEqual(yaml(want));
    expect(applied.pointers).toEqual(pointers);
    expect(applyAgain(openapi31, applied).changes).toEqual([]);
  });
});
