import { expect, test } from "vitest";
import type { PlacedChange } from "../../scripts/drift/to-change.ts";
import type { ExportDifference } from "../../scripts/drift/types/compare-exports.ts";
import { findUnexplained } from "../../scripts/drift/types/unexplained-changes.ts";
import { findChanges } from "./rule-rows.ts";

/** A difference in `params.filter.status` of `listWidgets`. */
const given = (breaks: boolean, ...path: readonly string[]): ExportDifference => ({
  ...{ name: "listWidgets", breaks, before: "string", after: "number" },
  path: ["(1)", "filter", "status", ...path],
});
const answered: ExportDifference = { ...given(true), path: ["()", "()", "filter", "status"] };

const breaking = findChanges({ "filter/status/enum": ["new"] });
const minor = findChanges({ "filter/status/enum": ["new", "used", "sold"] });
const elsewhere = findChanges({ "filter/weight": undefined });
const whole = findChanges({
  "list/parameters/0": undefined,
  "list/parameters/-": { name: "q", in: "query", schema: {} },
});

test.each<[string, ExportDifference, readonly PlacedChange[], boolean]>([
  ["a break, by a break in the same place", given(true), breaking, true],
  ["a break inside, by a break around it", given(true, "eq"), whole, true],
  ["a break, not by what breaks nobody", given(true), minor, false],
  ["what breaks nobody, by the like", given(false), minor, true],
  ["what breaks nobody, by a break", given(false), breaking, true],
  ["a break, not by one in another place", given(true), elsewhere, false],
  ["an answer, not by what is given", answered, breaking, false],
  ["a break, not by nothing", given(true), [], false],
])("explained is %s", (_, difference, changes, want) => {
  const found = findUnexplained(
    [difference],
    [{ functionName: "listWidgets", id: "ListWidgets" }],
    changes,
  );
  expect(found.length === 0).toBe(want);
});

test("what belongs to no operation is not asked for here", () => {
  expect(
    findUnexplained(
      [{ ...given(true), name: "Client" }],
      [{ functionName: "listWidgets", id: "ListWidgets" }],
      [],
    ),
  ).toEqual([]);
});
