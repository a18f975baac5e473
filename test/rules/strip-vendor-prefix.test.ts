import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { stripVendorPrefix } from "../../scripts/rules/strip-vendor-prefix.ts";
import { apply, applyAgain, said, yaml } from "./apply.ts";

const run = (schemas: string, vendorPrefixes = ["vendor"]) => {
  const root = { paths: {}, components: { schemas: yaml(schemas) } };
  const applied = apply(stripVendorPrefix, root, { vendorPrefixes });
  return { ...applied, schemas: schemasOf(applied.result), vendorPrefixes };
};

const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

describe("strip-vendor-prefix", () => {
  test.each([
    ["a listed prefix is stripped", "vendor_Meta: { type: object }", "Meta: { type: object }"],
    [
      "a prefix that is not listed stays",
      "other_Meta: { type: object }",
      "other_Meta: { type: object }",
    ],
    [
      "a prefix before a small letter stays",
      "vendor_id: { type: string }",
      "vendor_id: { type: string }",
    ],
    [
      "a prefix without an underscore stays",
      "vendorMeta: { type: object }",
      "vendorMeta: { type: object }",
    ],
    [
      "a prefix inside of a name stays",
      "my_vendor_Meta: { type: object }",
      "my_vendor_Meta: { type: object }",
    ],
    [
      "only the first of two is stripped",
      "vendor_Vendor_Meta: { type: object }",
      "Vendor_Meta: { type: object }",
    ],
    [
      "references follow, those into a schema too",
      `{ vendor_A: { properties: { a: { type: string } } }, B: { properties: { a: ${ref("vendor_A")}, b: ${ref("vendor_A/properties/a")} } } }`,
      `{ A: { properties: { a: { type: string } } }, B: { properties: { a: ${ref("A")}, b: ${ref("A/properties/a")} } } }`,
    ],
    [
      "a discriminator follows, by name and by reference",
      "{ vendor_A: {}, vendor_B: {}, C: { discriminator: { propertyName: t, mapping: { a: vendor_A, b: '#/components/schemas/vendor_B' } } } }",
      "{ A: {}, B: {}, C: { discriminator: { propertyName: t, mapping: { a: A, b: '#/components/schemas/B' } } } }",
    ],
    [
      "an example that looks like a reference is data",
      `{ vendor_A: {}, B: { example: ${ref("vendor_A")} } }`,
      `{ A: {}, B: { example: ${ref("vendor_A")} } }`,
    ],
    [
      "equal schemas merge, and the prefixed one gives the words",
      "{ Meta: { type: object, description: d }, vendor_Meta: { type: object, description: e, example: f, x-a: g } }",
      "{ Meta: { type: object, description: e, example: f, x-a: g } }",
    ],
    [
      "schemas that differ in externalDocs, summary and $comment alone merge",
      "{ Meta: { type: object, externalDocs: { url: u } }, vendor_Meta: { type: object, summary: s, $comment: c } }",
      "{ Meta: { type: object, summary: s, $comment: c } }",
    ],
    [
      "schemas that are equal but for an example merge, were it an object",
      "{ Meta: { type: object }, vendor_Meta: { type: object, example: { a: 1 } } }",
      "{ Meta: { type: object, example: { a: 1 } } }",
    ],
    [
      "schemas that differ in a property merge not, were it called like an extension",
      "{ Meta: { properties: {} }, vendor_Meta: { properties: { x-a: { type: string } } } }",
      "{ MetaSchema: { properties: {} }, Meta: { properties: { x-a: { type: string } } } }",
    ],
    [
      "nor do they where one is called examples",
      "{ Meta: { properties: {} }, vendor_Meta: { properties: { examples: { type: string } } } }",
      "{ MetaSchema: { properties: {} }, Meta: { properties: { examples: { type: string } } } }",
    ],
    [
      "equal schemas merge when what they refer to is called alike",
      `{ A: {}, vendor_A: {}, Meta: { properties: { a: ${ref("A")} } }, vendor_Meta: { properties: { a: ${ref("vendor_A")} } } }`,
      `{ A: {}, Meta: { properties: { a: ${ref("A")} } } }`,
    ],
    [
      "on a clash the prefixed one takes the short name, and references tell them apart",
      `{ Meta: { type: string }, vendor_Meta: { type: object }, A: { properties: { a: ${ref("Meta")}, b: ${ref("vendor_Meta")} } } }`,
      `{ MetaSchema: { type: string }, Meta: { type: object }, A: { properties: { a: ${ref("MetaSchema")}, b: ${ref("Meta")} } } }`,
    ],
    [
      "a name that is free is found for the other",
      "{ Meta: { type: string }, MetaSchema: { type: integer }, vendor_Meta: { type: object } }",
      "{ MetaSchema2: { type: string }, MetaSchema: { type: integer }, Meta: { type: object } }",
    ],
    [
      "a name that another prefixed one is to get is not free",
      "{ Meta: { type: string }, vendor_MetaSchema: { type: integer }, vendor_Meta: { type: object } }",
      "{ MetaSchema2: { type: string }, MetaSchema: { type: integer }, Meta: { type: object } }",
    ],
  ])("%s", (_, given, want) => {
    const applied = run(given);
    expect(applied.schemas).toEqual(yaml(want));
    expect(applyAgain(stripVendorPrefix, applied)).toEqual({ result: applied.result, changes: [] });
  });

  describe("of two prefixes", () => {
    test.each([
      [
        "the one that is listed first takes the short name, and the other keeps its own",
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

    test("a second time changes nothing after a clash", () => {
      const first = run("{ b_Meta: { type: string }, a_Meta: { type: object } }", ["a", "b"]);
      const second = apply(stripVendorPrefix, first.result, first);
      expect(second).toEqual({ result: first.result, changes: [] });
    });
  });

  test("each change is reported at the component, under its name before", () => {
    expect(said(run("{ Meta: { type: string }, vendor_Meta: { type: object } }"))).toEqual([
      ["/components/schemas/vendor_Meta", "vendor_Meta → Meta"],
      ["/components/schemas/Meta", "Meta → MetaSchema"],
    ]);
  });
});
