import { describeFault, type Fault, faultyIn, printFault } from "../lib/faults.ts";
import type { Both } from "./both.ts";

export interface ReportedFaults {
  /** The ids of operations that could be generated before, and why they no longer can. */
  readonly lost: ReadonlyMap<string, string>;
  /** About operations that could not be generated before, or were not there. */
  readonly notes: readonly string[];
}

/** The faults of both documents → what a report says of each. */
export const reportFaults = (
  { after, before }: Both<readonly Fault[]>,
  idBefore: (id: string) => string | undefined,
): ReportedFaults => {
  const lost = new Map<string, string>();
  const notes = before.map((fault) => `not compared: ${printFault(fault)}`);
  const known = faultyIn(before);
  for (const fault of after) {
    const ids = fault.operations.map((id) => idBefore(id));
    for (const id of ids)
      if (id !== undefined && !known.has(id) && !lost.has(id)) lost.set(id, describeFault(fault));
    const isNew = fault.operations.filter((_, index) => ids[index] === undefined);
    if (isNew.length > 0)
      notes.push(`cannot be generated: ${printFault({ ...fault, operations: isNew })}`);
  }
  return { lost, notes };
};
