import type { Files } from "../lib/files.ts";
import type { Settings } from "../lib/settings.ts";
import { type RunStage, runSilently } from "../lib/stage.ts";
import type { Plan } from "../plan/plan.ts";
import { addPaginators } from "./add-paginators.ts";
import { assemble, type Templates } from "./assemble.ts";
import { emit } from "./emit.ts";

/** Plan → everything that is written for this API, unformatted: for `generate`, and for both sides of `drift`. */
export const printPackage = async (
  plan: Plan,
  settings: Settings,
  templates: Templates,
  stage: RunStage = runSilently,
): Promise<Files> => {
  const emitted = await stage("emit", () => emit(plan));
  const complete = await stage("add paginators", () => addPaginators(emitted, plan, templates));
  return stage("assemble", () => assemble(complete, plan, settings, templates));
};
