import { expect, test } from "vitest";
import type { PlacedChange } from "../../scripts/drift/to-change.ts";
import type { ExportDifference } from "../../scripts/drift/types/compare-exports.ts";
import { findUnexplained } from "../../scripts/drift/types/unexplained-changes.ts";
import { findChanges } from "./rule-rows.ts";

/** A difference at `params.filter.status` of `listWidgets`. */
const requestDifference = (breaks: boolean, ...path: readonly string[]): ExportDifference => ({
  ...{ name: "listWidgets", breaks, before: "string", after: "number" },
  path: ["(1)", "filter", "status", ...path],
});
const responseDifference: ExportDifference = {
  ...requestDifference(true),
  path: ["()", "()", "filter", "status"],
};

const breaking = findChanges({ "filter/status/enum": ["new"] });
const minor = findChanges({ "filter/status/enum": ["new", "used", "sold"] });
const elsewhere = findChanges({ "filter/weight": undefined });
const whole = findChanges({
  "list/parameters/0": undefined,
  "list/parameters/-": { name: "q", in: "query", schema: {} },
});

test.each<[string, ExportDifference, readonly PlacedChange[], boolean]>([
  [
    "explains a breaking difference by a breaking change in the same location",
    requestDifference(true),
    breaking,
    true,
  ],
  [
    "explains a nested breaking difference by a breaking change to its parent",
    requestDifference(true, "eq"),
    whole,
    true,
  ],
  [
    "does not explain a breaking difference by a compatible change",
    requestDifference(true),
    minor,
    false,
  ],
  [
    "explains a compatible difference by a compatible change",
    requestDifference(false),
    minor,
    true,
  ],
  [
    "explains a compatible difference by a breaking change",
    requestDifference(false),
    breaking,
    true,
  ],
  [
    "does not explain a breaking difference by a change in another location",
    requestDifference(true),
    elsewhere,
    false,
  ],
  [
    "does not explain a response difference by a request change",
    responseDifference,
    breaking,
    false,
  ],
  ["does not explain a breaking difference without a change", requestDifference(true), [], false],
])("%s", (_, difference, changes, want) => {
  const found = findUnexplained(
    [difference],
    [{ functionName: "listWidgets", id: "ListWidgets" }],
    changes,
  );
  expect(found.length === 0).toBe(want);
});

test("ignores differences that belong to no operation", () => {
  expect(
    findUnexplained(
      [{ ...requestDifference(true), name: "Client" }],
      [{ functionName: "listWidgets", id: "ListWidgets" }],
      [],
    ),
  ).toEqual([]);
});
