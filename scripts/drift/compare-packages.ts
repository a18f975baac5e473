import type { PipelineConfig } from "../lib/config.ts";
import type { Templates } from "../stages/assemble.ts";
import type { Plan } from "../stages/plan.ts";
import { compareExports, type ExportComparison } from "./compare-exports.ts";
import { generateSources } from "./generate-sources.ts";
import type { WireChange } from "./report.ts";
import { compareRequests } from "./wire.ts";

export interface PackageComparison extends ExportComparison {
  readonly wire: readonly WireChange[];
}

/** Plans → how the packages that are generated from them differ. */
export const comparePackages = async (
  before: Plan,
  after: Plan,
  config: PipelineConfig,
  templates: Templates,
): Promise<PackageComparison> => {
  const one = await generateSources(before, config, templates);
  const other = await generateSources(after, config, templates);
  return { ...compareExports(one.files, other.files), wire: await compareRequests(one, other) };
};
