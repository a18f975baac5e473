/** Whether moving to the regenerated package breaks a caller: what drives the version. Worst first. */
const upgrades = ["breaking", "minor", "patch", "none"] as const;
export type Upgrade = (typeof upgrades)[number];

/** Whether remaining on the old package breaks a caller: what drives the urgency. */
export type Stay = "breaks" | "at-risk" | "fine";

/** Worst first. */
export const verdicts = ["breaking", "compatible", "cosmetic", "same"] as const;
export type Verdict = (typeof verdicts)[number];

export type Side = "request" | "response" | "none";
export type Bump = "major" | "minor" | "patch" | "none";

/** One thing that upstream changed, judged from the side of someone who compiled and deployed against the package. */
export interface Change {
  /** The rule that judges it; stable. */
  readonly id: string;
  readonly upgrade: Upgrade;
  readonly stay: Stay;
  readonly verdict: Verdict;
  readonly side: Side;
  /** operationId; empty for what belongs to none. */
  readonly operation: string;
  /** JSON pointer into upstream's document; into the old one for what is gone from upstream. */
  readonly pointer: string;
  /** The line of upstream's document that it stands on, or that it stood below. */
  readonly line: number;
  readonly message: string;
  readonly before: string;
  readonly after: string;
  /** Names this change in `spec/drift-ignore.yml`: stays the same as long as what is said here does. */
  readonly fingerprint: string;
}

/** One that `spec/drift-ignore.yml` accepts. */
export interface AcceptedChange extends Change {
  readonly reason: string;
}

/** Of answers, the worst; of none, the mildest there is. */
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

/** What the package's version must make of the changes: semver, section 8. */
export const bumpOf = (changes: readonly Change[]): Bump => {
  const upgrade = worst(
    upgrades,
    changes.map((change) => change.upgrade),
    "none",
  );
  return upgrade === "breaking" ? "major" : upgrade;
};
