import { canonicalOrder, sortParameters } from "../lib/canonical-order.ts";
import { dropUnreached } from "../lib/components.ts";
import type { OpenApiDocument } from "../lib/document.ts";
import { byCodeUnit } from "../lib/json.ts";
import type { Rule, RuleOptions } from "../lib/rule.ts";
import { bracketedToDeepObject } from "../rules/bracketed-to-deep-object.ts";
import { constantsToEnum } from "../rules/constants-to-enum.ts";
import { declareConditional } from "../rules/declare-conditional.ts";
import { declarePathParameter } from "../rules/declare-path-parameter.ts";
import { deepObjectExplicit } from "../rules/deep-object-explicit.ts";
import { detachParent } from "../rules/detach-parent.ts";
import { dropInvalidDefault } from "../rules/drop-invalid-default.ts";
import { dropMalformedKeyword } from "../rules/drop-malformed-keyword.ts";
import { dynamicReference } from "../rules/dynamic-reference.ts";
import { foldAllOf } from "../rules/fold-all-of.ts";
import { hoistDefinition } from "../rules/hoist-definition.ts";
import { hoistParameter } from "../rules/hoist-parameter.ts";
import { hoistResponse } from "../rules/hoist-response.ts";
import { inlineReference } from "../rules/inline-reference.ts";
import { mapChildren } from "../rules/map-children.ts";
import { markPagination } from "../rules/mark-pagination.ts";
import { nullableToType } from "../rules/nullable-to-type.ts";
import { openapi31 } from "../rules/openapi-3.1.ts";
import { openapi32 } from "../rules/openapi-3.2.ts";
import { plainDescriptions } from "../rules/plain-descriptions.ts";
import { referenceSiblings } from "../rules/reference-siblings.ts";
import { reserveNames } from "../rules/reserve-names.ts";
import { shareAccess } from "../rules/share-access.ts";
import { stripVendorPrefix } from "../rules/strip-vendor-prefix.ts";
import { unevaluatedToAdditional } from "../rules/unevaluated-to-additional.ts";
import { valuesToType } from "../rules/values-to-type.ts";

/** A change that normalization made, with the line of the source that it concerns. */
export interface NormalizationChange {
  readonly rule: string;
  readonly pointer: string;
  /** The file that the line is in, of a document in several files. */
  readonly file?: string;
  readonly line: number;
  readonly change: string;
}

export interface Normalized {
  readonly document: OpenApiDocument;
  readonly changes: readonly NormalizationChange[];
  /** What a person who generates should know. */
  readonly notes: readonly string[];
}

/** In this order, pointers are upstream's own for as long as possible, and names are settled before hoisting. */
const rules: readonly Rule[] = [
  dropMalformedKeyword, // First, since all that follows relies on the types of keywords.
  openapi32, // Before 3.1's own form, which knows nothing of what it rewrites.
  dynamicReference, // Before what stands beside a `$ref` is moved.
  referenceSiblings, // Before the document's version is overwritten.
  openapi31,
  unevaluatedToAdditional,
  nullableToType,
  valuesToType,
  dropInvalidDefault, // After `nullable`, which makes `default: null` valid.
  plainDescriptions,
  foldAllOf,
  declareConditional,
  deepObjectExplicit,
  hoistDefinition,
  inlineReference,
  declarePathParameter, // After operations have the parameters of their paths.
  constantsToEnum, // After the rules that write alternatives in place and without `nullable`.
  detachParent,
  shareAccess, // Before children are mapped to what may be written out.
  mapChildren, // Before components are renamed: a child's own name may be its value.
  bracketedToDeepObject, // On inlined parameters, which is where separate ones meet.
  stripVendorPrefix,
  reserveNames,
  hoistParameter,
  hoistResponse,
  markPagination, // Reads the components that hoisting named.
];

export const normalizationRuleIds: readonly string[] = rules.map(({ id }) => id);

/**
 * Document → the form that the generator and the drift report read, and every change made on the way. Rules by
 * the ids in `instead` are replaced.
 */
export const normalize = (
  document: OpenApiDocument,
  options: RuleOptions,
  instead: Readonly<Record<string, Rule>> = {},
): Normalized => {
  const changes: NormalizationChange[] = [];
  const notes: string[] = [];
  let root = canonicalOrder(document.root);
  for (const rule of rules) {
    const { id, apply } = instead[rule.id] ?? rule;
    root = apply(
      root,
      ({ pointer, change, note }) => {
        if (note !== undefined) notes.push(note);
        const file = document.fileOf?.(pointer);
        const line = document.lineOf(pointer);
        changes.push({ rule: id, pointer, ...(file !== undefined && { file }), line, change });
      },
      options,
      document.whole,
    );
  }
  root = canonicalOrder(sortParameters(dropUnreached(root)));
  changes.sort(byLine);
  return { document: { ...document, root }, changes, notes };
};

/** The order in which changes are listed. */
export const byLine = (a: NormalizationChange, b: NormalizationChange): number =>
  byCodeUnit(a.file ?? "", b.file ?? "") ||
  a.line - b.line ||
  byCodeUnit(a.rule, b.rule) ||
  byCodeUnit(a.pointer, b.pointer);
