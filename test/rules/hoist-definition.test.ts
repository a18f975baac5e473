import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { hoistDefinition } from "../../scripts/rules/hoist-definition.ts";
import { apply, applyAgain, yaml } from "./apply.ts";

const hoist = (schemas: string) => {
  const applied = apply(hoistDefinition, {
    openapi: "3.1.0",
    paths: {},
    components: { schemas: yaml(schemas) },
  });
  return { ...applied, schemas: schemasOf(applied.result) };
};
const ref = (pointer: string): string => `{ $ref: '#/components/schemas/${pointer}' }`;

describe("hoist-definition", () => {
  test.each([
    [
      "a definition that refers to itself",
      `{ Tree: { $defs: { node: { properties: { kid: ${ref("Tree/$defs/node")} } } }, properties: { root: ${ref("Tree/$defs/node")} } } }`,
      `{ Tree: { properties: { root: ${ref("node")} } }, node: { properties: { kid: ${ref("node")} } } }`,
    ],
    [
      "a definition that refers to another one",
      `{ A: { $defs: { b: { items: ${ref("A/$defs/c")} }, c: { type: string } }, allOf: [${ref("A/$defs/b")}] } }`,
      `{ A: { allOf: [${ref("b")}] }, b: { items: ${ref("c")} }, c: { type: string } }`,
    ],
    [
      "a definition whose name a component has",
      `{ A: { $defs: { B: { type: string } }, items: ${ref("A/$defs/B")} }, B: { type: number } }`,
      `{ A: { items: ${ref("B2")} }, B: { type: number }, B2: { type: string } }`,
    ],
    [
      "a property that refers to itself",
      `{ Page: { properties: { next: { properties: { next: ${ref("Page/properties/next")} } } } } }`,
      `{ Page: { properties: { next: { properties: { next: ${ref("PageNext")} } } } }, PageNext: { properties: { next: ${ref("PageNext")} } } }`,
    ],
  ])("hoists %s", (_, given, want) => {
    const applied = hoist(given);
    expect(applied.schemas).toEqual(yaml(want));
    expect(applied.changes).not.toEqual([]);
    expect(applyAgain(hoistDefinition, applied).changes).toEqual([]);
  });

  test.each([
    ["a reference to a component", `{ A: { items: ${ref("B")} }, B: { type: string } }`],
    [
      "a reference to a plain property, which is inlined later",
      `{ A: { items: ${ref("B/properties/c")} }, B: { properties: { c: { type: string } } } }`,
    ],
    ["a property named $defs", "{ A: { properties: { $defs: { type: string } } } }"],
  ])("leaves %s unchanged", (_, given) => {
    const applied = hoist(given);
    expect(applied.schemas).toEqual(yaml(given));
    expect(applied.changes).toEqual([]);
  });

  test("finds references in operations, and definitions outside components", () => {
    const schema = yaml("{ $ref: '#/$defs/row' }");
    const content = { "application/json": { schema } };
    const responses = { "200": { description: "ok", content } };
    const { result } = apply(hoistDefinition, {
      openapi: "3.1.0",
      paths: { "/a": { get: { responses } } },
      $defs: yaml("{ row: { properties: { row: { $ref: '#/$defs/row' } } } }"),
    });
    expect(schemasOf(result)).toEqual(yaml(`{ row: { properties: { row: ${ref("row")} } } }`));
    expect(JSON.stringify(result["paths"])).toContain("#/components/schemas/row");
  });
});
