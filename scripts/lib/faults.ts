import { type OpenApiDocument, placeOf } from "./document.ts";
import { Failure } from "./failure.ts";

/** What is wrong at one place of a document, whoever may reach it. */
export interface PlacedFault {
  readonly pointer: string;
  /** The problem and its remedy: `has no schema; give it one`. */
  readonly problem: string;
}

/** A fault of the operations that reach it. */
export interface Fault {
  /** `api.yml:12` */
  readonly place: string;
  readonly problem: string;
  /** The ids of the operations, or a path that names none. */
  readonly operations: readonly string[];
}

export const faultOf = (
  document: Pick<OpenApiDocument, "lineOf" | "name">,
  { pointer, problem }: PlacedFault,
  operations: readonly string[],
): Fault => ({ place: placeOf(document, pointer), problem, operations });

/** `api.yml:12: has no schema; give it one` */
export const describeFault = ({ place, problem }: Fault): string => `${place}: ${problem}`;

const mostOperations = 3;
const mostFaults = 100;

/** `api.yml:12: ListPets, GetPet and 3 more: …` */
export const printFault = ({ operations, place, problem }: Fault): string => {
  const named =
    operations.length > mostOperations + 1 ? operations.slice(0, mostOperations) : operations;
  const others = operations.length - named.length;
  return `${place}: ${named.join(", ")}${others > 0 ? ` and ${others} more` : ""}: ${problem}.`;
};

/** A line for each fault; of very many only the first ones. */
export const printFaults = (faults: readonly Fault[]): readonly string[] => {
  const printed = faults.slice(0, mostFaults).map(printFault);
  const others = faults.length - printed.length;
  return others > 0 ? [...printed, `… and ${others} more faults.`] : printed;
};

/** The operations that have any of the faults. */
export const faultyIn = (faults: readonly Fault[]): ReadonlySet<string> =>
  new Set(faults.flatMap(({ operations }) => operations));

/** Why nothing was done. Where other operations are sound, there is a way to go on with those. */
export const refusal = (faults: readonly Fault[], hasSound: boolean): Failure => {
  const count = faultyIn(faults).size;
  const remedy = `${count} ${count === 1 ? "operation is" : "operations are"} at fault; correct the document, or leave ${count === 1 ? "it" : "them"} out with --skip-faulty.`;
  return new Failure("input", [...printFaults(faults), ...(hasSound ? [remedy] : [])].join("\n"));
};

/** What was left out of a result, and why. */
export const leftOutReport = (faults: readonly Fault[]): string => {
  const count = faultyIn(faults).size;
  return `left out ${count} ${count === 1 ? "operation" : "operations"}:\n${printFaults(faults).join("\n")}\n`;
};
