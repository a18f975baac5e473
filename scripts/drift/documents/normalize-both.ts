import type { OpenApiDocument } from "../../lib/document.ts";
import { isEqual } from "../../lib/json.ts";
import type { RuleOptions } from "../../lib/rule.ts";
import { setInvalidDefaultAside } from "../../rules/drop-invalid-default.ts";
import { normalize, type Normalized } from "../../stages/normalize.ts";
import type { Both } from "../both.ts";

export interface NormalizedBoth extends Both<Normalized> {
  /** Whether the documents are the same but for the order of keys: then they are one document, read once. */
  readonly areSame: boolean;
}

/**
 * Both documents as the generator reads them, but with all that it leaves out; and without what was not selected, since
 * `fetch` vendors only what is, and names are decided on that.
 */
export const normalizeBoth = (
  documents: Both<OpenApiDocument>,
  options: RuleOptions,
): NormalizedBoth => {
  const read = ({ whole: _, ...document }: OpenApiDocument): Normalized =>
    normalize(document, options, { "drop-invalid-default": setInvalidDefaultAside });
  const areSame = isEqual(documents.before.root, documents.after.root);
  const before = read(documents.before);
  const after = areSame ? before : read(documents.after);
  return { before, after, areSame };
};
