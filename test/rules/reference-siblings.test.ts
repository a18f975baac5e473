import { describe, expect, test } from "vitest";
import { referenceSiblings } from "../../scripts/rules/reference-siblings.ts";
import { apply, applyAgain, applyToSchema, yaml } from "./apply.ts";

const ref = "$ref: '#/components/schemas/Other'";

describe("reference-siblings", () => {
  test.each([
    [
      "properties",
      `{ ${ref}, properties: { b: {} }, required: [b] }`,
      `{ allOf: [{ ${ref} }, { properties: { b: {} }, required: [b] }] }`,
    ],
    [
      "limits, beside documentation",
      `{ ${ref}, minLength: 1, description: d, readOnly: true }`,
      `{ allOf: [{ ${ref} }, { minLength: 1 }], description: d, readOnly: true }`,
    ],
  ])("in 3.1 applies %s", (_, given, want) => {
    const applied = applyToSchema(referenceSiblings, given);
    expect(applied.schema).toEqual(yaml(want));
    expect(applied.pointers).toEqual([""]);
    expect(applyAgain(referenceSiblings, applied).changes).toEqual([]);
  });

  test.each([
    [
      "documentation and annotations",
      `{ ${ref}, description: d, deprecated: true, default: 1, x-a: b }`,
    ],
    ["nullable, which has a rule of its own", `{ ${ref}, nullable: true }`],
    ["a reference alone", `{ ${ref} }`],
    [
      "a property named $ref",
      "{ properties: { $ref: { type: string }, minLength: { type: number } } }",
    ],
  ])("in 3.1 leaves %s unchanged", (_, given) => {
    const applied = applyToSchema(referenceSiblings, given);
    expect(applied.schema).toEqual(yaml(given));
    expect(applied.changes).toEqual([]);
  });

  test.each(["3.0.3", 3])("in %s ignores everything but documentation and nullable", (openapi) => {
    const given = yaml(`{ ${ref}, nullable: true, required: [b], readOnly: true, description: d }`);
    const document = { openapi, paths: {}, components: { schemas: { Given: given } } };
    const { changes, result } = apply(referenceSiblings, document);
    expect(result["components"]).toEqual({
      schemas: { Given: yaml(`{ ${ref}, nullable: true, description: d }`) },
    });
    expect(changes).toEqual([
      {
        pointer: "/components/schemas/Given",
        change: "required, readOnly beside $ref, ignored in OpenAPI 3.0 → left out",
      },
    ]);
  });
});
