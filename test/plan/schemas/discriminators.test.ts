import { describe, expect, test } from "vitest";
import type { Schema, Schemas } from "../../../scripts/lib/model.ts";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { fixAlternatives } from "../../../scripts/plan/schemas/discriminators.ts";
import { fixChildren } from "../../../scripts/plan/schemas/fix-children.ts";
import { fixMembers } from "../../../scripts/plan/schemas/fix-members.ts";
import { yaml } from "../../rules/apply.ts";

const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

const schemas = yaml(`
  Circle: { type: object, properties: { kind: { type: string } } }
  Square: { type: object, properties: { kind: { const: sq } }, required: [kind] }
  Kind: { type: string, enum: [tri] }
  Triangle: { type: object, properties: { kind: ${ref("Kind")} }, required: [kind] }
  Optional: { type: object, properties: { kind: { const: opt } } }
  Round: { oneOf: [${ref("Circle")}] }
  Oval: { allOf: [${ref("Circle")}, { properties: { kind: { enum: [oval] } }, required: [kind] }] }
  Fish: { type: object, properties: { kind: { type: string, enum: [cod, eel] } } }
  Numbered: { type: object, properties: { kind: { type: integer } } }
  NumberedOrNamed: { type: object, properties: { kind: { type: [integer, string] } } }
  Listed: { type: object, properties: { kind: { type: array, items: { type: string } } } }
`) as Schemas;

describe("an alternative", () => {
  test.each([
    ["its own name in the document", "Circle", "", "{ const: Circle }"],
    ["the mapping's only key", "Circle", "{ c: Circle }", "{ const: c }"],
    [
      "any of the mapping's keys",
      "Circle",
      "{ c: Circle, o: '#/components/schemas/Circle' }",
      "{ anyOf: [{ const: c }, { const: o }] }",
    ],
    [
      "those of the mapping's keys that it lists",
      "Fish",
      "{ cod: Fish, Fish: Fish }",
      "{ const: cod }",
    ],
    [
      "the values that it lists, if its name is none of them",
      "Fish",
      "",
      "{ anyOf: [{ const: cod }, { const: eel }] }",
    ],
    ["a number where the property is one", "Numbered", "{ '7': Numbered }", "{ const: 7 }"],
    [
      "a text where it is no number",
      "NumberedOrNamed",
      "{ big: NumberedOrNamed }",
      "{ const: big }",
    ],
    ["a number where it is one", "NumberedOrNamed", "{ '7': NumberedOrNamed }", "{ const: 7 }"],
    ["its own value, which a union requires", "Optional", "{ o: Optional }", "{ const: opt }"],
  ])("is fixed to %s", (_, name, mapping, want) => {
    const fixed = fixOne(name, mapping);
    expect(fixed.discriminator).toBeUndefined();
    expect(fixed.oneOf).toEqual([
      yaml(
        `{ allOf: [{ type: object, properties: { kind: ${want} }, required: [kind] }, ${ref(name)}] }`,
      ),
    ]);
  });

  test.each([
    ["the value that it fixes itself, whatever the mapping says", "Square", "{ square: Square }"],
    ["the only value of an enum elsewhere", "Triangle", ""],
    ["the value that a member of its allOf fixes", "Oval", "{ o: Oval }"],
    ["the values of its own alternatives", "Round", ""],
    ["a property that is no number, where its name would be the value", "Numbered", ""],
    ["a property that is a list", "Listed", "{ l: Listed }"],
  ])("keeps %s", (_, name, mapping) => {
    expect(fixOne(name, mapping).oneOf).toEqual([yaml(ref(name))]);
  });
});

const fixOne = (name: string, mapping: string) =>
  fixAlternatives(
    asSchema(
      yaml(
        `{ oneOf: [${ref(name)}], discriminator: { propertyName: kind${mapping && `, mapping: ${mapping}`} } }`,
      ),
    ),
    schemas,
  );

describe("a component that unions consist of", () => {
  const text = "{ type: string }";
  const circle = `{ type: object, properties: { kind: ${text} } }`;
  const union = (mapping = "{}", name = "Circle") =>
    asSchema(
      yaml(`{ oneOf: [${ref(name)}], discriminator: { propertyName: kind, mapping: ${mapping} } }`),
    );
  const fixed = (component: string, ...unions: readonly Schema[]) =>
    fixMembers(
      yaml(
        `{ Circle: ${component}, Base: { properties: { kind: ${text} }, required: [kind] } }`,
      ) as Schemas,
      unions,
    )["Circle"];

  test.each([
    ["its name", circle, [union()], "{ type: object, properties: { kind: { const: Circle } } }"],
    [
      "the value of all",
      circle,
      [union("{ c: Circle }"), union("{ c: Circle }")],
      "{ type: object, properties: { kind: { const: c } } }",
    ],
    [
      "its value beside a base",
      `{ allOf: [${ref("Base")}] }`,
      [union()],
      `{ allOf: [${ref("Base")}, { type: object, properties: { kind: { const: Circle } }, required: [kind] }] }`,
    ],
  ])("is fixed to %s", (_, component, unions, want) => {
    expect(fixed(component, ...unions)).toEqual(yaml(want));
  });

  test.each([
    ["the unions differ", circle, [union(), union("{ c: Circle }")]],
    ["it lists values itself", "{ properties: { kind: { enum: [a, b] } } }", [union()]],
    ["it does not declare the property", "{ properties: {} }", [union()]],
    [
      "it is a union itself",
      `{ oneOf: [${ref("Base")}], properties: { kind: ${text} } }`,
      [union()],
    ],
    ["the property is a list", "{ properties: { kind: { type: array } } }", [union()]],
    ["no union has it", circle, [union("{}", "Base")]],
  ])("stays where %s", (_, component, unions) => {
    expect(fixed(component, ...unions)).toEqual(yaml(component));
  });

  test.each([
    ["a union gives another value", "", [union(), union("{}", "Oval")]],
    ["has another value", ", { properties: { kind: { const: oval } } }", [union()]],
  ])("stays where what is composed of it %s", (_, members, unions) => {
    const given = yaml(
      `{ Circle: ${circle}, Round: { allOf: [${ref("Circle")}] }, Oval: { allOf: [${ref("Round")}${members}] } }`,
    ) as Schemas;
    const composed = Object.values(given).filter(({ allOf }) => allOf);
    expect(fixMembers(given, unions, composed)["Circle"]).toEqual(yaml(circle));
  });
});

describe("a child", () => {
  const fix = (children: string, kind = "{ type: string }") => {
    const mapping = "{ dog: Dog, puppy: Puppy, cat: Cat }";
    return fixChildren(
      yaml(
        `{ Pet: { properties: { kind: ${kind} }, required: [kind], discriminator: { propertyName: kind, mapping: ${mapping} } }, ${children} }`,
      ) as Schemas,
    );
  };
  const member = (kind: string): string =>
    `{ type: object, properties: { kind: ${kind} }, required: [kind] }`;

  test("keeps the values that its parent lists, if its own is none of them", () => {
    const dog = `{ allOf: [${ref("Pet")}] }`;
    expect(fix(`Dog: ${dog}`, "{ enum: [DOG, CAT] }")["Dog"]).toEqual(yaml(dog));
  });

  test("keeps a property of its parent that can have no such value", () => {
    const dog = `{ allOf: [${ref("Pet")}] }`;
    for (const kind of ["{ type: array }", "{ type: object }", "{ type: integer }"])
      expect(fix(`Dog: ${dog}`, kind)["Dog"]).toEqual(yaml(dog));
  });

  test("is fixed to its value and those of its own children", () => {
    const fixed = fix(`Dog: { allOf: [${ref("Pet")}] }, Puppy: { allOf: [${ref("Dog")}] }`);
    expect(fixed["Dog"]).toEqual(
      yaml(
        `{ allOf: [${ref("Pet")}, ${member("{ anyOf: [{ const: dog }, { const: puppy }] }")}] }`,
      ),
    );
    expect(fixed["Puppy"]).toEqual(
      yaml(`{ allOf: [${ref("Dog")}, ${member("{ const: puppy }")}] }`),
    );
    expect(fixed["Pet"]?.discriminator).toBeUndefined();
  });

  test("that declares the property itself is fixed there", () => {
    const fixed = fix(
      `Cat: { allOf: [${ref("Pet")}], properties: { kind: { type: string, description: d } } }`,
    );
    expect(fixed["Cat"]).toEqual(
      yaml(`{ allOf: [${ref("Pet")}], properties: { kind: { description: d, const: cat } } }`),
    );
  });

  test.each([
    [
      "that fixes its own value",
      `Cat: { allOf: [${ref("Pet")}], properties: { kind: { const: c } } }`,
    ],
    ["that is not part of the document", "Bird: { type: object }"],
  ])("%s is left alone", (_, children) => {
    const [name = "", schema] = Object.entries(yaml(`{ ${children} }`))[0] ?? [];
    expect(fix(children)[name]).toEqual(schema);
  });
});
