import type { AcceptedChange, Bump, Change, Verdict } from "./change.ts";
import { acceptChanges, type IgnoreEntry } from "./ignore.ts";
import type { ExportChanges } from "./compare-exports.ts";

/** What one comparison found: the data of every format. */
export interface DriftReport {
  readonly verdict: Verdict;
  /** What the package's version must make of it. */
  readonly bump: Bump;
  readonly changes: readonly Change[];
  readonly exports: ExportChanges;
  /** Example requests that are sent in another way. */
  readonly wire: readonly WireChange[];
  /** Changes that `spec/drift-ignore.yml` accepts. */
  readonly accepted: readonly AcceptedChange[];
  /** What a reader should know beside the changes: entries that match nothing, what could not be looked at. */
  readonly notes: readonly string[];
}

/** The request of an operation's example, a line each for the request, its headers and its body. */
export interface WireChange {
  readonly operation: string;
  readonly before: string;
  readonly after: string;
}

export interface PrintOptions {
  readonly isInColour: boolean;
}

/** The report where nothing differs. */
export const unchanged = (ignored: readonly IgnoreEntry[]): DriftReport => ({
  ...{ verdict: "same", bump: "none", changes: [], wire: [] },
  exports: { added: [], removed: [], changed: [] },
  ...acceptChanges([], ignored),
});
