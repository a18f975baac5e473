import { Failure } from "../../lib/failure.ts";
import type { ApiModel } from "../../lib/model.ts";
import { nameParameterTypes } from "../../lib/parameter-types.ts";
import { planOperation } from "../../plan/operation.ts";
import { planModel, type Plan } from "../../stages/plan.ts";
import { type Both, both } from "../both.ts";
import { planFingerprint } from "./plan-fingerprint.ts";

/** The packages that both documents give, without the operations that either one cannot give. */
export interface PlannedPackages {
  readonly plans: Both<Plan>;
  /** Whether the plans differ at most in documentation, so that types and requests are the same. */
  readonly areEquivalent: boolean;
  /** operationId → why upstream's form of it can no longer be generated. */
  readonly faults: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

export const planBoth = (models: Both<ApiModel>): PlannedPackages => {
  const faults = both(models, findFaults);
  const isGenerable = ({ id }: { readonly id: string }): boolean =>
    !faults.before.has(id) && !faults.after.has(id);
  const plans = both(models, (model) =>
    planModel({ ...model, operations: model.operations.filter(isGenerable) }),
  );
  const fingerprints = both(plans, planFingerprint);
  const known = new Set(models.before.operations.map(({ id }) => id));
  return {
    plans,
    areEquivalent: fingerprints.before === fingerprints.after,
    faults: new Map([...faults.after].filter(([id]) => known.has(id) && !faults.before.has(id))),
    notes: [...faults.before.values()].map((fault) => `types not compared: ${fault}`),
  };
};

/** operationId → why the pipeline cannot generate it. */
const findFaults = (model: ApiModel): ReadonlyMap<string, string> => {
  const typeNameOf = nameParameterTypes(model.operations, model.schemas);
  const faults = new Map<string, string>();
  for (const operation of model.operations) {
    try {
      planOperation(operation, model, typeNameOf, "", () => undefined);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      faults.set(operation.id, error.message);
    }
  }
  return faults;
};
