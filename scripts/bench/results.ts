import { cpus } from "node:os";
import packageJson from "../../package.json" with { type: "json" };
import type { Attempt } from "./attempts.ts";
import type { BundlePart } from "./bundle-parts.ts";
import type { Verdicts } from "./drift-verdicts.ts";
import { directory, versions } from "./peers.ts";
import type { QueryOutcome } from "./query-table.ts";
import type { Walk } from "./server-table.ts";
import type { LineData } from "./table.ts";

/** All that is published, in docs/benchmarks.json. Each part says where it was measured, since they can be renewed alone. */
export interface Results {
  readonly comparisons: Readonly<Record<string, Part<LineData>>>;
  readonly parts?: Part<BundlePart>;
  readonly queries?: Part<QueryOutcome>;
  readonly servers?: Part<Walk>;
  readonly documents?: Part<Attempt>;
  readonly directory?: Part<Attempt>;
  readonly verdicts?: Part<Verdicts>;
}

export interface Part<Entry> {
  readonly measured: Measured;
  readonly entries: readonly Entry[];
}

interface Measured {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** What this machine and this run are. */
export const measuredNow = (): Measured => ({
  date: new Date().toISOString().slice(0, 10),
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  node: process.versions.node,
  versions: { [packageJson.name]: packageJson.version, ...versions, ...directory },
});

/** The former results with those that are new; what could not be measured stays as it was. */
export const mergeResults = (former: Results, renewed: Partial<Results>): Results => ({
  ...former,
  ...renewed,
  comparisons: { ...former.comparisons, ...renewed.comparisons },
});
