import { type Change, type Stay, verdicts } from "../change.ts";
import type { DriftReport } from "../report.ts";

/** The report in one sentence. */
export const leadOf = ({ changes, verdict }: DriftReport): string => {
  if (verdict === "same") return "No changes.";
  if (verdict === "cosmetic") return "Documentation changes only.";
  if (verdict === "compatible") return "Compatible changes only.";
  const upgrading =
    changes.some(({ upgrade }) => upgrade === "breaking") && "callers break when they upgrade";
  const staying =
    changes.some(({ stay }) => stay === "breaks") && "deployed clients break if they do not";
  const clauses = [upgrading, staying].filter((each) => each !== false).join(", and ");
  return `${clauses.charAt(0).toUpperCase()}${clauses.slice(1)}.`;
};

/** Where upstream has a change: `line 12`, or `schemas/thing.yml:12` of a document in several files. */
export const whereOf = ({ file, line }: Pick<Change, "file" | "line">): string =>
  file === undefined ? `line ${line}` : `${file}:${line}`;

/** What the two answers mean for callers. */
export const answers = {
  breaking: "breaks on upgrade",
  minor: "upgrade: minor",
  patch: "upgrade: patch",
  none: "upgrade: nothing",
  breaks: "deployed clients break",
  "at-risk": "deployed clients at risk",
  fine: "deployed clients fine",
} as const;

/** `2 breaking, 1 cosmetic` */
export const countVerdicts = ({ changes }: DriftReport): string =>
  verdicts
    .map(
      (verdict) =>
        [verdict, changes.filter((change) => change.verdict === verdict).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(", ") || "no change";

/** The changed exports, by kind. */
export const exportLines = ({
  exports,
}: DriftReport): readonly (readonly [kind: string, names: readonly string[]])[] =>
  (["removed", "changed", "added"] as const)
    .map((kind) => [kind, exports[kind]] as const)
    .filter(([, names]) => names.length > 0);

export const worstStay = ({ changes }: DriftReport): Stay =>
  (["breaks", "at-risk"] as const).find((stay) => changes.some((change) => change.stay === stay)) ??
  "fine";

/** The sentence and the numbers behind it. */
export const summaryOf = (report: DriftReport): string =>
  report.changes.length === 0 ? leadOf(report) : `${leadOf(report)} ${countVerdicts(report)}.`;
