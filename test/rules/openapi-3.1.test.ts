import { describe, expect, test } from "vitest";
import { openapi31 } from "../../scripts/rules/openapi-3.1.ts";
import { apply, applyAgain, applyToSchema, said, yaml } from "./apply.ts";

describe("openapi-3.1", () => {
  test.each([
    ["3.0.0", [["/openapi", "3.0.0 → 3.1.0"]]],
    ["3.0.3", [["/openapi", "3.0.3 → 3.1.0"]]],
    ["3.1.1", [["/openapi", "3.1.1 → 3.1.0"]]],
    ["3.1.0", []],
  ])("version %s becomes 3.1.0, and says so where it was another", (version, changes) => {
    const applied = apply(openapi31, { openapi: version, paths: {} });
    expect(applied.result).toEqual({ openapi: "3.1.0", paths: {} });
    expect(said(applied)).toEqual(changes);
    expect(applyAgain(openapi31, applied)).toEqual({ ...applied, changes: [] });
  });

  test.each([
    [
      "an exclusive minimum takes the place of the minimum",
      "{ type: integer, minimum: 0, exclusiveMinimum: true }",
      "{ type: integer, exclusiveMinimum: 0 }",
      ["/exclusiveMinimum"],
    ],
    [
      "an exclusive maximum takes the place of the maximum",
      "{ type: integer, maximum: 9, exclusiveMaximum: true }",
      "{ type: integer, exclusiveMaximum: 9 }",
      ["/exclusiveMaximum"],
    ],
    [
      "both limits of one schema are moved",
      "{ minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true }",
      "{ exclusiveMinimum: 0, exclusiveMaximum: 9 }",
      ["/exclusiveMinimum", "/exclusiveMaximum"],
    ],
    [
      "a limit that is declared not to be exclusive stays a limit",
      "{ minimum: 0, exclusiveMinimum: false }",
      "{ minimum: 0 }",
      ["/exclusiveMinimum"],
    ],
    [
      "a boolean without the limit it speaks of is left out",
      "{ type: integer, exclusiveMaximum: true }",
      "{ type: integer }",
      ["/exclusiveMaximum"],
    ],
    [
      "limits in the words of 3.1 stay",
      "{ exclusiveMinimum: 0, exclusiveMaximum: 9 }",
      "{ exclusiveMinimum: 0, exclusiveMaximum: 9 }",
      [],
    ],
    [
      "a nested schema is reached",
      "{ properties: { a: { items: { minimum: 1, exclusiveMinimum: true } } } }",
      "{ properties: { a: { items: { exclusiveMinimum: 1 } } } }",
      ["/properties/a/items/exclusiveMinimum"],
    ],
    [
      "a property that is named like the keyword is no keyword",
      "{ properties: { exclusiveMinimum: { type: boolean } } }",
      "{ properties: { exclusiveMinimum: { type: boolean } } }",
      [],
    ],
    [
      "an example that is written like a schema is data",
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
