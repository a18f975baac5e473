import { fromPointer } from "../../lib/references.ts";
import { type Change, verdicts } from "../change.ts";
import type { DriftReport } from "../report.ts";

/** Changes of one operation, or those that one component makes to several. */
export interface Section {
  /** An operationId, `schema Widget`, `/widgets`, or nothing for the whole document. */
  readonly name: string;
  /** All operations that the changes reach. */
  readonly operations: readonly string[];
  /** Worst first. */
  readonly changes: readonly Change[];
}

/** The sections of a report, worst first. */
export const sectionsOf = ({ changes }: DriftReport): readonly Section[] => {
  const groups = Map.groupBy(changes, (change) =>
    JSON.stringify([nameOf(change), change.operations]),
  );
  return [...groups.values()]
    .flatMap((group): Section[] => {
      const [first] = group;
      if (first === undefined) return [];
      const sorted = [...group].sort((a, b) => rank(a) - rank(b));
      return [{ name: nameOf(first), operations: first.operations, changes: sorted }];
    })
    .sort((a, b) => worstOf(a) - worstOf(b));
};

const rank = ({ verdict }: Change): number => verdicts.indexOf(verdict);
const worstOf = ({ changes }: Section): number => Math.min(...changes.map(rank));

const nameOf = ({ operation, operations, pointer }: Change): string => {
  if (operations.length < 2) return operation;
  const [first, kind = "", name] = fromPointer(pointer);
  if (first === "paths") return kind;
  return first === "components" && name !== undefined
    ? `${kindNames.get(kind) ?? kind} ${name}`
    : "";
};

const kindNames: ReadonlyMap<string, string> = new Map([
  ["schemas", "schema"],
  ["parameters", "parameter"],
  ["responses", "response"],
  ["requestBodies", "request body"],
  ["headers", "header"],
]);

const shown = 12;

/** `in 14 operations: a, b, …, and 2 more`; nothing for what is in one, which the section is called by. */
export const reachOf = (
  { operations }: Pick<Section, "operations">,
  format: (operation: string) => string = (operation) => operation,
): string | undefined => {
  if (operations.length < 2) return undefined;
  const rest = operations.length - shown;
  const names = operations.slice(0, shown).map(format).join(", ");
  return `in ${operations.length} operations: ${names}${rest > 0 ? `, and ${rest} more` : ""}`;
};
