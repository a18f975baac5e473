import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { detachParent } from "../../scripts/rules/detach-parent.ts";
import { apply, applyAgain, yaml } from "./apply.ts";

const detach = (schemas: string) => {
  const applied = apply(detachParent, { paths: {}, components: { schemas: yaml(schemas) } });
  return { ...applied, schemas: schemasOf(applied.result) };
};
const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

describe("detach-parent", () => {
  test("gives a child the members of a parent that is a union of its children", () => {
    const pet = `{ oneOf: [${ref("Dog")}], discriminator: { propertyName: kind }, properties: { kind: {} }, required: [kind] }`;
    const applied = detach(
      `{ Pet: ${pet}, Dog: { allOf: [${ref("Pet")}, { properties: { bark: {} } }] } }`,
    );
    expect(applied.schemas).toEqual(
      yaml(
        `{ Pet: ${pet}, Dog: { allOf: [{ properties: { kind: {} }, required: [kind] }, { properties: { bark: {} } }] } }`,
      ),
    );
    expect(applied.changes).toEqual([
      {
        pointer: "/components/schemas/Dog/allOf",
        change: "Pet, of which Dog is an alternative → its other members",
      },
    ]);
    expect(applyAgain(detachParent, applied).changes).toEqual([]);
  });

  test.each([
    [
      "a child whose parent has no alternatives",
      `{ Pet: { properties: {} }, Dog: { allOf: [${ref("Pet")}] } }`,
    ],
    [
      "a child of a union of others",
      `{ Pet: { anyOf: [${ref("Cat")}] }, Cat: {}, Dog: { allOf: [${ref("Pet")}] } }`,
    ],
  ])("leaves %s unchanged", (_, given) => {
    const applied = detach(given);
    expect(applied.schemas).toEqual(yaml(given));
    expect(applied.changes).toEqual([]);
  });
});
