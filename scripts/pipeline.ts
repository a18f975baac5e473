import type { Choices } from "./lib/choices.ts";
import type { PipelineConfig } from "./lib/config.ts";
import type { OpenApiDocument } from "./lib/document.ts";
import { Failure } from "./lib/failure.ts";
import { type Fault, refusal } from "./lib/faults.ts";
import type { Files } from "./lib/files.ts";
import type { JsonObject } from "./lib/json.ts";
import { listOperations } from "./lib/operations.ts";
import { inlinePathItems } from "./lib/path-items.ts";
import { atPointer } from "./lib/references.ts";
import { assumedSettings, settingsFor } from "./lib/settings.ts";
import { sha256 } from "./lib/sha256.ts";
import { type RunStage, runSilently } from "./lib/stage.ts";
import { applyOverlays, unmatchedFailure } from "./overlays/apply-overlays.ts";
import type { Plan } from "./plan/plan.ts";
import { printBeside } from "./print/print-beside.ts";
import { addTemplates, type Templates } from "./stages/assemble.ts";
import { format } from "./stages/format.ts";
import { byLine, type NormalizationChange, normalize } from "./stages/normalize.ts";
import { plan } from "./stages/plan.ts";
import { printPackage } from "./stages/print-package.ts";
import { notesFor, readDocument } from "./stages/read-document.ts";
import { type Operations, select, type SelectedDocument } from "./stages/select.ts";
import { verify } from "./stages/verify.ts";

export interface Generated {
  /** The package, by path below its folder. */
  readonly files: Files;
  /** The normalized document, and the changes that made it, as they are committed. */
  readonly normalized: string;
  readonly changes: string;
  readonly notes: readonly string[];
  /** Why operations that were wanted are not in it. */
  readonly leftOut: readonly Fault[];
}

/** Runs all stages: OpenAPI text in, generated package out. */
export const generatePackage = async (
  text: string,
  name: string,
  config: PipelineConfig,
  templates: Templates,
  stage: RunStage = runSilently,
  choices: Choices = {},
): Promise<Generated> => {
  const { changes, leftOut, notes, planned, root, settings, texts } = await decide(
    text,
    name,
    config,
    stage,
    choices,
  );
  const printing = printDocument(root, name, planned.operations.length > manyOperations);
  const printed = await printPackage(planned, settings, templates, stage);
  const formatted = await stage("format", (progress) => format(printed, progress));
  const normalized = await stage("print", () => printing);
  // Templates are already formatted.
  const complete = addTemplates(formatted, templates, {
    upstreamSha256: choices.upstreamSha256,
    documentSha256: sha256(texts.join("\n")),
    normalizedSha256: sha256(normalized),
  });
  const files = await stage("verify", () => verify(complete, planned)); // Last: it checks the text that is written.
  return {
    files,
    normalized,
    changes: printChanges(changes),
    notes,
    leftOut,
  };
};

/** The stages before printing, in a function of their own: the source's tree, which is large, is released after it. */
const decide = async (
  text: string,
  name: string,
  config: PipelineConfig,
  stage: RunStage,
  { begun, linked, overlays = [], skipFaulty = false }: Choices,
) => {
  const written = await stage("read", () => readDocument(text, name, linked, begun?.()));
  const overlaid = applyOverlays(written, overlays);
  if (overlaid.unmatched.length > 0) throw unmatchedFailure(overlaid.unmatched, name);
  const source = inlinePathItems(overlaid.document);
  const settings = settingsFor(config, source.root);
  const decideFor = async (operations: Operations): Promise<Decided> => {
    const selected = await stage("select", () =>
      select(source, operations, settings.vendorPrefixes),
    );
    const normalized = await stage("normalize", () => normalize(selected, settings));
    const { document } = normalized;
    const corrections = overlaid.changes.filter(({ pointer }) =>
      concerns(selected, pointer, source),
    );
    const planned = await stage("plan", () => plan(document));
    const leftOut = [...selected.faults, ...planned.faults];
    const sound = planned.operations.map(({ id }) => id);
    if (leftOut.length > 0 && !(skipFaulty && sound.length > 0))
      throw refusal(leftOut, sound.length > 0);
    if (listOperations(document.root).length === 0)
      throw new Failure(
        "input",
        `${name}: nothing is left to generate (${normalized.notes.join("; ")}); select other operations.`,
      );
    const notes = [...notesFor(selected, source.notes), ...normalized.notes];
    const changes = [...corrections, ...normalized.changes].sort(byLine);
    if (planned.faults.length === 0)
      return { changes, leftOut, notes, planned, root: document.root };
    // Again, as if these were all: nothing of the others may be left, nor what refers into them.
    const rest = await decideFor(sound);
    return { ...rest, leftOut: [...leftOut, ...rest.leftOut] };
  };
  const decided = await decideFor(settings.operations);
  return {
    ...decided,
    settings,
    texts: [text, ...written.linkedTexts],
    notes: [
      ...overlaid.notes,
      ...decided.notes,
      ...assumedSettings(config, settings),
      ...decided.planned.notes,
    ],
  };
};

/** Whether a place is among what was selected, or is no longer there. */
const concerns = (
  { keeps }: SelectedDocument,
  pointer: string,
  { root }: Pick<OpenApiDocument, "root">,
): boolean => keeps(pointer) || atPointer(root, pointer) === undefined;

interface Decided {
  readonly root: JsonObject;
  readonly changes: readonly NormalizationChange[];
  readonly planned: Plan;
  readonly leftOut: readonly Fault[];
  readonly notes: readonly string[];
}

/** From there on, printing the document takes longer than starting a thread for it. */
const manyOperations = 200;

const printDocument = async (root: object, name: string, isLarge: boolean): Promise<string> =>
  `# Written by \`npm run generate\` from ${name}: what the generator reads.\n${await printBeside(root, isLarge)}`;

/** One change a line, so that a diff shows changes. */
const printChanges = (changes: readonly NormalizationChange[]): string =>
  changes.length === 0
    ? "[]\n"
    : `[\n${changes.map((change) => `  ${JSON.stringify(change)}`).join(",\n")}\n]\n`;
