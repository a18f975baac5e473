import type { AcceptedChange, Change } from "../change.ts";

/** An entry of `spec/drift-ignore.yml`: a change that is accepted. */
export interface IgnoreEntry {
  /** Identifies one change; otherwise `id` and `pointer` do. */
  readonly fingerprint?: string;
  readonly id?: string;
  readonly pointer?: string;
  readonly reason: string;
  /** The last day on which it applies, as YYYY-MM-DD. */
  readonly expires: string;
  readonly isExpired: boolean;
  /** `spec/drift-ignore.yml:3` */
  readonly at: string;
}

export interface Accepted {
  readonly changes: readonly Change[];
  readonly accepted: readonly AcceptedChange[];
  /** Entries that match nothing or have expired. */
  readonly notes: readonly string[];
}

/** Separates accepted changes from the others, and explains each entry that has no effect. */
export const acceptChanges = (
  found: readonly Change[],
  entries: readonly IgnoreEntry[],
): Accepted => {
  const changes: Change[] = [];
  const accepted: AcceptedChange[] = [];
  const used = new Set<IgnoreEntry>();
  for (const change of found) {
    const entry = entries.find((each) => matches(each, change));
    if (entry) used.add(entry);
    if (entry && !entry.isExpired) accepted.push({ ...change, reason: entry.reason });
    else changes.push(change);
  }
  const notes = entries.flatMap((entry): string[] => {
    if (entry.isExpired)
      return [
        `${entry.at}: expired on ${entry.expires}${used.has(entry) ? ", so the change that it accepted is reported again" : ""}; renew it or remove it.`,
      ];
    return used.has(entry) ? [] : [`${entry.at}: matches no change; remove it.`];
  });
  return { changes, accepted, notes };
};

const matches = ({ fingerprint, id, pointer }: IgnoreEntry, change: Change): boolean =>
  fingerprint === undefined
    ? id === change.id && pointer === change.pointer
    : fingerprint === change.fingerprint &&
      (id === undefined || id === change.id) &&
      (pointer === undefined || pointer === change.pointer);
