/** Whether moving to the regenerated package breaks a caller: this drives the version. Worst first. */
const upgrades = ["breaking", "minor", "patch", "none"] as const;
export type Upgrade = (typeof upgrades)[number];

/** Whether remaining on the old package breaks a caller: this drives the urgency. */
export type Stay = "breaks" | "at-risk" | "fine";

/** Worst first. */
export const verdicts = ["breaking", "compatible", "cosmetic", "same"] as const;
export type Verdict = (typeof verdicts)[number];

export type Side = "request" | "response" | "none";
export type Bump = "major" | "minor" | "patch" | "none";

/** One thing that upstream changed, judged for someone who compiled and deployed against the package. */
export interface Change {
  /** The rule that judges it: stable. */
  readonly id: string;
  readonly upgrade: Upgrade;
  readonly stay: Stay;
  readonly verdict: Verdict;
  readonly side: Side;
  /** The operationId, or the first of several; empty for a change that belongs to no operation. */
  readonly operation: string;
  /** All operations that it reaches, that one among them. */
  readonly operations: readonly string[];
  /** JSON Pointer into upstream's document, or into the old one for what is gone. */
  readonly pointer: string;
  /** The file that the line is in, of a document in several files. */
  readonly file?: string;
  /** The line in upstream's document, or the nearest one to where it was. */
  readonly line: number;
  readonly message: string;
  readonly before: string;
  readonly after: string;
  /** Stable id of this change, for `drift-ignore.yml`. */
  readonly fingerprint: string;
}

/** A change that `spec/drift-ignore.yml` accepts. */
export interface AcceptedChange extends Change {
  readonly reason: string;
}

/** The worst of some answers; of none, the mildest one. */
const worst = <Answer extends string>(
  order: readonly Answer[],
  answers: readonly Answer[],
  mildest: Answer,
): Answer => order.find((each) => answers.includes(each)) ?? mildest;

export const worstVerdict = (changes: readonly Change[]): Verdict =>
  worst(
    verdicts,
    changes.map(({ verdict }) => verdict),
    "same",
  );

/** How the changes bump the package's version. Semantic Versioning 2.0.0, section 8. */
export const bumpOf = (changes: readonly Change[]): Bump => {
  const upgrade = worst(
    upgrades,
    changes.map((change) => change.upgrade),
    "none",
  );
  return upgrade === "breaking" ? "major" : upgrade;
};
