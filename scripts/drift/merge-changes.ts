import type { PlacedChange } from "./to-change.ts";

/** Changes found from several operations → each once, with all operations that it reaches, in the order of operations. */
export const mergeChanges = (
  changes: readonly PlacedChange[],
  order: readonly string[],
): readonly PlacedChange[] => {
  const positions = new Map(order.map((id, index) => [id, index]));
  const positionOf = (id: string): number => positions.get(id) ?? order.length;
  const groups = Map.groupBy(changes, (change, index) => {
    const { after, before, id, isExact, pointer, side } = change;
    // Around a place that is in neither document there may be several that differ.
    return isExact ? JSON.stringify([id, side, pointer, before, after]) : String(index);
  });
  const merged = [...groups.values()].flatMap(([first, ...others]): PlacedChange[] => {
    if (first === undefined) return [];
    const all = new Set([first, ...others].flatMap(({ operations }) => operations));
    const operations = [...all].sort((a, b) => positionOf(a) - positionOf(b));
    return [{ ...first, operation: operations[0] ?? first.operation, operations }];
  });
  return numberFingerprints(
    merged.sort((a, b) => positionOf(a.operation) - positionOf(b.operation)),
  );
};

/** Two equal changes in one place, such as those of two alternatives, are still told apart. */
const numberFingerprints = (changes: readonly PlacedChange[]): readonly PlacedChange[] => {
  const seen = new Map<string, number>();
  return changes.map((change) => {
    const count = (seen.get(change.fingerprint) ?? 0) + 1;
    seen.set(change.fingerprint, count);
    return count === 1 ? change : { ...change, fingerprint: `${change.fingerprint}-${count}` };
  });
};
