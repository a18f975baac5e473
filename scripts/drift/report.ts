import { acceptChanges, type IgnoreEntry } from "./accepted/accept-changes.ts";
import type { AcceptedChange, Bump, Change, Verdict } from "./change.ts";

/** The result of one comparison: the data of every format. */
export interface DriftReport {
  readonly verdict: Verdict;
  /** How the package's version must change. */
  readonly bump: Bump;
  readonly changes: readonly Change[];
  readonly exports: ExportChanges;
  /** Example requests that are sent differently. */
  readonly wire: readonly WireChange[];
  /** Changes that `spec/drift-ignore.yml` accepts. */
  readonly accepted: readonly AcceptedChange[];
  /** What a reader should know beside the changes: entries that match nothing, and what could not be compared. */
  readonly notes: readonly string[];
}

/** The package's public names. */
export interface ExportChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Names for which code that compiled against the old package may not compile against the new one. */
  readonly changed: readonly string[];
}

const noExportChanges: ExportChanges = { added: [], removed: [], changed: [] };

/** The request of an operation's example: a line each for the request, its headers and its body. */
export interface WireChange {
  readonly operation: string;
  readonly before: string;
  readonly after: string;
}

export interface PrintOptions {
  readonly hasColors: boolean;
}

/** The report where nothing differs. */
export const unchanged = (ignored: readonly IgnoreEntry[]): DriftReport => ({
  verdict: "same",
  bump: "none",
  wire: [],
  exports: noExportChanges,
  ...acceptChanges([], ignored),
});
