import { forEachRef } from "./find-references.ts";
import type { Json } from "./json.ts";

/** The `$ref`s that lead back to themselves, and those on the way from one such cycle to another. */
export const cyclicReferences = (
  starts: readonly Json[],
  lookup: (ref: string) => Json | undefined,
): ReadonlySet<string> => {
  const targets = new Map<string, Set<string>>();
  const sources = new Map<string, Set<string>>();
  const follow = (part: Json, from?: string): void => {
    forEachRef(part, (ref) => {
      if (from !== undefined) {
        targets.get(from)?.add(ref);
        sources.set(ref, (sources.get(ref) ?? new Set()).add(from));
      }
      if (targets.has(ref)) return;
      targets.set(ref, new Set());
      follow(lookup(ref) ?? null, ref);
    });
  };
  for (const start of starts) follow(start);
  const left = new Set(targets.keys());
  peel(left, targets, sources);
  peel(left, sources, targets);
  return left;
};

/** Takes away, again and again, what leads to nothing that is left. */
const peel = (
  left: Set<string>,
  targets: ReadonlyMap<string, ReadonlySet<string>>,
  sources: ReadonlyMap<string, ReadonlySet<string>>,
): void => {
  const leadsNowhere = (ref: string): boolean =>
    ![...(targets.get(ref) ?? [])].some((each) => left.has(each));
  const queue = [...left].filter(leadsNowhere);
  for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
    if (!left.delete(ref)) continue;
    for (const source of sources.get(ref) ?? [])
      if (left.has(source) && leadsNowhere(source)) queue.push(source);
  }
};
