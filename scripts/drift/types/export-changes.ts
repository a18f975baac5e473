import type { Plan } from "../../plan/plan.ts";
import { type Both, both } from "../both.ts";
import type { ExportChanges } from "../report.ts";
import type { ExportDifference } from "./compare-exports.ts";

/** How the names change that the packages export, as they are planned; those of the runtime are always the same. */
export const exportChanges = (
  plans: Both<Plan>,
  differences: readonly ExportDifference[],
): ExportChanges => {
  const { after, before } = both(plans, namesOf);
  const changed = new Set(differences.flatMap(({ breaks, name }) => (breaks ? [name] : [])));
  return {
    added: [...after].filter((name) => !before.has(name)).sort(),
    removed: [...before].filter((name) => !after.has(name)).sort(),
    changed: [...changed].sort(),
  };
};

const namesOf = ({ operations, paginators, types }: Plan): ReadonlySet<string> =>
  new Set([
    ...operations.map(({ functionName }) => functionName),
    ...paginators.map(({ name }) => name),
    ...types.map(({ name }) => name),
  ]);
