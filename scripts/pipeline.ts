import { stringify } from "yaml";
import type { PipelineConfig } from "./lib/config.ts";
import { Failure } from "./lib/failure.ts";
import type { Files } from "./lib/files.ts";
import type { LinkedFiles } from "./lib/linked-files.ts";
import { listOperations } from "./lib/openapi.ts";
import { inlinePathItems } from "./lib/path-items.ts";
import { assumedSettings, settingsFor } from "./lib/settings.ts";
import { type RunStage, runSilently } from "./lib/stage.ts";
import { addTemplates, type Templates } from "./stages/assemble.ts";
import { format } from "./stages/format.ts";
import { type NormalizationChange, normalize } from "./stages/normalize.ts";
import { plan } from "./stages/plan.ts";
import { printPackage } from "./stages/print-package.ts";
import { notesFor, readDocument } from "./stages/read-document.ts";
import { select } from "./stages/select.ts";
import { verify } from "./stages/verify.ts";

export interface Generated {
  /** The package, by path below its folder. */
  readonly files: Files;
  /** The normalized document, and the changes that made it, as they are committed. */
  readonly normalized: string;
  readonly changes: string;
  readonly notes: readonly string[];
}

/** Runs all stages: OpenAPI text in, generated package out. */
export const generatePackage = async (
  text: string,
  name: string,
  config: PipelineConfig,
  templates: Templates,
  stage: RunStage = runSilently,
  linked?: LinkedFiles,
): Promise<Generated> => {
  const decided = await decide(text, name, config, stage, linked);
  const { changes, notes, planned, root, settings } = decided;
  const printed = await printPackage(planned, settings, templates, stage);
  const formatted = await stage("format", () => format(printed));
  const complete = addTemplates(formatted, templates); // Templates are already formatted.
  const files = await stage("verify", () => verify(complete, planned)); // Last: it checks the text that is written.
  const normalized = await stage("print", () => printDocument(root, name));
  return {
    files,
    normalized,
    changes: printChanges(changes),
    notes,
  };
};

/** The stages before printing, in a function of their own: the source's tree, which is large, is released after it. */
const decide = async (
  text: string,
  name: string,
  config: PipelineConfig,
  stage: RunStage,
  linked: LinkedFiles | undefined,
) => {
  const source = await stage("read", async () =>
    inlinePathItems(await readDocument(text, name, linked)),
  );
  const settings = settingsFor(config, source.root);
  const selected = await stage("select", () =>
    select(source, settings.operations, settings.vendorPrefixes),
  );
  const { document, changes, notes } = await stage("normalize", () =>
    normalize(selected, settings),
  );
  if (listOperations(document.root).length === 0)
    throw new Failure(
      "input",
      `${name}: nothing is left to generate (${notes.join("; ")}); select other operations.`,
    );
  const planned = await stage("plan", () => plan(document));
  return {
    ...{ changes, planned, settings, root: document.root },
    notes: [
      ...notesFor(selected, source.notes),
      ...notes,
      ...assumedSettings(config, settings),
      ...planned.notes,
    ],
  };
};

const printDocument = (root: object, name: string): string =>
  `# Written by \`npm run generate\` from ${name}: what the generator reads.\n` +
  stringify(root, { aliasDuplicateObjects: false, lineWidth: 100 });

/** One change a line, so that a diff shows changes. */
const printChanges = (changes: readonly NormalizationChange[]): string =>
  changes.length === 0
    ? "[]\n"
    : `[\n${changes.map((change) => `  ${JSON.stringify(change)}`).join(",\n")}\n]\n`;
