import { stringify } from "yaml";
import type { PipelineConfig } from "./lib/config.ts";
import type { Files } from "./lib/files.ts";
import { addTemplates, assemble, type Templates } from "./stages/assemble.ts";
import { emit } from "./stages/emit.ts";
import { format } from "./stages/format.ts";
import { type Change, normalize } from "./stages/normalize.ts";
import { plan } from "./stages/plan.ts";
import { readSource } from "./stages/read-source.ts";
import { select } from "./stages/select.ts";
import { verify } from "./stages/verify.ts";
import { weavePagination } from "./stages/weave-pagination.ts";

export interface Generated {
  /** The package, by path below its folder. */
  readonly files: Files;
  /** The normalized document, and the changes that made it, as they are committed. */
  readonly normalized: string;
  readonly changes: string;
  readonly notes: readonly string[];
}

type RunStage = <Result>(name: string, run: () => Result | Promise<Result>) => Promise<Result>;

const runStage: RunStage = async (_, run) => run();

/** The walk: text of an OpenAPI document → the package that speaks its API. */
export const generatePackage = async (
  text: string,
  name: string,
  config: PipelineConfig,
  templates: Templates,
  stage: RunStage = runStage,
): Promise<Generated> => {
  const source = await stage("read", () => readSource(text, name));
  const selected = await stage("select", () =>
    select(source, config.operations, config.vendorPrefixes),
  );
  const { document, changes } = await stage("normalize", () => normalize(selected, config));
  const planned = await stage("plan", () => plan(document));
  const emitted = await stage("emit", () => emit(planned));
  const woven = await stage("weave", () => weavePagination(emitted, planned, templates));
  const assembled = await stage("assemble", () => assemble(woven, planned, config, templates));
  const formatted = await stage("format", () => format(assembled));
  const complete = addTemplates(formatted, templates); // Which are formatted already.
  const files = await stage("verify", () => verify(complete, planned)); // Last, so that it sees what is written.
  const normalized = await stage("print", () => printDocument(document.root, name));
  return { files, normalized, changes: printChanges(changes), notes: planned.notes };
};

const printDocument = (root: object, name: string): string =>
  `# Written by \`npm run generate\` from ${name}: what the generator reads.\n` +
  stringify(root, { aliasDuplicateObjects: false, lineWidth: 100 });

/** One change a line, so that a diff shows changes. */
const printChanges = (changes: readonly Change[]): string =>
  changes.length === 0
    ? "[]\n"
    : `[\n${changes.map((change) => `  ${JSON.stringify(change)}`).join(",\n")}\n]\n`;
