import { describe, expect, test } from "vitest";
import { shareAccess } from "../../scripts/rules/share-access.ts";
import { applyAgain, applyToSchema, yaml } from "./apply.ts";

const ref = (name: string): string => `{ $ref: "#/components/schemas/${name}" }`;
const others = `{
  Base: { title: B, description: D, type: object, required: [id], properties: { id: { type: string }, name: { type: string } } },
  Deep: { allOf: [${ref("Base")}] },
  Id: { type: string, readOnly: true },
  Parent: { discriminator: { propertyName: kind }, properties: { id: {}, kind: {} } },
  Circle: { allOf: [${ref("Circle")}, { properties: { id: {} } }] },
}`;
const limited = "{ properties: { id: { readOnly: true } } }";
const base = (id: string): string =>
  `{ type: object, required: [id], properties: { id: ${id}, name: { type: string } } }`;

describe("share-access", () => {
  test.each([
    [
      "in a component",
      `{ allOf: [${ref("Base")}, ${limited}] }`,
      `{ allOf: [${base("{ type: string, readOnly: true }")}, ${limited}] }`,
    ],
    [
      "in a component that is composed of it",
      `{ allOf: [${ref("Deep")}, ${limited}] }`,
      `{ allOf: [{ allOf: [${base("{ type: string, readOnly: true }")}] }, ${limited}] }`,
    ],
    [
      "beside allOf",
      `{ allOf: [${ref("Base")}], properties: { id: { writeOnly: true } } }`,
      `{ allOf: [${base("{ type: string, writeOnly: true }")}], properties: { id: { writeOnly: true } } }`,
    ],
    [
      "by the component of the property",
      `{ allOf: [{ properties: { id: ${ref("Id")} } }, { properties: { id: {} } }] }`,
      `{ allOf: [{ properties: { id: ${ref("Id")} } }, { properties: { id: { readOnly: true } } }] }`,
    ],
    [
      "both",
      "{ allOf: [{ properties: { id: { readOnly: true } } }, { properties: { id: { writeOnly: true } } }] }",
      "{ allOf: [{ properties: { id: { readOnly: true, writeOnly: true } } }, { properties: { id: { writeOnly: true, readOnly: true } } }] }",
    ],
  ])("a property is limited in all members: %s", (_, given, want) => {
    const applied = applyToSchema(shareAccess, given, others);
    expect(applied.schema).toEqual(yaml(want));
    expect(applied.pointers).toEqual(["/allOf"]);
    expect(applyAgain(shareAccess, applied).changes).toEqual([]);
  });

  test.each([
    [
      "members of other names",
      `{ allOf: [${ref("Base")}, { properties: { at: { readOnly: true } } }] }`,
    ],
    ["a parent that its children are told apart by", `{ allOf: [${ref("Parent")}, ${limited}] }`],
    ["what is composed of itself", `{ allOf: [${ref("Circle")}, { properties: { name: {} } }] }`],
    ["no limits", `{ allOf: [${ref("Base")}, { properties: { id: {} } }] }`],
    ["alternatives", `{ anyOf: [${ref("Base")}, ${limited}] }`],
  ])("leaves %s as they are", (_, given) => {
    expect(applyToSchema(shareAccess, given, others).changes).toEqual([]);
  });
});
