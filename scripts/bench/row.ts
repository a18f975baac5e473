import type { Figure } from "./figure.ts";

/** One thing that is measured, by the name that `--only` takes. */
export interface Row {
  readonly name: string;
  readonly measure: (bench: Bench) => Promise<readonly (Comparison | Gap)[]>;
}

/** What every row is given. */
export interface Bench {
  /** A temporary folder. Programs in it import the package and the peers by name. */
  readonly folder: string;
  /** The package as built from `generated/`, in that folder's `node_modules`. */
  readonly package: string;
  readonly peers: string;
  /** A document of many operations, if there is one. */
  readonly largeDocument: string | undefined;
}

/** A line of the table. */
export interface Comparison {
  readonly what: string;
  readonly ours: Figure;
  readonly peers: Readonly<Record<string, Figure>>;
  readonly budget: string;
  readonly isMet: boolean;
}

/** A line that could not be measured, and why. */
export interface Gap {
  readonly what: string;
  readonly reason: string;
}

type Peers = Comparison["peers"];

/** A comparison with an absolute budget. */
export const atMost = (
  limit: number,
  what: string,
  ours: Figure,
  peers: Peers = {},
): Comparison => ({
  what,
  ours,
  peers,
  budget: `≤ ${ours.unit.show(limit)}`,
  isMet: ours.median <= limit,
});

/** A comparison with a budget that is a multiple of the first peer's figure. */
export const atMostTimes = (
  factor: number,
  what: string,
  ours: Figure,
  peers: Peers,
): Comparison => {
  const [[name, peer] = ["nothing", ours]] = Object.entries(peers);
  return {
    what,
    ours,
    peers,
    budget: `≤ ${factor < 1 ? `1/${Math.round(1 / factor)} of` : `${factor}×`} ${name}`,
    isMet: ours.median <= factor * peer.median,
  };
};
