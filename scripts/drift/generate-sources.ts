import type { PipelineConfig } from "../lib/config.ts";
import type { Files } from "../lib/files.ts";
import { addTemplates, assemble, type Templates } from "../stages/assemble.ts";
import { emit } from "../stages/emit.ts";
import type { Plan } from "../stages/plan.ts";
import { weavePagination } from "../stages/weave-pagination.ts";

/** A generated package, but for its layout, and what it was generated from. */
export interface GeneratedSources {
  readonly files: Files;
  readonly planned: Plan;
}

export const generateSources = async (
  planned: Plan,
  config: PipelineConfig,
  templates: Templates,
): Promise<GeneratedSources> => {
  if (planned.operations.length === 0) return { files: new Map(), planned };
  const woven = weavePagination(await emit(planned), planned, templates);
  return { files: addTemplates(assemble(woven, planned, config, templates), templates), planned };
};
