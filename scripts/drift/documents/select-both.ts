import type { OpenApiDocument } from "../../lib/document.ts";
import { type Fault, faultyIn, refusal } from "../../lib/faults.ts";
import type { Settings } from "../../lib/settings.ts";
import { identifyOperations } from "../../select/identify-operations.ts";
import { findUnreadable } from "../../stages/find-faults.ts";
import { type Operations, select } from "../../stages/select.ts";
import { type Both, both, bothWith } from "../both.ts";
import { pairOperations } from "./pair-operations.ts";

export interface SelectedBoth {
  readonly selected: Both<OpenApiDocument>;
  /** Why operations were left out, of both documents since only what is sound in both can be compared. */
  readonly faults: Both<readonly Fault[]>;
  /** The id that an operation of upstream's document has in the vendored one. */
  readonly idBefore: (id: string) => string | undefined;
}

/**
 * The wanted operations of both documents. An operation that upstream no longer has is a change and no fault; one that
 * upstream renamed is found under its new id.
 */
export const selectBoth = (
  documents: Both<OpenApiDocument>,
  { operations, vendorPrefixes }: Pick<Settings, "operations" | "vendorPrefixes">,
  skipFaulty = false,
): SelectedBoth => {
  const entries = both(documents, ({ root }) => identifyOperations(root));
  const pairs = pairOperations(entries).map(
    ({ after, before }) => [before?.id, after?.id] as const,
  );
  const idAfter = new Map(pairs);
  const idBefore = new Map(pairs.map(([before, after]) => [after, before]));

  const selectSound = (wanted: Both<Operations>): Omit<SelectedBoth, "idBefore"> => {
    const taken = bothWith(documents, wanted, (document, ids) =>
      ids.length > 0
        ? select(document, ids, vendorPrefixes, findUnreadable)
        : withoutOperations(document),
    );
    const faults = both(taken, (each) => each.faults);
    const all = [...faults.before, ...faults.after];
    if (all.length === 0) return { selected: taken, faults };
    const faulty = both(faults, faultyIn);
    const sound = {
      before: taken.before.operations.filter((id) => !faulty.after.has(idAfter.get(id) ?? "")),
      after: taken.after.operations.filter((id) => !faulty.before.has(idBefore.get(id) ?? "")),
    };
    const hasSound = sound.before.length + sound.after.length > 0;
    if (!skipFaulty || !hasSound) throw refusal(all, hasSound);
    // Again, since a sound operation may refer into one that is left out.
    const rest = selectSound(sound);
    return {
      selected: rest.selected,
      faults: bothWith(faults, rest.faults, (found, others) => [...found, ...others]),
    };
  };

  return {
    ...selectSound(wantedOf(operations, entries, idAfter)),
    idBefore: (id) => idBefore.get(id),
  };
};

const wantedOf = (
  operations: Operations,
  entries: Both<readonly { readonly id: string }[]>,
  idAfter: ReadonlyMap<string | undefined, string | undefined>,
): Both<Operations> => {
  const ids = both(entries, (each) => each.map(({ id }) => id));
  if (operations === "all") return both(ids, (each) => (each.length > 0 ? "all" : []));
  const known = operations.filter((id) => ids.before.includes(id));
  // Neither document has these ids: `select` explains which names were misspelled.
  const unknown = operations.filter((id) => !known.includes(id) && !ids.after.includes(id));
  const current = operations.flatMap((id) =>
    ids.after.includes(id) ? [id] : (idAfter.get(id) ?? []),
  );
  return { before: [...known, ...unknown], after: [...new Set(current)] };
};

const withoutOperations = (document: OpenApiDocument) => ({
  ...document,
  root: { ...document.root, paths: {}, components: {} },
  operations: [],
  faults: [],
});
