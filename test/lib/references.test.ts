import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  atPointer,
  fromPointer,
  isComponentRef,
  refTo,
  refToAlternative,
  renameRef,
  schemaAt,
  schemaName,
  toPointer,
} from "../../scripts/lib/references.ts";

describe("a JSON Pointer", () => {
  test("survives a round trip with any names", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (segments) => {
        expect(fromPointer(toPointer(...segments))).toEqual(segments);
      }),
    );
  });

  test.each([
    ["#/components/schemas/Spare%20Part", ["components", "schemas", "Spare Part"]],
    ["#/components/schemas/a~1b~0c", ["components", "schemas", "a/b~c"]],
    ["#/components/schemas/100%", ["components", "schemas", "100%"]],
    ["/a%20b", ["a%20b"]],
    ["#", []],
  ])("%s is parsed according to RFC 6901, and decoded if it is a fragment", (pointer, want) => {
    expect(fromPointer(pointer)).toEqual(want);
  });

  test("does not resolve to inherited properties", () => {
    expect(atPointer({}, "/constructor")).toBeUndefined();
  });
});

describe("a reference to a component schema", () => {
  test("resolves to any name", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (name) => {
        const { $ref } = refTo(name);
        expect(schemaName($ref)).toBe(name);
        expect(schemaAt($ref, { [name]: 1 })).toBe(1);
      }),
    );
  });

  test.each<[string, string | undefined]>([
    ["#/components/schemas/Widget", "Widget"],
    ["#/components/schemas/Widget/properties/id", "Widget"],
    ["#/components/schemas/Batch%3CTool%3E", "Batch<Tool>"],
    ["#/components/schemas/unit~1kind~0old", "unit/kind~old"],
    ["#/components/parameters/Page", undefined],
    ["Widget", undefined],
  ])("%s names %s", (ref, name) => {
    expect(schemaName(ref)).toBe(name);
  });

  test("keeps the rest of the pointer when the name changes", () => {
    expect(renameRef("#/components/schemas/Old/anyOf/1", "New")).toBe(
      "#/components/schemas/New/anyOf/1",
    );
  });

  test.each([
    [refTo("Widget").$ref, true],
    [refToAlternative("ListWidgetsResponse", 1).$ref, true],
    [refToAlternative("Widget", 1).$ref, false],
    ["#/components/schemas/Widget/properties/id", false],
    ["#/components/parameters/Page/schema", false],
  ])("%s has a form that normalization produces: %s", (ref, want) => {
    expect(isComponentRef(ref)).toBe(want);
  });
});
