import { asArray, type JsonObject } from "../lib/json.ts";
import { listOperations } from "../lib/openapi.ts";
import { type Comparison, type Compared, judge, type PlacedChange } from "./compare-documents.ts";
import type { PackageComparison } from "./compare-packages.ts";
import { Reach } from "../plan/sides.ts";
import { belongsTo, findUnexplained } from "./explain-types.ts";
import type { Anchor, Place } from "./place.ts";

/** What the rules found, and what only the types show: names that are gone, and differences that no rule explains. */
export const judgeExports = (
  { differences, exports }: PackageComparison,
  faults: ReadonlyMap<string, string>,
  byRules: readonly PlacedChange[],
  renamed: Comparison["renamed"],
  before: Compared,
  after: Compared,
): readonly PlacedChange[] => {
  const ids = listOperations(before.normalized.root).map(({ id }) => id);
  const place = (anchor: Anchor, operation = ""): Place => ({
    operation,
    now: operation,
    side: "none",
    anchor,
    path: [],
  });

  const notGenerated = [...faults].map(([id, fault]) =>
    judge(
      "operation-not-generated",
      place({ kind: "operation" }, id),
      before,
      after,
      undefined,
      fault,
    ),
  );
  const isEmpty = listOperations(after.normalized.root).length === 0; // Which each operation tells.
  const gone = (isEmpty ? [] : exports.removed)
    .filter(
      (name) => !byRules.some(({ id, operation }) => goesWith[id] && belongsTo(name, operation)),
    )
    .filter((name) => ![...faults.keys()].some((id) => belongsTo(name, id)))
    .flatMap((name): PlacedChange[] => {
      const now = renamed.get(name);
      if (renamed.has(name) && now === undefined) return []; // Written in place now: a note says so.
      const anchor: Anchor = { kind: "type", name };
      return now === undefined || exports.added.every((each) => each !== now)
        ? [judge("export-removed", place(anchor), before, after, name)]
        : [judge("export-renamed", place(anchor), before, after, name, now)];
    });
  const unexplained = findUnexplained(differences, ids, byRules).map(
    ({ difference, operation, path, side }) => {
      const [anchor, inner] = anchorOf(side, path);
      return judge(
        difference.breaks ? "unexplained-type-break" : "unexplained-type-change",
        { operation, now: operation, side, anchor, path: inner },
        before,
        after,
        difference.before,
        difference.after,
      );
    },
  );
  const client = differences
    .filter(({ name, path }) => name === "ClientOptions" && path.length > 0)
    .map(({ after: now, before: was, breaks, path }) =>
      judge(
        breaks ? "client-options-changed" : "client-options-added",
        place({ kind: "document", member: path.join(".") }),
        before,
        after,
        was,
        now,
      ),
    );
  const sent = sentBy(before.normalized.root);
  const split = exports.added
    .filter((name) => name.endsWith("Input"))
    .map((name) => [name.replace(/Input$/, ""), name] as const)
    .filter(([name]) => sent.of(name).size > 0 && !exports.removed.includes(name))
    .map(([name, input]) =>
      judge("export-split", place({ kind: "type", name }), before, after, name, input),
    );
  const told = [...byRules, ...notGenerated, ...gone, ...unexplained, ...client, ...split];
  const rest = told.some(({ upgrade }) => upgrade === "breaking")
    ? []
    : exports.changed.map((name) =>
        judge("export-changed", place({ kind: "type", name }), before, after, name, name),
      );
  const contradicted = new Set(unexplained.map(({ operation }) => operation));
  return [...told, ...rest].filter(
    ({ id, operation }) => id !== "operation-spelling-changed" || !contradicted.has(operation),
  );
};

/** The components that callers give. */
const sentBy = (root: JsonObject): Reach => {
  const reach = new Reach(root);
  for (const { operation } of listOperations(root))
    for (const part of [...asArray(operation["parameters"]), operation["requestBody"] ?? {}])
      reach.add(part, "body");
  return reach;
};

/** Changes of an operation that take names with them. */
const goesWith: Readonly<Record<string, boolean>> = {
  "operation-removed": true,
  "operation-renamed": true,
  "pagination-lost": true,
};

const anchorOf = (
  side: "request" | "response",
  path: readonly string[],
): readonly [Anchor, readonly string[]] => {
  const [first = "", ...inner] = path;
  if (side === "response") return [{ kind: "answer", status: "200" }, path];
  return first === "body"
    ? [{ kind: "body" }, inner]
    : [{ kind: "parameter", key: first, name: first, in: "query" }, inner];
};
