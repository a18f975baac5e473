import type { Settings } from "../../lib/settings.ts";
import type { Plan } from "../../plan/plan.ts";
import { addTemplates, type Templates } from "../../stages/assemble.ts";
import { printPackage } from "../../stages/print-package.ts";
import { type Both, both } from "../both.ts";
import type { WireChange } from "../report.ts";
import { compareExports, type ExportDifference } from "./compare-exports.ts";
import { compareRequests, type PrintedPackage } from "./compare-requests.ts";

export interface PackageComparison {
  readonly differences: readonly ExportDifference[];
  readonly wire: readonly WireChange[];
}

/** Plans → how the packages that are generated from them differ. */
export const comparePackages = async (
  plans: Both<Plan>,
  settings: Settings,
  templates: Templates,
): Promise<PackageComparison> => {
  const print = async (plan: Plan): Promise<PrintedPackage> => {
    if (plan.operations.length + plan.types.length === 0) return { plan, files: new Map() };
    const printed = await printPackage(plan, settings, templates);
    return { plan, files: addTemplates(printed, templates) };
  };
  const packages = { before: await print(plans.before), after: await print(plans.after) };
  const differences = compareExports(both(packages, ({ files }) => files));
  return { differences, wire: await compareRequests(packages) };
};
