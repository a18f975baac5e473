import { hasFields, isJson } from "../../lib/media-types.ts";
import type { Operation, Schema } from "../../lib/model.ts";
import { sentMethod } from "../../lib/operations.ts";
import { type Both, both, bothWith } from "../both.ts";
import type { Compared, Context, RuleFor } from "../context.ts";
import { mergeChanges } from "../merge-changes.ts";
import { type Anchor, type Place, placeOf } from "../place.ts";
import { isCosmetic } from "../rules.ts";
import { formsOf } from "../schemas/canonical-forms.ts";
import { SchemaComparison } from "../schemas/compare-schemas.ts";
import { firstDifference, wholeOperation } from "../schemas/first-difference.ts";
import { noDifferences, someDifference } from "../schemas/schema-differences.ts";
import type { At } from "../schemas/schema-walk.ts";
import { type PlacedChange, toChange } from "../to-change.ts";
import { compareDocumentLevel } from "./compare-document-level.ts";
import { compareDuplicateParameters } from "./compare-duplicate-parameters.ts";
import { compareOperations } from "./compare-operations.ts";
import { pairOperations } from "./pair-operations.ts";
import { type SchemaReport, SchemaReports } from "./schema-reports.ts";

export interface Comparison {
  /** What changed, operation by operation. */
  readonly changes: readonly PlacedChange[];
  /** How the schemas of each operation differ. */
  readonly schemas: readonly SchemaReport[];
  /** Components that have another name now or, with none, are written in place. */
  readonly renamed: ReadonlyMap<string, string | undefined>;
}

export const noChanges: Comparison = { changes: [], schemas: [], renamed: new Map() };

/** Two documents → what changed in the operations that are compared. */
export const compareDocuments = (compared: Both<Compared>): Comparison => {
  const sources = both(compared, ({ source }) => source);
  const models = both(compared, ({ model }) => model);
  const forms = formsOf(models);
  const changes: PlacedChange[] = [];
  const renamed = new Map<string, string | undefined>();
  const schemas = new SchemaComparison(models, forms, (component, current) =>
    renamed.set(component, current ?? renamed.get(component)),
  );
  const reports = new SchemaReports();
  const changed = new Set<string>();
  const report: Context["report"] = (id, place, before, after) => {
    changed.add(place.operation);
    changes.push(toChange(id, place, sources, { before, after }));
  };
  const compareSchemas = (pair: Both<Schema>, place: Place, ruleFor: RuleFor = asIs) => {
    const side = place.side === "request" ? "request" : "response";
    const isParameter = place.anchor.kind === "parameter";
    const holdsFiles = mayHoldFiles(place.anchor);
    const texts = textsAt(place.anchor);
    const differences = schemas.compare(pair, { side, isParameter, holdsFiles, texts });
    if (differences === noDifferences) return { isEqual: true, isCosmetic: true };
    reports.add(pair, { place, differences, ruleFor });
    const isEqual = !someDifference(differences, () => true);
    if (!isEqual) changed.add(place.operation);
    return { isEqual, isCosmetic: !someDifference(differences, (id) => !isCosmetic(id)) };
  };
  const context: Context = { models, forms, report, compareSchemas };
  const pairs = pairOperations(both(models, ({ operations }) => operations));
  for (const { after, before } of pairs) {
    if (before && after) {
      const operations = { before, after };
      if (forms.exact.areEqual(bothWith(operations, models, wholeOperation))) continue;
      compareOperations(operations, context);
      if (changed.has(before.id)) continue;
      const difference = firstDifference(operations, models, forms.content);
      if (difference) report("operation-notation-changed", placeIn(after), ...difference);
    } else if (before) report("operation-removed", placeIn(before), formatRequest(before));
    else if (after) report("operation-added", placeIn(after), undefined, formatRequest(after));
  }
  reports.finish((id, place, { after, before, id: found }, operations) => {
    changes.push(toChange(id, place, sources, { before, after }, operations, found));
  });
  compareDuplicateParameters(compared, report);
  compareDocumentLevel(models, forms.content, report);
  const order = pairs.flatMap(({ after, before }) => before?.id ?? after?.id ?? []);
  return { changes: mergeChanges(changes, order), schemas: reports.reports, renamed };
};

/** Whether bytes in a place are a file, and not a string of JSON or of a parameter. */
const mayHoldFiles = (anchor: Anchor): boolean =>
  "mediaType" in anchor && !isJson(anchor.mediaType);

/** What is sent as text, whatever its type. */
const textsAt = (anchor: Anchor): At["texts"] => {
  if (anchor.kind === "parameter") return "all";
  return anchor.kind === "body" && hasFields(anchor.mediaType) ? "members" : "none";
};

const asIs: RuleFor = (id) => id;

const placeIn = ({ id }: Operation) => placeOf({ kind: "operation" }, id);

const formatRequest = ({ method, path }: Operation): string => `${sentMethod(method)} ${path}`;
