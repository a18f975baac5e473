import type { Context } from "../lib/command-line.ts";
import { allowedRefs, type ProjectConfig } from "../lib/config.ts";
import { leftOutReport, refusal } from "../lib/faults.ts";
import { DocumentNode } from "../lib/node.ts";
import { inlinePathItems } from "../lib/path-items.ts";
import { applyOverlays } from "../overlays/apply-overlays.ts";
import { readOverlayFiles } from "../overlays/overlay-files.ts";
import { printYaml } from "../print/print-yaml.ts";
import { cutSource } from "../stages/cut-source.ts";
import { notesFor, readDocument } from "../stages/read-document.ts";
import { type Operations, select, selectForOverlays } from "../stages/select.ts";
import { linkedFiles } from "./linked-files.ts";
import type { UpstreamText } from "./read-upstream.ts";

/** What is vendored of upstream's document. */
export interface Cut {
  readonly text: string;
  /** `info.version` */
  readonly version: string | null;
  /** The texts of the other files that the document was made of. */
  readonly linkedTexts: readonly string[];
}

/** Reads upstream's document, and cuts the wanted operations out of it. What it is wrong about is reported. */
export const cutUpstream = async (
  upstream: UpstreamText,
  operations: Operations,
  config: ProjectConfig,
  flags: {
    readonly allowRefs?: readonly string[] | undefined;
    readonly skipFaulty?: boolean | undefined;
  },
  { cwd, log, stage, stderr }: Pick<Context, "cwd" | "log" | "stage" | "stderr">,
): Promise<Cut> => {
  const allowed = allowedRefs(config, flags.allowRefs);
  const linked = linkedFiles(upstream.location, { cwd, allowed });
  const overlays = await readOverlayFiles(config.overlays, [], cwd);
  const read = await stage("read", () => readDocument(upstream.text, upstream.name, linked));
  const document = inlinePathItems(read);
  const selected = await stage("select", () =>
    overlays.length === 0
      ? select(document, operations, config.vendorPrefixes)
      : selectForOverlays(
          document,
          applyOverlays(document, overlays).document,
          operations,
          config.vendorPrefixes,
        ),
  );
  const { faults } = selected;
  if (faults.length > 0) {
    const hasSound = selected.operations.length > 0;
    if (!(flags.skipFaulty ?? config.skipFaulty) || !hasSound) throw refusal(faults, hasSound);
    stderr.write(leftOutReport(faults));
  }
  for (const note of notesFor(selected, document.notes)) log(`note: ${note}`);
  // Lines can be cut only out of a text that holds all of the document.
  const whole = document === read ? document.source : undefined;
  return {
    text: await stage("cut", () =>
      whole === undefined ? printYaml(selected.root) : cutSource(whole, selected),
    ),
    version: new DocumentNode(document.root).member("info")?.text("version") || null,
    linkedTexts: document.linkedTexts,
  };
};
