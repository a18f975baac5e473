import { functionName, pascalCase } from "../lib/names.ts";
import type { PlacedChange } from "./compare-documents.ts";
import type { ExportDifference } from "./compare-exports.ts";
import { typePath } from "./place.ts";

/** A difference in what a function takes or gives, and nothing that the rules found accounts for it. */
export interface Unexplained {
  readonly operation: string;
  readonly side: "request" | "response";
  readonly path: readonly string[];
  readonly difference: ExportDifference;
}

/** Differences between the types of the functions → those that no change of the documents explains. */
export const findUnexplained = (
  differences: readonly ExportDifference[],
  operations: readonly string[],
  changes: readonly PlacedChange[],
): readonly Unexplained[] => {
  const byFunction = new Map(operations.map((id) => [functionName(id), id]));
  return differences.flatMap((difference): Unexplained[] => {
    const operation = byFunction.get(difference.name);
    if (operation === undefined) return [];
    const [first, second, ...rest] = difference.path;
    const isAnswer = first === "()";
    const side = isAnswer ? "response" : "request";
    const path = isAnswer ? rest : difference.path.slice(1);
    const isWhole = isAnswer && second === undefined;
    const isExplained = changes.some(
      (change) =>
        change.operation === operation &&
        change.side === side &&
        (difference.breaks
          ? change.upgrade === "breaking"
          : change.upgrade === "breaking" || change.upgrade === "minor") &&
        (isWhole || areRelated(typePath(change.place), path) || wasCalled(change, path)),
    );
    return isExplained ? [] : [{ operation, side, path, difference }];
  });
};

/** Whether a parameter that has another name now had that one before. */
const wasCalled = ({ before, id }: PlacedChange, [key]: readonly string[]): boolean =>
  id === "request-parameter-renamed" && key === before;

/** Whether one of two places holds the other. */
const areRelated = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((key, index) => key === other[index]);

/** The names that go with an operation: its function, its paginator, its types. */
export const belongsTo = (name: string, operation: string): boolean => {
  const prefix = pascalCase(operation);
  return (
    name === functionName(operation) || name === `paginate${prefix}` || name.startsWith(prefix)
  );
};
