import { describe, expect, test } from "vitest";
import { readModel } from "../../scripts/lib/read-model.ts";
import { planModel } from "../../scripts/stages/plan.ts";
import { readSource } from "../../scripts/stages/read-source.ts";

/** The faults of two operations, one of which answers with A, and the operations that are planned. */
const plannedWith = (schemas: string) => {
  const get = (id: string, schema: string): string =>
    `  /${id}: { get: { operationId: ${id}, responses: { "200": { content: { application/json: { schema: ${schema} } } } } } }\n`;
  const model = readModel(
    readSource(
      `openapi: 3.1.0\npaths:\n${get("GetA", '{ $ref: "#/components/schemas/A" }')}${get("GetB", "{}")}components:\n  schemas:\n    ${schemas}\n`,
      "api.yml",
    ),
  );
  const { faults, operations } = planModel(model);
  return {
    planned: operations.map(({ id }) => id),
    faults: faults.map((fault) => [fault.place, fault.operations.join(" "), fault.problem]),
  };
};

describe("schemas that consist only of themselves are faults of the operations that reach them", () => {
  test.each([
    [
      "as an alternative",
      'A: { oneOf: [{ type: string }, { allOf: [{ $ref: "#/components/schemas/A" }] }] }',
      "A",
    ],
    [
      "through others",
      'A: { items: { $ref: "#/components/schemas/B" } }\n    B: { anyOf: [{ $ref: "#/components/schemas/C" }] }\n    C: { allOf: [{ $ref: "#/components/schemas/B" }] }',
      "B",
    ],
  ])("%s", (_, schemas, name) => {
    const { faults, planned } = plannedWith(schemas);
    expect(planned).toEqual(["GetB"]);
    expect(faults).toEqual([
      [
        expect.stringMatching(/^api\.yml:\d+$/),
        "GetA",
        `schema ${name} refers only to itself (/components/schemas/${name}), so it describes nothing; correct the reference`,
      ],
    ]);
  });

  test("and is none where no operation reaches it", () => {
    const { faults, planned } = plannedWith(
      'A: {}\n    B: { anyOf: [{ $ref: "#/components/schemas/B" }] }',
    );
    expect(planned).toEqual(["GetA", "GetB"]);
    expect(faults).toEqual([]);
  });

  test("unlike those that recur in a property or an item", () => {
    expect(
      plannedWith(
        'A: { properties: { a: { $ref: "#/components/schemas/A" } }, items: { $ref: "#/components/schemas/A" } }',
      ).faults,
    ).toEqual([]);
  });
});
