import { describe, expect, test } from "vitest";
import { CanonicalForms, link } from "../../scripts/drift/schemas/canonical-forms.ts";
import { isDocumentation } from "../../scripts/lib/documentation.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { atPointer } from "../../scripts/lib/references.ts";
import { yaml } from "../rules/apply.ts";

const schemas = yaml(`
  Text: { type: string }
  Same: { type: string }
  Loop: { properties: { next: { $ref: '#/components/schemas/Loop' }, value: { type: string } } }
  There: { properties: { next: { $ref: '#/components/schemas/Back' }, value: { type: string } } }
  Back: { properties: { value: { type: string }, next: { $ref: '#/components/schemas/There' } } }
  Other: { properties: { next: { $ref: '#/components/schemas/Other' }, value: { type: number } } }
`);
const root = { components: { schemas } };
const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

const areEqual = (one: string, other: string, ofNames = true): boolean => {
  const pieces = { before: yaml(one), after: yaml(other) };
  const linked = (piece: JsonObject) => link([piece], (pointer) => atPointer(root, pointer));
  const forms = new CanonicalForms(
    { before: linked(pieces.before), after: linked(pieces.after) },
    { isDropped: isDocumentation, ofNames },
  );
  return forms.areEqual(pieces);
};

describe("equal forms", () => {
  test.each([
    ["keys in another order", "{ type: string, format: uuid }", "{ format: uuid, type: string }"],
    ["values and alternatives in another order", "{ enum: [a, b] }", "{ enum: [b, a] }"],
    ["documentation", "{ type: string, description: one }", "{ type: string }"],
    ["a component in place", ref("Text"), "{ type: string }"],
    ["another component of the same content", ref("Text"), ref("Same")],
    ["a recursive component and itself", ref("Loop"), ref("Loop")],
    ["a recursion of one component and of two", ref("Loop"), ref("There")],
    [
      "a turn of a recursion in place",
      ref("Loop"),
      `{ properties: { next: ${ref("There")}, value: { type: string } } }`,
    ],
  ])("have %s", (_, one, other) => {
    expect(areEqual(one, other)).toBe(true);
  });

  test.each([
    ["another value", "{ type: string }", "{ type: number }"],
    [
      "positions in another order",
      "{ prefixItems: [{ type: string }, {}] }",
      "{ prefixItems: [{}, { type: string }] }",
    ],
    [
      "a property that is called as documentation is",
      "{ properties: { title: { type: string } } }",
      "{ properties: {} }",
    ],
    [
      "data that looks like documentation",
      "{ default: { title: a } }",
      "{ default: { title: b } }",
    ],
    ["another recursion", ref("Loop"), ref("Other")],
  ])("do not have %s", (_, one, other) => {
    expect(areEqual(one, other)).toBe(false);
  });

  test("tell names apart on demand", () => {
    expect(areEqual(ref("Text"), ref("Same"), false)).toBe(false);
    expect(areEqual(ref("Text"), ref("Text"), false)).toBe(true);
  });
});
