import { describe, expect, test } from "vitest";
import { foldAllOf } from "../../scripts/rules/fold-all-of.ts";
import { applyAgain, applyToSchema, yaml } from "./apply.ts";

const other = "$ref: '#/components/schemas/Other'";

describe("fold-all-of", () => {
  test.each([
    ["a single reference", `{ allOf: [{ ${other} }] }`, `{ ${other} }`],
    [
      "a reference and a member with documentation",
      `{ allOf: [{ ${other} }, { description: d, example: e }] }`,
      `{ ${other}, description: d, example: e }`,
    ],
    [
      "a reference with annotations beside allOf",
      `{ allOf: [{ ${other} }], description: d, default: 1, x-a: b }`,
      `{ ${other}, description: d, default: 1, x-a: b }`,
    ],
    [
      "a member with documentation before the reference",
      `{ allOf: [{ title: t }, { ${other} }] }`,
      `{ ${other}, title: t }`,
    ],
    [
      "documentation beside allOf, which overrides that of a member, which overrides the schema's own",
      "{ description: outer, allOf: [{ type: string, description: own, title: own }, { description: member, title: member }] }",
      "{ type: string, description: outer, title: member }",
    ],
    [
      "a single member that is not a reference",
      "{ allOf: [{ type: string }] }",
      "{ type: string }",
    ],
    [
      "nested allOf",
      `{ allOf: [{ allOf: [{ ${other} }] }], description: d }`,
      `{ ${other}, description: d }`,
    ],
  ])("folds %s", (_, given, want) => {
    const applied = applyToSchema(foldAllOf, given, "{ Other: { type: object } }");
    expect(applied.schema).toEqual(yaml(want));
    expect(applied.pointers).toContain("/allOf");
    expect(applyAgain(foldAllOf, applied).changes).toEqual([]);
  });

  test.each([
    ["two members with constraints", `{ allOf: [{ ${other} }, { type: object }] }`],
    ["a type beside allOf", `{ type: object, allOf: [{ ${other} }] }`],
    ["a limit beside allOf", `{ minLength: 1, allOf: [{ ${other} }] }`],
    ["members with documentation alone", "{ allOf: [{ description: d }] }"],
    ["an empty allOf", "{ allOf: [] }"],
    ["a property named allOf", "{ properties: { allOf: { type: array } } }"],
  ])("leaves %s unchanged", (_, given) => {
    const applied = applyToSchema(foldAllOf, given, "{ Other: { type: object } }");
    expect(applied.schema).toEqual(yaml(given));
    expect(applied.changes).toEqual([]);
  });
});
