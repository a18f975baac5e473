import { type Fault, faultyIn } from "../../lib/faults.ts";
import type { ApiModel } from "../../lib/model.ts";
import type { Plan } from "../../plan/plan.ts";
import { planModel } from "../../stages/plan.ts";
import { type Both, both } from "../both.ts";
import { differingParts } from "./differing-parts.ts";

/** The packages that both documents give, without the operations that either one cannot give. */
export interface PlannedPackages {
  readonly plans: Both<Plan>;
  /** What of the plans differs, with all that it refers to; nothing where the types and requests are the same. */
  readonly differing: Both<Plan> | undefined;
  /** Why operations are not among them. */
  readonly faults: Both<readonly Fault[]>;
}

export const planBoth = (models: Both<ApiModel>): PlannedPackages => {
  const whole = planEach(models);
  const faults = both(whole, (plan) => plan.faults);
  const faulty = faultyIn([...faults.before, ...faults.after]);
  const plans = faulty.size === 0 ? whole : planEach(models, ({ id }) => !faulty.has(id));
  return { plans, differing: differingParts(plans), faults };
};

/** Of documents that are the same, one plan twice. */
const planEach = (
  models: Both<ApiModel>,
  isPlanned: (operation: ApiModel["operations"][number]) => boolean = () => true,
): Both<Plan> => {
  const planOne = (model: ApiModel): Plan =>
    planModel({ ...model, operations: model.operations.filter(isPlanned) });
  const before = planOne(models.before);
  return { before, after: models.before === models.after ? before : planOne(models.after) };
};
