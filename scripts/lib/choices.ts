import type { Overlay } from "../overlays/overlay.ts";
import type { KnownEntries } from "../parse/yaml-sections.ts";
import type { LinkedFiles } from "./linked-files.ts";

/** What a person chooses beside the configuration when a package is generated, or two documents are compared. */
export interface Choices {
  /** What corrects the documents before anything else looks at them. */
  readonly overlays?: readonly Overlay[];
  /** Whether to go on without the operations that are at fault. */
  readonly skipFaulty?: boolean | undefined;
  /** How the files that the document refers to are read. */
  readonly linked?: LinkedFiles | undefined;
  /** What was begun to parse of the document while the pipeline was loaded. */
  readonly begun?: (() => KnownEntries) | undefined;
  /** The hash of upstream's whole document, which this one was cut out of. */
  readonly upstreamSha256?: string | undefined;
}
