import type { PlannedOperation } from "../../plan/operation.ts";
import type { Upgrade } from "../change.ts";
import type { SchemaReport } from "../documents/schema-reports.ts";
import { typePath } from "../place.ts";
import { type RuleId, rules } from "../rules.ts";
import { type SchemaDifferences, someDifference } from "../schemas/schema-differences.ts";
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
  schemas: readonly SchemaReport[],
): readonly UnexplainedChange[] => {
  const reportsOf = Map.groupBy(schemas, ({ place }) => place.operation);
  const idByFunction = new Map(operations.map(({ functionName, id }) => [functionName, id]));
  return differences.flatMap((difference): UnexplainedChange[] => {
    const operation = idByFunction.get(difference.name);
    if (operation === undefined) return [];
    const [first, second, ...rest] = difference.path;
    const isResult = first === "()";
    const side = isResult ? "response" : "request";
    const path = isResult ? rest : difference.path.slice(1);
    const isWhole = isResult && second === undefined;
    const isEnough = (upgrade: Upgrade): boolean =>
      upgrade === "breaking" || (!difference.breaks && upgrade === "minor");
    const isExplained =
      changes.some(
        (change) =>
          change.operations.includes(operation) &&
          change.side === side &&
          isEnough(change.upgrade) &&
          (isWhole || containsOther(typePath(change.place), path) || wasRenamedFrom(change, path)),
      ) ||
      reportsOf
        .get(operation)
        ?.some((report) => report.place.side === side && explains(report, path, isEnough)) === true;
    return isExplained ? [] : [{ operation, side, path, difference }];
  });
};

/** Whether a difference of schemas, in the place of the other difference or around it, is as grave. */
const explains = (
  { differences, place, ruleFor }: SchemaReport,
  path: readonly string[],
  isEnough: (upgrade: Upgrade) => boolean,
): boolean => {
  const matches = (id: RuleId): boolean => {
    const reported = ruleFor(id);
    return reported !== undefined && isEnough(rules[reported].upgrade);
  };
  const visit = (each: SchemaDifferences, rest: readonly string[]): boolean => {
    if (rest.length === 0) return someDifference(each, matches);
    return (
      each.own.some((one) => matches(one.id) && containsOther(one.path, rest)) ||
      each.inner.some(
        (part) =>
          containsOther(part.path, rest) && visit(part.differences, rest.slice(part.path.length)),
      )
    );
  };
  const start = typePath(place);
  return containsOther(start, path) && visit(differences, path.slice(start.length));
};

/** Whether a parameter that has another name now had that one before, be it as a property: `paging.page`. */
const wasRenamedFrom = ({ before, id }: PlacedChange, [key = ""]: readonly string[]): boolean =>
  id === "request-parameter-renamed" && (key === before || before.startsWith(`${key}.`));

/** Whether one of two places contains the other. */
const containsOther = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((key, index) => key === other[index]);
