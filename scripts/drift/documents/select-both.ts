import type { Settings } from "../../lib/settings.ts";
import type { OpenApiDocument } from "../../lib/openapi.ts";
import { identifyOperations, select } from "../../stages/select.ts";
import { type Both, both } from "../both.ts";
import { pairOperations } from "./pair-operations.ts";

/**
 * The wanted operations of both documents. An operation that upstream no longer has is a change and no fault; one that
 * upstream renamed is found under its new id.
 */
export const selectBoth = (
  documents: Both<OpenApiDocument>,
  { operations, vendorPrefixes }: Pick<Settings, "operations" | "vendorPrefixes">,
): Both<OpenApiDocument> => {
  const take = (document: OpenApiDocument, ids: readonly string[]): OpenApiDocument =>
    ids.length > 0 ? select(document, ids, vendorPrefixes) : withoutOperations(document);
  const entries = both(documents, ({ root }) => identifyOperations(root));
  const ids = both(entries, (each) => each.map(({ id }) => id));
  if (operations === "all")
    return {
      before: take(documents.before, ids.before),
      after: take(documents.after, ids.after),
    };

  const renamed = new Map(
    pairOperations(entries).map(({ after, before }) => [before?.id, after?.id]),
  );
  const known = operations.filter((id) => ids.before.includes(id));
  // Neither document has these ids: `select` explains which names were misspelled.
  const unknown = operations.filter((id) => !known.includes(id) && !ids.after.includes(id));
  const current = operations.flatMap((id) =>
    ids.after.includes(id) ? [id] : (renamed.get(id) ?? []),
  );
  return {
    before: take(documents.before, [...known, ...unknown]),
    after: take(documents.after, [...new Set(current)]),
  };
};

const withoutOperations = (document: OpenApiDocument): OpenApiDocument => ({
  ...document,
  root: { ...document.root, paths: {}, components: {} },
});
