import type { PipelineConfig } from "../lib/config.ts";
import type { Files } from "../lib/files.ts";
import { listOperations, type OpenApiDocument } from "../lib/openapi.ts";
import { addTemplates, assemble, type Templates } from "../stages/assemble.ts";
import { emit } from "../stages/emit.ts";
import { plan, type Plan } from "../stages/plan.ts";
import { weavePagination } from "../stages/weave-pagination.ts";
import { compareExports, type ExportComparison } from "./compare-exports.ts";
import { findFaults, withoutOperations } from "./generable.ts";
import type { WireChange } from "./report.ts";
import { compareRequests } from "./wire.ts";

export interface PackageComparison extends ExportComparison {
  readonly wire: readonly WireChange[];
  /** operationId → why upstream's form of it can no longer be generated. */
  readonly faults: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/** Normalized documents → how the packages that are generated from them differ. */
export const comparePackages = async (
  before: OpenApiDocument,
  after: OpenApiDocument,
  config: PipelineConfig,
  templates: Templates,
): Promise<PackageComparison> => {
  const [had, has] = [findFaults(before), findFaults(after)];
  const without = new Set([...had.keys(), ...has.keys()]);
  const one = await generateSources(withoutOperations(before, without), config, templates);
  const other = await generateSources(withoutOperations(after, without), config, templates);
  return {
    ...compareExports(one.files, other.files),
    wire: await compareRequests(one, other),
    faults: new Map(
      [...has].filter(
        ([id]) => !had.has(id) && listOperations(before.root).some((each) => each.id === id),
      ),
    ),
    notes: [...had.values()].map((fault) => `types not compared: ${fault}`),
  };
};

/** A generated package, but for its layout, and what it was generated from. */
export interface GeneratedSources {
  readonly files: Files;
  readonly planned: Plan;
}

const generateSources = async (
  document: OpenApiDocument,
  config: PipelineConfig,
  templates: Templates,
): Promise<GeneratedSources> => {
  const planned = plan(document);
  if (planned.operations.length === 0) return { files: new Map(), planned };
  const woven = weavePagination(await emit(planned), planned, templates);
  return { files: addTemplates(assemble(woven, planned, config, templates), templates), planned };
};
