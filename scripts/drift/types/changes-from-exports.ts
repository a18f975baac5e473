import type { ApiModel } from "../../lib/model.ts";
import { exportsOf } from "../../plan/operation.ts";
import type { Plan } from "../../plan/plan.ts";
import { ComponentUsage } from "../../plan/schemas/usage.ts";
import { type Both, both } from "../both.ts";
import type { Compared } from "../context.ts";
import type { Comparison } from "../documents/compare-documents.ts";
import { type Anchor, placeOf } from "../place.ts";
import type { ExportChanges } from "../report.ts";
import type { RuleId } from "../rules.ts";
import { type PlacedChange, toChange } from "../to-change.ts";
import type { ExportDifference } from "./compare-exports.ts";
import { findUnexplained, type UnexplainedChange } from "./unexplained-changes.ts";

/** What is compared, and what the rules found. */
interface Found {
  readonly compared: Both<Compared>;
  readonly plans: Both<Plan>;
  /** operationId → why it can no longer be generated. */
  readonly faults: ReadonlyMap<string, string>;
  readonly byRules: Comparison;
  readonly exports: ExportChanges;
  readonly differences: readonly ExportDifference[];
}

/** Changes found only by comparing types: names that are gone, and differences that no rule explains. */
export const changesFromExports = (found: Found): readonly PlacedChange[] => {
  const changes = [
    ...notGenerated(found),
    ...removedExports(found),
    ...unexplainedChanges(found),
    ...clientOptions(found),
    ...splitTypes(found),
  ];
  const known = [...found.byRules.changes, ...changes];
  const isBreaking = known.some(({ upgrade }) => upgrade === "breaking");
  return isBreaking ? changes : [...changes, ...changedExports(found)];
};

const changeOf = (
  { compared }: Found,
  id: RuleId,
  place: PlacedChange["place"],
  before?: string,
  after?: string,
): PlacedChange =>
  toChange(
    id,
    place,
    both(compared, ({ source }) => source),
    { before, after },
  );

const notGenerated = (found: Found): readonly PlacedChange[] =>
  [...found.faults].map(([id, fault]) =>
    changeOf(
      found,
      "operation-not-generated",
      placeOf({ kind: "operation" }, id),
      undefined,
      fault,
    ),
  );

const removedExports = (found: Found): readonly PlacedChange[] => {
  const { byRules, compared, exports, faults, plans } = found;
  if (compared.after.model.operations.length === 0) return []; // Already reported for each operation.
  const gone = new Set([
    ...byRules.changes.flatMap(({ id, operation }) => (takesNames.has(id) ? [operation] : [])),
    ...faults.keys(),
  ]);
  const explained = new Set(
    plans.before.operations.filter(({ id }) => gone.has(id)).flatMap(exportsOf),
  );
  return exports.removed
    .filter((name) => !explained.has(name))
    .flatMap((name): PlacedChange[] => {
      const place = placeOf({ kind: "type", name });
      const current = byRules.renamed.get(name);
      if (current === undefined && byRules.renamed.has(name))
        return [changeOf(found, "export-inlined", place, name)];
      return current === undefined || !exports.added.includes(current)
        ? [changeOf(found, "export-removed", place, name)]
        : [changeOf(found, "export-renamed", place, name, current)];
    });
};

/** Changes of an operation that remove exported names with it. */
const takesNames: ReadonlySet<string> = new Set<RuleId>([
  "operation-removed",
  "operation-renamed",
  "pagination-lost",
]);

const unexplainedChanges = (found: Found): readonly PlacedChange[] =>
  findUnexplained(
    found.differences,
    found.plans.before.operations,
    found.byRules.changes,
    found.byRules.schemas,
  ).map((unexplained) => {
    const { difference, operation, side } = unexplained;
    const { anchor, path } = placeIn(unexplained);
    return changeOf(
      found,
      difference.breaks ? "unexplained-type-break" : "unexplained-type-change",
      { ...placeOf(anchor, operation, side), path },
      difference.before,
      difference.after,
    );
  });

const placeIn = ({
  path,
  side,
}: UnexplainedChange): { readonly anchor: Anchor; readonly path: readonly string[] } => {
  const [first = "", ...inner] = path;
  if (side === "response") return { anchor: { kind: "response", status: "200" }, path };
  const parameter = { kind: "parameter", key: first, name: first, in: "query" } as const;
  return { anchor: first === "body" ? { kind: "body" } : parameter, path: inner };
};

const clientOptions = (found: Found): readonly PlacedChange[] =>
  found.differences
    .filter(({ name, path }) => name === "ClientOptions" && path.length > 0)
    .map(({ after, before, breaks, path }) =>
      changeOf(
        found,
        breaks ? "client-options-changed" : "client-options-added",
        placeOf({ kind: "document", member: path.join(".") }),
        before,
        after,
      ),
    );

/** A type of requests and responses that became a type of responses, beside a new one of requests. */
const splitTypes = (found: Found): readonly PlacedChange[] => {
  const { added, removed } = found.exports;
  const sent = sentComponents(found.compared.before.model);
  return added
    .filter((input) => input.endsWith("Input"))
    .map((input) => ({ input, name: input.replace(/Input$/, "") }))
    .filter(({ name }) => sent.of(name).size > 0 && !removed.includes(name))
    .map(({ input, name }) =>
      changeOf(found, "export-split", placeOf({ kind: "type", name }), name, input),
    );
};

const sentComponents = ({ operations, schemas }: ApiModel): ComponentUsage => {
  const usage = new ComponentUsage(schemas);
  for (const { body, parameters } of operations) {
    for (const { schema } of parameters) usage.add(schema ?? {}, "body");
    for (const { schema } of body?.content ?? []) usage.add(schema ?? {}, "body");
  }
  return usage;
};

const changedExports = (found: Found): readonly PlacedChange[] =>
  found.exports.changed.map((name) =>
    changeOf(found, "export-changed", placeOf({ kind: "type", name }), name, name),
  );
