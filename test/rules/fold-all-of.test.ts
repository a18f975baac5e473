import { describe, expect, test } from "vitest";
import { foldAllOf } from "../../scripts/rules/fold-all-of.ts";
import { applyAgain, applyToSchema, yaml } from "./apply.ts";

const other = "$ref: '#/components/schemas/Other'";

describe("fold-all-of", () => {
  test.each([
    ["a reference alone", `{ allOf: [{ ${other} }] }`, `{ ${other} }`],
    [
      "a reference and words in a member",
      `{ allOf: [{ ${other} }, { description: d, example: e }] }`,
      `{ ${other}, description: d, example: e }`,
    ],
    [
      "a reference and words beside",
      `{ allOf: [{ ${other} }], description: d, default: 1, x-a: b }`,
      `{ ${other}, description: d, default: 1, x-a: b }`,
    ],
    [
      "words in front of the reference",
      `{ allOf: [{ title: t }, { ${other} }] }`,
      `{ ${other}, title: t }`,
    ],
    [
      "words beside, which win over those of a member, which win over its own",
      "{ description: outer, allOf: [{ type: string, description: own, title: own }, { description: member, title: member }] }",
      "{ type: string, description: outer, title: member }",
    ],
    ["one member that is no reference", "{ allOf: [{ type: string }] }", "{ type: string }"],
    [
      "a reference within a reference",
      `{ allOf: [{ allOf: [{ ${other} }] }], description: d }`,
      `{ ${other}, description: d }`,
    ],
  ])("%s: folded", (_, given, want) => {
    const applied = applyToSchema(foldAllOf, given, "{ Other: { type: object } }");
    expect(applied.schema).toEqual(yaml(want));
    expect(applied.pointers).toContain("/allOf");
    expect(applyAgain(foldAllOf, applied).changes).toEqual([]);
  });

  test.each([
    ["two members that say more than words", `{ allOf: [{ ${other} }, { type: object }] }`],
    ["a type beside", `{ type: object, allOf: [{ ${other} }] }`],
    ["a limit beside", `{ minLength: 1, allOf: [{ ${other} }] }`],
    ["members that say nothing but words", "{ allOf: [{ description: d }] }"],
    ["no member at all", "{ allOf: [] }"],
    ["a property that is named allOf", "{ properties: { allOf: { type: array } } }"],
  ])("%s: left alone", (_, given) => {
    const applied = applyToSchema(foldAllOf, given, "{ Other: { type: object } }");
    expect(applied.schema).toEqual(yaml(given));
    expect(applied.changes).toEqual([]);
  });
});
