import type { OpenApiDocument } from "../../lib/document.ts";
import { DocumentNode } from "../../lib/node.ts";
import { identifyOperations } from "../../select/identify-operations.ts";
import { type Both, both } from "../both.ts";
import type { Compared, ReportChange } from "../context.ts";
import { placeOf } from "../place.ts";

/** Parameters that a document declares more than once: normalization merges them. */
export const compareDuplicateParameters = (
  compared: Both<Compared>,
  report: ReportChange,
): void => {
  const ids = new Set(compared.after.model.operations.map(({ id }) => id));
  const counts = both(compared, ({ source }) => countParameters(source));
  for (const [operation, parameters] of counts.before) {
    if (!ids.has(operation)) continue;
    for (const [key, { count, in: location, name }] of parameters) {
      const current = counts.after.get(operation)?.get(key)?.count ?? 0;
      if (current === 0 || current === count) continue;
      const anchor = { kind: "parameter", key: name, name, in: location } as const;
      report(
        "request-parameter-declared-again",
        placeOf(anchor, operation, "request"),
        times(count),
        times(current),
      );
    }
  }
};

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

interface Declared {
  readonly in: string;
  readonly name: string;
  readonly count: number;
}

/** operationId → each parameter that the operation itself declares, and how often. */
const countParameters = ({
  root,
}: OpenApiDocument): ReadonlyMap<string, ReadonlyMap<string, Declared>> =>
  new Map(
    identifyOperations(root).map(({ id, operation, pointer }) => {
      const counts = new Map<string, Declared>();
      const parameters = new DocumentNode(root, operation, pointer).member("parameters");
      for (const parameter of parameters?.items() ?? []) {
        const [location, name] = [parameter.text("in"), parameter.text("name")];
        const key = `${location} ${name}`;
        counts.set(key, { in: location, name, count: (counts.get(key)?.count ?? 0) + 1 });
      }
      return [id, counts];
    }),
  );
