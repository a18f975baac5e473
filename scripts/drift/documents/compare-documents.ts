import type { Operation } from "../../lib/model.ts";
import { sentMethod } from "../../lib/openapi.ts";
import { type Both, both } from "../both.ts";
import type { Compared, Context } from "../context.ts";
import { placeOf } from "../place.ts";
import { firstDifference } from "../schemas/normal-form.ts";
import { type PlacedChange, toChange } from "../to-change.ts";
import { compareDocumentLevel } from "./compare-document-level.ts";
import { compareDuplicateParameters } from "./compare-duplicate-parameters.ts";
import { compareOperations } from "./compare-operations.ts";
import { pairOperations } from "./pair-operations.ts";

export interface Comparison {
  /** What changed, operation by operation. */
  readonly changes: readonly PlacedChange[];
  /** Components that have another name now or, with none, are written in place. */
  readonly renamed: ReadonlyMap<string, string | undefined>;
}

/** Two documents → what changed in the operations that are compared. */
export const compareDocuments = (compared: Both<Compared>): Comparison => {
  const sources = both(compared, ({ source }) => source);
  const models = both(compared, ({ model }) => model);
  const changes: PlacedChange[] = [];
  const renamed = new Map<string, string | undefined>();
  const context: Context = {
    models,
    report: (id, place, before, after) => {
      changes.push(toChange(id, place, sources, { before, after }));
    },
    noteRename: (component, current) => renamed.set(component, current ?? renamed.get(component)),
  };
  const pairs = pairOperations(both(models, ({ operations }) => operations));
  for (const { after, before } of pairs) {
    if (before && after) {
      const found = changes.length;
      compareOperations({ before, after }, context);
      if (changes.length > found) continue;
      const difference = firstDifference({ before, after }, models);
      if (difference) context.report("operation-notation-changed", placeIn(after), ...difference);
    } else if (before) context.report("operation-removed", placeIn(before), formatRequest(before));
    else if (after)
      context.report("operation-added", placeIn(after), undefined, formatRequest(after));
  }
  compareDuplicateParameters(compared, context.report);
  compareDocumentLevel(models, context.report);
  return { changes: numberFingerprints(changes), renamed };
};

const placeIn = ({ id }: Operation) => placeOf({ kind: "operation" }, id);

const formatRequest = ({ method, path }: Operation): string => `${sentMethod(method)} ${path}`;

/** Two equal changes in one place, such as those of two alternatives, are still told apart. */
const numberFingerprints = (changes: readonly PlacedChange[]): readonly PlacedChange[] => {
  const seen = new Map<string, number>();
  return changes.map((change) => {
    const count = (seen.get(change.fingerprint) ?? 0) + 1;
    seen.set(change.fingerprint, count);
    return count === 1 ? change : { ...change, fingerprint: `${change.fingerprint}-${count}` };
  });
};
