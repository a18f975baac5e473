import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { stripVendorPrefix } from "../../scripts/rules/strip-vendor-prefix.ts";
import { apply, applyAgain, reportedChanges, yaml } from "./apply.ts";

const run = (schemas: string, vendorPrefixes = ["vendor"]) => {
  const root = { paths: {}, components: { schemas: yaml(schemas) } };
  const applied = apply(stripVendorPrefix, root, { vendorPrefixes });
  return { ...applied, schemas: schemasOf(applied.result), vendorPrefixes };
};

const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

describe("strip-vendor-prefix", () => {
  test.each([
    ["a listed prefix is stripped", "vendor_Meta: { type: object }", "Meta: { type: object }"],
    ["an unlisted prefix is kept", "other_Meta: { type: object }", "other_Meta: { type: object }"],
    [
      "a prefix before a lowercase letter is kept",
      "vendor_id: { type: string }",
      "vendor_id: { type: string }",
    ],
    [
      "a prefix without an underscore is kept",
      "vendorMeta: { type: object }",
      "vendorMeta: { type: object }",
    ],
    [
      "a prefix inside a name is kept",
      "my_vendor_Meta: { type: object }",
      "my_vendor_Meta: { type: object }",
    ],
    [
      "only the first of two prefixes is stripped",
      "vendor_Vendor_Meta: { type: object }",
      "Vendor_Meta: { type: object }",
    ],
    [
      "references are updated, including those into a schema",
      `{ vendor_A: { properties: { a: { type: string } } }, B: { properties: { a: ${ref("vendor_A")}, b: ${ref("vendor_A/properties/a")} } } }`,
      `{ A: { properties: { a: { type: string } } }, B: { properties: { a: ${ref("A")}, b: ${ref("A/properties/a")} } } }`,
    ],
    [
      "a discriminator mapping is updated, by name and by reference",
      "{ vendor_A: {}, vendor_B: {}, C: { discriminator: { propertyName: t, mapping: { a: vendor_A, b: '#/components/schemas/vendor_B' } } } }",
      "{ A: {}, B: {}, C: { discriminator: { propertyName: t, mapping: { a: A, b: '#/components/schemas/B' } } } }",
    ],
    [
      "an example that looks like a reference is left unchanged",
      `{ vendor_A: {}, B: { example: ${ref("vendor_A")} } }`,
      `{ A: {}, B: { example: ${ref("vendor_A")} } }`,
    ],
    [
      "equal schemas merge and keep the documentation of the prefixed one",
      "{ Meta: { type: object, description: d }, vendor_Meta: { type: object, description: e, example: f, x-a: g } }",
      "{ Meta: { type: object, description: e, example: f, x-a: g } }",
    ],
    [
      "schemas that differ only in externalDocs, summary and $comment merge",
      "{ Meta: { type: object, externalDocs: { url: u } }, vendor_Meta: { type: object, summary: s, $comment: c } }",
      "{ Meta: { type: object, summary: s, $comment: c } }",
    ],
    [
      "schemas that differ only in an example merge, even if it is an object",
      "{ Meta: { type: object }, vendor_Meta: { type: object, example: { a: 1 } } }",
      "{ Meta: { type: object, example: { a: 1 } } }",
    ],
    [
      "schemas that differ in a property named like an extension do not merge",
      "{ Meta: { properties: {} }, vendor_Meta: { properties: { x-a: { type: string } } } }",
      "{ MetaSchema: { properties: {} }, Meta: { properties: { x-a: { type: string } } } }",
    ],
    [
      "schemas that differ in a property named examples do not merge",
      "{ Meta: { properties: {} }, vendor_Meta: { properties: { examples: { type: string } } } }",
      "{ MetaSchema: { properties: {} }, Meta: { properties: { examples: { type: string } } } }",
    ],
    [
      "equal schemas merge if the schemas that they reference merge",
      `{ A: {}, vendor_A: {}, Meta: { properties: { a: ${ref("A")} } }, vendor_Meta: { properties: { a: ${ref("vendor_A")} } } }`,
      `{ A: {}, Meta: { properties: { a: ${ref("A")} } } }`,
    ],
    [
      "on a name clash the prefixed schema takes the short name, and references are updated",
      `{ Meta: { type: string }, vendor_Meta: { type: object }, A: { properties: { a: ${ref("Meta")}, b: ${ref("vendor_Meta")} } } }`,
      `{ MetaSchema: { type: string }, Meta: { type: object }, A: { properties: { a: ${ref("MetaSchema")}, b: ${ref("Meta")} } } }`,
    ],
    [
      "on a name clash the other schema gets a free name",
      "{ Meta: { type: string }, MetaSchema: { type: integer }, vendor_Meta: { type: object } }",
      "{ MetaSchema2: { type: string }, MetaSchema: { type: integer }, Meta: { type: object } }",
    ],
    [
      "a name that another prefixed schema will get is not free",
      "{ Meta: { type: string }, vendor_MetaSchema: { type: integer }, vendor_Meta: { type: object } }",
      "{ MetaSchema2: { type: string }, MetaSchema: { type: integer }, Meta: { type: object } }",
    ],
  ])("%s", (_, given, want) => {
    const applied = run(given);
    expect(applied.schemas).toEqual(yaml(want));
    expect(applyAgain(stripVendorPrefix, applied)).toEqual({ result: applied.result, changes: [] });
  });

  describe("with two prefixes", () => {
    test.each([
      [
        "the schema with the first listed prefix takes the short name, and the other keeps its prefix",
        "{ b_Meta: { type: string }, a_Meta: { type: object } }",
        "{ b_Meta: { type: string }, Meta: { type: object, x-claims-name: true } }",
      ],
      [
        "equal schemas merge",
        "{ a_Meta: { type: object }, b_Meta: { type: object, title: t } }",
        "{ Meta: { type: object, title: t } }",
      ],
    ])("%s", (_, given, want) => {
      expect(run(given, ["a", "b"]).schemas).toEqual(yaml(want));
    });

    test("a second run changes nothing after a name clash", () => {
      const first = run("{ b_Meta: { type: string }, a_Meta: { type: object } }", ["a", "b"]);
      const second = apply(stripVendorPrefix, first.result, first);
      expect(second).toEqual({ result: first.result, changes: [] });
    });
  });

  test("each change is reported at the component under its old name", () => {
    expect(
      reportedChanges(run("{ Meta: { type: string }, vendor_Meta: { type: object } }")),
    ).toEqual([
      ["/components/schemas/vendor_Meta", "vendor_Meta → Meta"],
      ["/components/schemas/Meta", "Meta → MetaSchema"],
    ]);
  });
});
