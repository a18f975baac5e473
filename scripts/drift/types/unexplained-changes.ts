import type { PlannedOperation } from "../../plan/operation.ts";
import { typePath } from "../place.ts";
import type { PlacedChange } from "../to-change.ts";
import type { ExportDifference } from "./compare-exports.ts";

/** A difference in the type of a function that no rule-based change explains. */
export interface UnexplainedChange {
  readonly operation: string;
  readonly side: "request" | "response";
  readonly path: readonly string[];
  readonly difference: ExportDifference;
}

/** Differences between the types of the functions → those that no change of the documents explains. */
export const findUnexplained = (
  differences: readonly ExportDifference[],
  operations: readonly Pick<PlannedOperation, "functionName" | "id">[],
  changes: readonly PlacedChange[],
): readonly UnexplainedChange[] => {
  const idByFunction = new Map(operations.map(({ functionName, id }) => [functionName, id]));
  return differences.flatMap((difference): UnexplainedChange[] => {
    const operation = idByFunction.get(difference.name);
    if (operation === undefined) return [];
    const [first, second, ...rest] = difference.path;
    const isResult = first === "()";
    const side = isResult ? "response" : "request";
    const path = isResult ? rest : difference.path.slice(1);
    const isWhole = isResult && second === undefined;
    const isExplained = changes.some(
      (change) =>
        change.operation === operation &&
        change.side === side &&
        (change.upgrade === "breaking" || (!difference.breaks && change.upgrade === "minor")) &&
        (isWhole || containsOther(typePath(change.place), path) || wasRenamedFrom(change, path)),
    );
    return isExplained ? [] : [{ operation, side, path, difference }];
  });
};

/** Whether a parameter that has another name now had that one before. */
const wasRenamedFrom = ({ before, id }: PlacedChange, [key]: readonly string[]): boolean =>
  id === "request-parameter-renamed" && key === before;

/** Whether one of two places contains the other. */
const containsOther = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((key, index) => key === other[index]);
