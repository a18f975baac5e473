import { expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { dynamicReference } from "../../scripts/rules/dynamic-reference.ts";
import { apply, applyAgain, yaml } from "./apply.ts";

const ref = (path: string): string => `{ $ref: "#/components/schemas/${path}" }`;
const page = `$defs: { item: { $dynamicAnchor: item } }`;
const pet = `$defs: { pet: { $dynamicAnchor: item, $ref: "#/components/schemas/Pet" } }`;

const schemas = (given: string) => {
  const applied = apply(dynamicReference, yaml(`{ components: { schemas: { ${given} } } }`));
  expect(applyAgain(dynamicReference, applied).changes).toEqual([]);
  return schemasOf(applied.result);
};

test("a $dynamicRef is a $ref within its component", () => {
  const children = (reference: string): string =>
    `Tree: { $dynamicAnchor: node, properties: { children: { items: ${reference} } } }`;
  expect(schemas(children('{ $dynamicRef: "#node" }'))).toEqual(
    yaml(`{ ${children(ref("Tree"))} }`),
  );
});

test.each([
  ["beside a $ref", `$ref: "#/components/schemas/Page", ${pet}`, ""],
  ["in allOf", `allOf: [${ref("Page")}, ${ref("Pet")}], ${pet}`, `, ${ref("Pet")}`],
])("a generic schema is copied for an anchor %s", (_, given, others) => {
  const generic = `Page: { properties: { items: { $dynamicRef: "#item" } }, ${page} }`;
  const copy = `{ properties: { items: ${ref("Pets/$defs/pet")} } }`;
  expect(schemas(`${generic}, Pets: { ${given} }`)).toEqual(
    yaml(`{
      Page: { properties: { items: ${ref("Page/$defs/item")} }, ${page} },
      Pets: { allOf: [${copy}${others}], ${pet} },
    }`),
  );
});

test("a recursive schema that another one extends is of the kind of the other one", () => {
  const tree = `Tree: { $dynamicAnchor: node, properties: { next: { $dynamicRef: "#node" } } }`;
  const named = `$dynamicAnchor: node, properties: { name: {} }`;
  expect(schemas(`${tree}, Named: { $ref: "#/components/schemas/Tree", ${named} }`)).toMatchObject(
    yaml(`{ Named: { allOf: [{ properties: { next: ${ref("Named")} } }], ${named} } }`),
  );
});

test("without an anchor nothing changes", () => {
  const given = `A: { $dynamicRef: "#none" }, B: ${ref("A")}, C: { $dynamicAnchor: c, $ref: "#/components/schemas/B" }`;
  expect(schemas(given)).toEqual(yaml(`{ ${given} }`));
});
