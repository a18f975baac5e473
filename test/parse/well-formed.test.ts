import { expect, test } from "vitest";
import { dropMalformedKeywords } from "../../scripts/parse/well-formed.ts";

test("of a list of types only those stay that are types", () => {
  const given = (type: unknown) =>
    ({ components: { schemas: { A: { type } } } }) as Parameters<typeof dropMalformedKeywords>[0];
  expect(dropMalformedKeywords(given(["string", { properties: null }]))).toEqual(given(["string"]));
});
