import type { WholeDocument } from "./document.ts";
import type { Operation } from "./model.ts";
import { readOperation } from "./read-model.ts";

/** The operations of the whole document that were not selected. */
export const readOthers = (
  selected: readonly Operation[],
  { operations, root }: WholeDocument,
): readonly Operation[] => {
  const known = new Set(selected.map(({ id }) => id));
  return operations.filter(({ id }) => !known.has(id)).map((entry) => readOperation(entry, root));
};
