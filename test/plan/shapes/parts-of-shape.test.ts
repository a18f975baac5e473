import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Schema, Schemas } from "../../../scripts/lib/model.ts";
import { asSchema, resolve } from "../../../scripts/lib/schema.ts";
import { closedIn, datesIn, hasClosed } from "../../../scripts/plan/shapes/parts-of-shape.ts";
import type { Shape } from "../../../scripts/plan/shapes/shape.ts";
import { bodyShapeOf } from "../../../scripts/plan/shapes/shape-of.ts";
import { jsonOf } from "../../../templates/runtime/body-values.ts";
import { writeStrictJson } from "../../../templates/runtime/strict-json.ts";
import type * as Runtime from "../../../templates/runtime/operation.ts";

/** A shape that is put together, so that it can hold itself. */
type Draft = Record<string, Shape>;

const recursive = (members: Draft): Shape => {
  const shape = { ...members };
  shape["self"] = shape;
  return shape;
};

describe("the dates in a shape", () => {
  test.each<[string, Shape, Shape | undefined]>([
    ["of none", { a: "scalar", b: ["any"] }, undefined],
    ["of a recursive one without any", recursive({ a: "scalar" }), undefined],
    ["of a recursive one", recursive({ a: "scalar", on: "date" }), recursive({ on: "date" })],
    [
      "of additional properties, beside which others stay what they are",
      { a: "scalar", "*": "date" },
      { a: "any", "*": "date" },
    ],
    ["in a list", { a: [["date"]], b: ["scalar"] }, { a: [["date"]] }],
    ["in one of several alternatives", { "|": ["scalar", ["date"], { b: "any" }] }, ["date"]],
    ["in several alternatives", { "|": ["date", ["date"]] }, { "|": ["date", ["date"]] }],
    [
      "behind a recursive one without any",
      { a: recursive({ on: "date" }), b: recursive({}) },
      { a: recursive({ on: "date" }) },
    ],
  ])("%s", (_, shape, want) => {
    expect(datesIn(shape)).toEqual(want);
  });
});

describe("the closed objects in a shape", () => {
  test.each<[string, Shape, Shape]>([
    ["of an open one", { a: "date", "*": "any" }, { a: "date", "*": "any" }],
    ["of an open one without dates", { a: "scalar", "*": "any" }, "any"],
    ["of a recursive open one", recursive({ a: "scalar", "*": "any" }), "any"],
    ["of a recursive closed one", recursive({ a: "scalar" }), recursive({ a: "any" })],
    [
      "in a recursive open one",
      recursive({ a: {}, b: "scalar", "*": "any" }),
      recursive({ a: {}, b: "any", "*": "any" }),
    ],
  ])("%s", (_, shape, want) => {
    expect(closedIn(shape)).toEqual(want);
  });

  test("are found wherever they are", () => {
    expect(hasClosed(recursive({ "*": "any", a: [{ "|": ["scalar", {}] }] }))).toBe(true);
    expect(hasClosed(recursive({ "*": "any", a: ["scalar"] }))).toBe(false);
  });
});

const names = ["A", "B", "C"];
const start: Schema = { $ref: "#/components/schemas/A" };
const part: fc.Arbitrary<Schema> = fc.oneof(
  fc.constantFrom<Schema>(
    { type: "string" },
    { type: "string", format: "date" },
    { type: "integer" },
  ),
  fc.constantFrom(...names).map((name): Schema => ({ $ref: `#/components/schemas/${name}` })),
);
const list = part.map((items): Schema => ({ type: "array", items }));
const either = fc.tuple(fc.oneof(part, list), part).map((anyOf): Schema => ({ anyOf }));
const member = fc.oneof(part, list, { weight: 3, arbitrary: either });
const component = fc.record({
  type: fc.constant("object"),
  additionalProperties: fc.oneof(fc.boolean(), member),
  properties: fc.dictionary(fc.constantFrom("a", "b"), member, { minKeys: 1 }),
});
const documents = fc.record(Object.fromEntries(names.map((name) => [name, component])));

/** The schemas of the values under a key: of a property, or of the items of an array. */
const declaredIn = (schema: Schema, key: string, schemas: Schemas): readonly Schema[] =>
  (schema.anyOf ?? [schema]).flatMap((each): readonly Schema[] => {
    const resolved = resolve(each, schemas);
    const { additionalProperties } = resolved;
    const others = typeof additionalProperties === "object" ? [additionalProperties] : [];
    if (key !== "0") return [resolved.properties?.[key] ?? others].flat();
    return resolved.type === "array" ? [asSchema(resolved.items)] : [];
  });

test("a Date is written as the schemas say where it stands, at whatever depth", () => {
  const paths = fc.array(fc.constantFrom("a", "b", "c", "0"), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(documents, paths, (schemas, path) => {
      const body = bodyShapeOf(start, schemas);
      const declared = path.reduce<readonly Schema[]>(
        (places, key) => places.flatMap((each) => declaredIn(each, key, schemas)),
        [start],
      );
      const isDate = declared
        .flatMap((each) => each.anyOf ?? [each])
        .some(({ format }) => format === "date");
      const date = new Date("2026-02-03T04:05:06.000Z");
      const value = path.reduceRight<unknown>(
        (inner, key) => (key === "0" ? [inner] : { [key]: inner }),
        date,
      );
      const want = isDate ? '"2026-02-03"' : '"2026-02-03T04:05:06.000Z"';
      for (const shape of [datesIn(body), closedIn(body)])
        expect(jsonOf(value, shape as Runtime.Shape)).toContain(want);
    }),
    { numRuns: 2_000 },
  );
});

/** Whether a body's last member is one that a closed object does not declare. */
const isUndeclared = (path: readonly string[], schemas: Schemas): boolean => {
  let declared: readonly Schema[] = [start];
  for (const key of path) {
    const holders = declared
      .flatMap((each) => each.anyOf ?? [each])
      .map((each) => resolve(each, schemas))
      .filter(({ type }) => type === (key === "0" ? "array" : "object"));
    const others = holders.map(({ additionalProperties }) => additionalProperties);
    const isOpen = holders.some(
      ({ properties }, index) => others[index] === true && !Object.hasOwn(properties ?? {}, key),
    );
    if (holders.length === 0 || isOpen) return false;
    declared = holders.flatMap((each) => declaredIn(each, key, schemas));
    if (declared.length === 0) return true;
  }
  return false;
};

test("a member is rejected where its object must be closed, and does not declare it, at whatever depth", () => {
  const paths = fc.array(fc.constantFrom("a", "b", "c", "0"), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(documents, paths, (schemas, path) => {
      const shape = closedIn(bodyShapeOf(start, schemas)) as Runtime.Shape;
      const value = path.reduceRight<unknown>(
        (inner, key) => (key === "0" ? [inner] : { [key]: inner }),
        "",
      );
      const request = { isStrict: true, headers: new Headers(), init: {} };
      const write = () => {
        writeStrictJson(
          request as unknown as Runtime.RequestParts,
          [{ keys: [], value: value as string }],
          { name: "body", style: writeStrictJson, shape },
        );
      };
      if (isUndeclared(path, schemas))
        expect(write).toThrow("is not declared by the specification");
      else expect(write).not.toThrow();
    }),
    { numRuns: 2_000 },
  );
});
