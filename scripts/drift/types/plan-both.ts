import { type Fault, faultyIn } from "../../lib/faults.ts";
import type { ApiModel } from "../../lib/model.ts";
import { planModel, type Plan } from "../../stages/plan.ts";
import { type Both, both } from "../both.ts";
import { planFingerprint } from "./plan-fingerprint.ts";

/** The packages that both documents give, without the operations that either one cannot give. */
export interface PlannedPackages {
  readonly plans: Both<Plan>;
  /** Whether the plans differ at most in documentation, so that types and requests are the same. */
  readonly areEquivalent: boolean;
  /** Why operations are not among them. */
  readonly faults: Both<readonly Fault[]>;
}

export const planBoth = (models: Both<ApiModel>): PlannedPackages => {
  const whole = both(models, planModel);
  const faults = both(whole, (plan) => plan.faults);
  const faulty = faultyIn([...faults.before, ...faults.after]);
  const plans =
    faulty.size === 0
      ? whole
      : both(models, (model) =>
          planModel({ ...model, operations: model.operations.filter(({ id }) => !faulty.has(id)) }),
        );
  const fingerprints = both(plans, planFingerprint);
  return { plans, areEquivalent: fingerprints.before === fingerprints.after, faults };
};
