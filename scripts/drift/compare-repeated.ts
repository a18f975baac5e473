import { asArray, asObject } from "../lib/json.ts";
import { listOperations, type OpenApiDocument, resolveSchema } from "../lib/openapi.ts";
import { identifyOperations } from "../stages/select.ts";
import type { Compared } from "./compare-documents.ts";
import type { Report } from "./schema-walk.ts";

/** Parameters that a document declares twice, which normalisation lays into one. */
export const compareRepeated = (before: Compared, after: Compared, report: Report): void => {
  const compared = new Set(listOperations(after.normalized.root).map(({ id }) => id));
  const [had, has] = [countParameters(before.source), countParameters(after.source)];
  for (const [operation, counts] of had) {
    if (!compared.has(operation)) continue;
    for (const [key, count] of counts) {
      const now = has.get(operation)?.get(key) ?? 0;
      if (now === 0 || now === count) continue;
      const [place = "", name = ""] = key.split(" ");
      const anchor = { kind: "parameter", key: name, name, in: place } as const;
      report(
        "request-parameter-declared-again",
        { operation, now: operation, side: "request", anchor, path: [] },
        times(count),
        times(now),
      );
    }
  }
};

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

/** operationId → place and name of each of its parameters → how often it is declared. */
const countParameters = ({
  root,
}: OpenApiDocument): ReadonlyMap<string, ReadonlyMap<string, number>> =>
  new Map(
    identifyOperations(root).map(({ id, operation }) => {
      const counts = new Map<string, number>();
      for (const each of asArray(operation["parameters"])) {
        const parameter = resolveSchema(asObject(each), root);
        const key = `${String(parameter["in"])} ${String(parameter["name"])}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return [id, counts];
    }),
  );
