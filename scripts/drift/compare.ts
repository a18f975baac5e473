import type { Choices } from "../lib/choices.ts";
import type { PipelineConfig } from "../lib/config.ts";
import type { OpenApiDocument } from "../lib/document.ts";
import type { LinkedFiles } from "../lib/linked-files.ts";
import type { ApiModel } from "../lib/model.ts";
import { inlinePathItems } from "../lib/path-items.ts";
import { readModel } from "../lib/read-model.ts";
import { settingsFor } from "../lib/settings.ts";
import type { RunStage } from "../lib/stage.ts";
import {
  applyOverlays,
  describeUnmatched,
  type OverlaidDocument,
} from "../overlays/apply-overlays.ts";
import type { KnownEntries } from "../parse/yaml-sections.ts";
import type { Templates } from "../stages/assemble.ts";
import type { Normalized } from "../stages/normalize.ts";
import { type ReadDocument, readDocument } from "../stages/read-document.ts";
import { acceptChanges, type IgnoreEntry } from "./accepted/accept-changes.ts";
import { type Both, both, bothWith } from "./both.ts";
import { bumpOf, worstVerdict } from "./change.ts";
import { compareDocuments, noChanges } from "./documents/compare-documents.ts";
import { normalizeBoth, type NormalizedBoth } from "./documents/normalize-both.ts";
import { plainNotation } from "./documents/plain-notation.ts";
import { selectBoth } from "./documents/select-both.ts";
import { placeOf } from "./place.ts";
import { reportFaults } from "./report-faults.ts";
import type { DriftReport } from "./report.ts";
import { type PlacedChange, toChange } from "./to-change.ts";
import { changesFromExports } from "./types/changes-from-exports.ts";
import type { PackageComparison } from "./types/compare-packages.ts";
import { exportChanges } from "./types/export-changes.ts";
import { planBoth } from "./types/plan-both.ts";

// How a report is made:
// 1. Both documents are read, cut down to the wanted operations, and normalized; plain-notation.ts takes away what only
//    says the same in another way. Equal parts are known by their canonical forms and compared no further.
// 2. documents/ pairs the operations and compares their parameters, bodies, responses and so on; schemas/ compares what
//    values may be, each pair of schemas once. Each difference is reported as an event, which rules.ts judges, at a place,
//    which locate.ts finds in upstream's own document. What a component says is reported once, with all operations that
//    it is part of.
// 3. types/ plans both packages, prints what differs, compares the exported types as the compiler sees them, and sends each
//    operation's example through both. This is an independent check of the rules: a difference of types that none of
//    them explains is reported as such.
// 4. accepted/ takes out the changes that spec/drift-ignore.yml accepts. The verdict is the worst of what is left.
// 5. reports/ prints the result.

/** A document as it was written, and the name that messages call it by. */
export interface NamedText {
  readonly text: string;
  readonly name: string;
  /** How the files that it refers to are read. */
  readonly linked?: LinkedFiles | undefined;
}

/** The vendored document and upstream's → what the difference does to callers. */
export const compare = async (
  base: NamedText,
  upstream: NamedText,
  config: PipelineConfig,
  templates: Templates,
  ignored: readonly IgnoreEntry[],
  stage: RunStage,
  { overlays = [], skipFaulty = false }: Choices = {},
): Promise<DriftReport> => {
  const overlaid = await stage("read", async () =>
    both(await readBoth(base, upstream), (document) => applyOverlays(document, overlays)),
  );
  const sources = both(overlaid, ({ document }) => inlinePathItems(document));
  const settings = settingsFor(config, sources.before.root);
  const { faults, idBefore, selected } = await stage("select", () =>
    selectBoth(sources, settings, skipFaulty),
  );
  const normalized = await stage("normalize", () => normalizeBoth(selected, settings));
  const models = readModels(normalized);
  const compared = bothWith(
    sources,
    normalized.areSame ? models : plainModels(normalized),
    (source, model) => ({ source, model }),
  );
  const byRules = await stage("compare", () =>
    normalized.areSame ? noChanges : compareDocuments(compared),
  );
  const planned = await stage("plan", () => planBoth(models));
  const { differing, plans } = planned;
  const { lost, notes } = reportFaults(
    bothWith(faults, planned.faults, (found, others) => [...found, ...others]),
    idBefore,
  );
  // The generator and the compiler are loaded only where types may differ.
  const types =
    differing === undefined
      ? noDifference
      : await stage("compare types", async () => {
          const { comparePackages } = await import("./types/compare-packages.ts");
          return comparePackages(differing, settings, templates);
        });
  const { differences, wire } = types;
  const exports = exportChanges(plans, differences);
  const found = { byRules, compared, differences, exports, faults: lost, plans };
  const byTypes = changesFromExports(found);
  const changes = [
    ...withoutContradicted(byRules.changes, byTypes),
    ...byTypes,
    ...unmatchedActions(overlaid, sources),
  ];
  const {
    accepted,
    changes: rest,
    notes: entryNotes,
  } = acceptChanges(
    changes.map(({ isExact: _isExact, place: _place, ...change }) => change),
    ignored,
  );
  return {
    verdict: worstVerdict(rest),
    bump: bumpOf(rest),
    changes: rest,
    exports,
    wire,
    accepted,
    notes: [
      ...documentNotes(sources),
      ...notesOf(normalized),
      ...overlaid.after.notes,
      ...unmatchedNotes(overlaid, base.name),
      ...notes,
      ...entryNotes,
    ],
  };
};

/** Both documents: what their texts have in common is parsed once. */
const readBoth = async (base: NamedText, upstream: NamedText): Promise<Both<ReadDocument>> => {
  const known: KnownEntries = new Map();
  const read = ({ linked, name, text }: NamedText) => readDocument(text, name, linked, known);
  return { before: await read(base), after: await read(upstream) };
};

/** What could not be normalized as it is declared, and so is not compared. */
const notesOf = ({ after, before }: Both<Normalized>): readonly string[] => [
  ...new Set([...before.notes, ...after.notes].map((note) => `${note}.`)),
];

/** What holds for a whole document, such as that it is Swagger 2.0. */
const documentNotes = (sources: Both<ReadDocument>): readonly string[] => [
  ...new Set(
    [sources.before, sources.after].flatMap(({ notes }) =>
      notes.flatMap(({ pointer, text }) => (pointer === "" ? [`${text}.`] : [])),
    ),
  ),
];

/** The actions of overlays that match nothing in upstream's document: `generate` would refuse them. */
const unmatchedActions = (
  { after }: Both<OverlaidDocument<OpenApiDocument>>,
  sources: Both<OpenApiDocument>,
): readonly PlacedChange[] =>
  after.unmatched.map(({ place, target }) =>
    toChange("overlay-unmatched", placeOf({ kind: "document" }), sources, {
      before: target,
      after: place,
    }),
  );

const unmatchedNotes = (
  { after, before }: Both<OverlaidDocument<OpenApiDocument>>,
  name: string,
): readonly string[] =>
  before.unmatched
    .filter((action) => !after.unmatched.includes(action))
    .map((action) => describeUnmatched(action, name));

/** Both models; of documents that are the same, one model twice. */
const readModels = ({ after, areSame, before }: NormalizedBoth): Both<ApiModel> => {
  const model = readModel(before.document);
  return { before: model, after: areSame ? model : readModel(after.document) };
};

const plainModels = (normalized: Both<Normalized>): Both<ApiModel> =>
  both(normalized, ({ document }) => readModel(plainNotation(document)));

const noDifference: PackageComparison = { differences: [], wire: [] };

/** An operation whose types differ is not just written differently. */
const withoutContradicted = (
  byRules: readonly PlacedChange[],
  byTypes: readonly PlacedChange[],
): readonly PlacedChange[] => {
  const unexplained = new Set(
    byTypes.filter(({ id }) => id.startsWith("unexplained-")).map(({ operation }) => operation),
  );
  return byRules.filter(
    ({ id, operation }) => id !== "operation-notation-changed" || !unexplained.has(operation),
  );
};
