import type { Operation } from "../lib/model.ts";

const shown = 5;

/** Which lists have no paginator, and why: in one sentence, grouped by reason. */
export const pagingNotes = (operations: readonly Operation[]): readonly string[] => {
  const lists = operations.flatMap(({ id, pagination }) =>
    pagination ? [{ id, pagination }] : [],
  );
  const without = lists.filter(({ pagination }) => !pagination.pages);
  if (without.length === 0) return [];
  const byReason = new Map<string, string[]>();
  for (const { id, pagination } of without) {
    const reason = pagination.reason.replace(/^does not page: /, "");
    byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  const reasons = [...byReason].map(([reason, ids]) => {
    const more = ids.length > shown ? ` and ${ids.length - shown} more` : "";
    return `${ids.slice(0, shown).join(", ")}${more} (${reason})`;
  });
  const verb = without.length === 1 ? "does" : "do";
  return [
    `${lists.length - without.length} of ${lists.length} lists have a paginator; ${without.length} ${verb} not: ${reasons.join("; ")}`,
  ];
};
