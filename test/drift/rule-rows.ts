import { expect } from "vitest";
import type { Stay, Upgrade } from "../../scripts/drift/change.ts";
import { both, bothWith } from "../../scripts/drift/both.ts";
import {
  compareDocuments,
  type Comparison,
} from "../../scripts/drift/documents/compare-documents.ts";
import type { PlacedChange } from "../../scripts/drift/to-change.ts";
import { readModel } from "../../scripts/lib/read-model.ts";
import type { RuleId } from "../../scripts/drift/rules.ts";
import { plainNotation } from "../../scripts/drift/documents/plain-notation.ts";
import { selectBoth } from "../../scripts/drift/documents/select-both.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { normalizeBoth } from "../../scripts/drift/documents/normalize-both.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { config } from "../fixtures.ts";
import { apply, at, type Given, write } from "./documents.ts";

/** A change → the rule that reports it, its impact, its location, and the rules that inevitably report it too. */
export type RuleRow = readonly [
  id: RuleId,
  given: Given,
  upgrade: Upgrade,
  stay: Stay,
  place: string,
  also?: readonly RuleId[],
];

/** A change → every rule that reports it, and the location. */
export type ShapeRow = readonly [
  title: string,
  given: Given,
  want: readonly (readonly [id: RuleId, place: string])[],
];

/** What the rules alone find between two documents, without comparing types or requests. */
const compareRoots = (before: JsonObject, after: JsonObject): Comparison => {
  const sources = both({ before, after }, (each) => readSource(write(each), "api.json"));
  const normalized = normalizeBoth(selectBoth(sources, config).selected, config);
  const models = both(normalized, ({ document }) => readModel(plainNotation(document)));
  return compareDocuments(bothWith(sources, models, (source, model) => ({ source, model })));
};

export const compareByRules = (before: JsonObject, after: JsonObject): readonly PlacedChange[] =>
  compareRoots(before, after).changes;

export const compareGiven = (given: Given): Comparison => compareRoots(...apply(given));

const findChanges = (given: Given): readonly PlacedChange[] => compareGiven(given).changes;

/** Pairs each row with its rule id, for use as a title. */
export const byName = (rows: readonly RuleRow[]): (readonly [RuleId, RuleRow])[] =>
  rows.map((row) => [row[0], row] as const);

export const expectRule = (
  [id, given, upgrade, stay, place, also = []]: RuleRow,
  side: PlacedChange["side"],
): void => {
  const found = findChanges(given);
  expect(
    found
      .filter((each) => each.id === id)
      .map((each) => [each.side, each.upgrade, each.stay, each.pointer]),
  ).toEqual([[side, upgrade, stay, at(place)]]);
  expect(found.map((each) => each.id).sort()).toEqual([id, ...also].sort());
};

export const expectShape = ([, given, want]: ShapeRow): void => {
  expect(findChanges(given).map(({ id, pointer }) => [id, pointer])).toEqual(
    want.map(([id, place]) => [id, at(place)]),
  );
};

const upgrades = ["breaking", "minor", "patch", "none"] as const;
const stays = ["breaks", "at-risk", "fine"] as const;

/** The worst impact that the rules report for a change. */
export const worstImpact = (given: Given): readonly [Upgrade | undefined, Stay | undefined] => {
  const found = findChanges(given);
  return [
    upgrades.find((each) => found.some(({ upgrade }) => upgrade === each)),
    stays.find((each) => found.some(({ stay }) => stay === each)),
  ];
};
