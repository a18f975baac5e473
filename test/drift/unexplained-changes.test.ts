import { expect, test } from "vitest";
import { type Comparison, noChanges } from "../../scripts/drift/documents/compare-documents.ts";
import type { ExportDifference } from "../../scripts/drift/types/compare-exports.ts";
import { findUnexplained } from "../../scripts/drift/types/unexplained-changes.ts";
import { compareGiven } from "./rule-rows.ts";

/** A difference at `params.filter.status` of `listWidgets`. */
const requestDifference = (breaks: boolean, ...path: readonly string[]): ExportDifference => ({
  name: "listWidgets",
  breaks,
  before: "string",
  after: "number",
  path: ["(1)", "filter", "status", ...path],
});
const responseDifference: ExportDifference = {
  ...requestDifference(true),
  path: ["()", "()", "filter", "status"],
};

const breaking = compareGiven({ "filter/status/enum": ["new"] });
const minor = compareGiven({ "filter/status/enum": ["new", "used", "sold"] });
const elsewhere = compareGiven({ "filter/weight": undefined });
const whole = compareGiven({
  "list/parameters/0": undefined,
  "list/parameters/-": { name: "q", in: "query", schema: {} },
});

test.each<[string, ExportDifference, Comparison, boolean]>([
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
  [
    "does not explain a breaking difference without a change",
    requestDifference(true),
    noChanges,
    false,
  ],
])("%s", (_, difference, { changes, schemas }, want) => {
  const found = findUnexplained(
    [difference],
    [{ functionName: "listWidgets", id: "ListWidgets" }],
    changes,
    schemas,
  );
  expect(found.length === 0).toBe(want);
});

test("ignores differences that belong to no operation", () => {
  expect(
    findUnexplained(
      [{ ...requestDifference(true), name: "Client" }],
      [{ functionName: "listWidgets", id: "ListWidgets" }],
      [],
      [],
    ),
  ).toEqual([]);
});
