import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { asObject } from "../../scripts/lib/json.ts";
import { mapChildren } from "../../scripts/rules/map-children.ts";
import { apply, applyAgain, yaml } from "./apply.ts";

const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;
const children = `Dog: { allOf: [${ref("Pet")}] }, Puppy: { allOf: [${ref("Dog")}, {}] }, Cat: { allOf: [{}, ${ref("Pet")}] }`;

const mappingOf = (pet: string, others = "") => {
  const schemas = yaml(`{ Pet: ${pet}, ${children}${others} }`);
  const applied = apply(mapChildren, { paths: {}, components: { schemas } });
  const { discriminator } = asObject(schemasOf(applied.result)["Pet"]);
  const mapping = Object.entries(asObject(asObject(discriminator)["mapping"]));
  return {
    ...applied,
    mapping: Object.fromEntries(
      mapping.map(([value, target]) => [value, String(target).replace(/.*\//, "")]),
    ),
  };
};

describe("map-children", () => {
  test.each([
    ["all of them, by their names", "", "", { Cat: "Cat", Dog: "Dog", Puppy: "Puppy" }],
    [
      "those that the mapping lacks",
      ", mapping: { d: Dog, c: '#/components/schemas/Cat' }",
      "",
      { d: "Dog", c: "Cat", Puppy: "Puppy" },
    ],
    [
      "those to which a union gives other values",
      "",
      `, Any: { oneOf: [${ref("Dog")}], discriminator: { propertyName: kind, mapping: { dog: Dog } } }`,
      { Cat: "Cat", dog: "Dog", Puppy: "Puppy" },
    ],
  ])("adds %s", (_, mapping, others, want) => {
    const applied = mappingOf(`{ discriminator: { propertyName: kind${mapping} } }`, others);
    expect(applied.mapping).toEqual(want);
    expect(applied.changes.map(({ pointer }) => pointer)).toEqual([
      "/components/schemas/Pet/discriminator",
    ]);
    expect(applyAgain(mapChildren, applied).changes).toEqual([]);
  });

  test.each([
    ["a parent without a discriminator", "{}"],
    ["a union", `{ oneOf: [${ref("Dog")}], discriminator: { propertyName: kind } }`],
  ])("leaves %s unchanged", (_, pet) => {
    expect(mappingOf(pet).changes).toEqual([]);
  });
});
