import { Failure } from "../lib/failure.ts";
import { asObject, type JsonObject, mapValues, omit } from "../lib/json.ts";
import { listOperations, methods, type OpenApiDocument } from "../lib/openapi.ts";
import { planOperation } from "../plan/operation.ts";
import { hoistedNames } from "../rules/hoist.ts";
import { plan, type Plan } from "../stages/plan.ts";
import { planFacts } from "./plan-facts.ts";

/** What packages would be made of before and after: operations that cannot be generated are in neither. */
export interface PlannedPackages {
  readonly before: Plan;
  readonly after: Plan;
  /** Whether both plans are the same but for words, so that types and requests are. */
  readonly isAlike: boolean;
  /** operationId → why upstream's form of it can no longer be generated. */
  readonly faults: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

export const planBoth = (before: OpenApiDocument, after: OpenApiDocument): PlannedPackages => {
  const [had, has] = [findFaults(before), findFaults(after)];
  const without = new Set([...had.keys(), ...has.keys()]);
  const [was, is] = [
    plan(withoutOperations(before, without)),
    plan(withoutOperations(after, without)),
  ];
  const known = new Set(listOperations(before.root).map(({ id }) => id));
  return {
    before: was,
    after: is,
    isAlike: planFacts(was) === planFacts(is),
    faults: new Map([...has].filter(([id]) => known.has(id) && !had.has(id))),
    notes: [...had.values()].map((fault) => `types not compared: ${fault}`),
  };
};

/** operationId → why the pipeline cannot generate it. */
const findFaults = (document: OpenApiDocument): ReadonlyMap<string, string> => {
  const hoisted = hoistedNames(document.root);
  const faults = new Map<string, string>();
  for (const entry of listOperations(document.root)) {
    try {
      planOperation(entry, document, hoisted, () => undefined);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      faults.set(entry.id, error.message);
    }
  }
  return faults;
};

/** The document without some operations. */
const withoutOperations = (
  document: OpenApiDocument,
  ids: ReadonlySet<string>,
): OpenApiDocument => {
  const isLeft = (operation: JsonObject): boolean => !ids.has(String(operation["operationId"]));
  const paths = mapValues(asObject(document.root["paths"]), (item) =>
    omit(asObject(item), ...methods.filter((method) => !isLeft(asObject(asObject(item)[method])))),
  );
  return { ...document, root: { ...document.root, paths } };
};
