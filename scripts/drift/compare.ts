import type { PipelineConfig } from "../lib/config.ts";
import type { OpenApiDocument } from "../lib/openapi.ts";
import { normalize } from "../stages/normalize.ts";
import type { Templates } from "../stages/assemble.ts";
import { readSource } from "../stages/read-source.ts";
import { bumpOf, worstVerdict } from "./change.ts";
import {
  type Compared,
  type Comparison,
  compareDocuments,
  type PlacedChange,
} from "./compare-documents.ts";
import type { ExportChanges } from "./compare-exports.ts";
import type { PackageComparison } from "./compare-packages.ts";
import { planBoth } from "./plan-both.ts";
import { acceptChanges, type IgnoreEntry } from "./ignore.ts";
import { judgeExports } from "./judge-exports.ts";
import type { DriftReport, WireChange } from "./report.ts";
import { selectBoth } from "./select-both.ts";

/** A document as it was written, and the name that messages call it by. */
export interface NamedText {
  readonly text: string;
  readonly name: string;
}

type RunStage = <Result>(name: string, run: () => Result | Promise<Result>) => Promise<Result>;

/** The walk: vendored document and upstream's → what the difference does to callers. */
export const compare = async (
  base: NamedText,
  upstream: NamedText,
  config: PipelineConfig,
  templates: Templates,
  ignored: readonly IgnoreEntry[],
  stage: RunStage,
): Promise<DriftReport> => {
  const [one, other] = await stage(
    "read",
    () => [readSource(base.text, base.name), readSource(upstream.text, upstream.name)] as const,
  );
  const [selected, found] = await stage("select", () => selectBoth(one, other, config));
  const normalizeBoth = (without: readonly string[]): [OpenApiDocument, OpenApiDocument] => [
    normalize(selected, config, without).document,
    normalize(found, config, without).document,
  ];
  // With the defaults that the generator leaves out, since a report leaves nothing out.
  const [normalized, current] = await stage("normalize", () =>
    normalizeBoth(["drop-invalid-default"]),
  );
  const before: Compared = { source: one, normalized };
  const after: Compared = { source: other, normalized: current };
  const { changes: byRules, renamed } = await stage("compare", () =>
    compareDocuments(before, after),
  );
  const generable = await stage("plan", () => planBoth(...normalizeBoth([])));
  const { faults, notes } = generable;
  // Loaded only where types may differ: the generator and the compiler.
  const types = generable.isAlike
    ? noDifference
    : await stage("compare types", async () => {
        const { comparePackages } = await import("./compare-packages.ts");
        return comparePackages(generable.before, generable.after, config, templates);
      });
  const judged = judgeExports(types, faults, byRules, renamed, before, after);
  return finish(
    judged,
    types.exports,
    types.wire,
    [...notes, ...inlinedNotes(types.exports.removed, renamed)],
    ignored,
  );
};

const finish = (
  found: readonly PlacedChange[],
  exports: ExportChanges,
  wire: readonly WireChange[],
  notes: readonly string[],
  ignored: readonly IgnoreEntry[],
): DriftReport => {
  const {
    accepted,
    changes,
    notes: ofEntries,
  } = acceptChanges(
    found.map(({ place: _, ...change }) => change),
    ignored,
  );
  return {
    verdict: worstVerdict(changes),
    bump: bumpOf(changes),
    changes,
    exports,
    wire,
    accepted,
    notes: [...notes, ...ofEntries],
  };
};

const noDifference: PackageComparison = {
  exports: { added: [], removed: [], changed: [] },
  differences: [],
  wire: [],
};

/** A type that upstream writes in place has no name any more, though nothing changed in what it is. */
const inlinedNotes = (
  removed: readonly string[],
  renamed: Comparison["renamed"],
): readonly string[] =>
  removed
    .filter((name) => renamed.has(name) && renamed.get(name) === undefined)
    .map(
      (name) =>
        `the package no longer exports the type ${name}, which upstream writes in place now: code that imports it by name will not compile.`,
    );
