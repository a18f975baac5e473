import { createHash } from "node:crypto";
import type { Json } from "../lib/json.ts";
import { listOperations, type OpenApiDocument, type OperationEntry } from "../lib/openapi.ts";
import { kebabCase } from "../lib/names.ts";
import type { Change } from "./change.ts";
import { firstDifference } from "./canonical.ts";
import { compareOperations, shapeOfPath } from "./compare-operations.ts";
import { compareSurroundings } from "./compare-surroundings.ts";
import { compareRepeated } from "./compare-repeated.ts";
import type { Report, Roots } from "./schema-walk.ts";
import { locate } from "./locate.ts";
import { type Place, spell } from "./place.ts";
import { type RuleId, rules, verdictOf } from "./rules.ts";

/** A document as upstream wrote it, and as normalisation left the operations that are compared. */
export interface Compared {
  readonly source: OpenApiDocument;
  readonly normalized: OpenApiDocument;
}

/** A change, and the place that the types of the package have for it. */
export interface PlacedChange extends Change {
  readonly place: Place;
}

export interface Comparison {
  /** What changed, operation by operation. */
  readonly changes: readonly PlacedChange[];
  /** Components that stand under another name now, or, with none, are written in place. */
  readonly renamed: ReadonlyMap<string, string | undefined>;
}

/** Two documents → what changed in the operations that are compared. */
export const compareDocuments = (before: Compared, after: Compared): Comparison => {
  const changes: PlacedChange[] = [];
  const renamed = new Map<string, string | undefined>();
  const report: Report = (id, place, was, is) => {
    changes.push(judge(id, place, before, after, was, is));
  };
  const roots: Roots = {
    before: before.normalized.root,
    after: after.normalized.root,
    noteName: (component, now) => renamed.set(component, now ?? renamed.get(component)),
  };
  for (const [one, other] of pairOperations(
    listOperations(roots.before),
    listOperations(roots.after),
  )) {
    if (one && other) {
      const found = changes.length;
      compareOperations(one, other, roots, report);
      const difference = changes.length === found && firstDifference(one, other, roots);
      if (difference) report("operation-spelling-changed", wholeOf(other), ...difference);
    } else if (one) report("operation-removed", wholeOf(one), spellOperation(one));
    else if (other) report("operation-added", wholeOf(other), undefined, spellOperation(other));
  }
  compareRepeated(before, after, report);
  compareSurroundings(before.normalized.root, after.normalized.root, report);
  const seen = new Map<string, number>();
  const numbered = changes.map((change) => {
    const count = (seen.get(change.fingerprint) ?? 0) + 1;
    seen.set(change.fingerprint, count);
    return count === 1 ? change : { ...change, fingerprint: `${change.fingerprint}-${count}` };
  });
  return { changes: numbered, renamed };
};

const wholeOf = ({ id }: OperationEntry): Place => ({
  operation: id,
  now: id,
  side: "none",
  anchor: { kind: "operation" },
  path: [],
});

const spellOperation = ({ method, path }: OperationEntry): string =>
  `${method.toUpperCase()} ${path}`;

type OperationPair = readonly [
  before: OperationEntry | undefined,
  after: OperationEntry | undefined,
];

/** Operations by operationId; what is left by method and path: those were renamed. */
const pairOperations = (
  before: readonly OperationEntry[],
  after: readonly OperationEntry[],
): readonly OperationPair[] => {
  const left = new Set(after);
  const nameOf = ({ id }: OperationEntry): string => kebabCase(id); // What the package makes of it.
  const placeOf = ({ method, path }: OperationEntry): string => `${method} ${shapeOfPath(path)}`;
  const byName = new Map(after.map((each) => [nameOf(each), each]));
  const named = new Set(before.map(nameOf));
  const byPlace = new Map(
    after.flatMap((each) => (named.has(nameOf(each)) ? [] : [[placeOf(each), each]])),
  );
  const pairs = before.map((one): OperationPair => {
    const other = byName.get(nameOf(one)) ?? byPlace.get(placeOf(one));
    if (other) left.delete(other);
    return [one, other];
  });
  return [...pairs, ...[...left].map((other): OperationPair => [undefined, other])];
};

/** What a rule says of a change: the answers, the words, where upstream has it, a name of its own. */
export const judge = (
  id: RuleId,
  place: Place,
  before: Compared,
  after: Compared,
  was?: Json,
  is?: Json,
): PlacedChange => {
  const [upgrade, stay, says] = rules[id];
  const [text, now] = [textOf(was), textOf(is)];
  const what =
    place.anchor.kind === "operation" || place.anchor.kind === "document"
      ? (place.anchor.member ?? "the operation")
      : spell(place);
  const message = says
    .replaceAll("{what}", what || "it")
    .replaceAll("{before}", shorten(text) || "nothing")
    .replaceAll("{after}", shorten(now) || "nothing");
  const isMember = id.includes("-property-");
  const here = locate(after.source, { ...place, operation: place.now }, isMember);
  const { pointer } = here.isWhole ? here : locate(before.source, place, isMember);
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([id, place.operation, place.anchor, place.path, text, now]))
    .digest("hex")
    .slice(0, 12);
  return {
    ...{ id, upgrade, stay, verdict: verdictOf(id), side: place.side, operation: place.operation },
    ...{ pointer, line: here.line, message, before: text, after: now, fingerprint, place },
  };
};

const textOf = (value: Json | undefined): string =>
  value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);

const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
