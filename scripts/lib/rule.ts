import type { WholeDocument } from "./document.ts";
import type { Json, JsonObject } from "./json.ts";

/** One change a rule made, at a JSON pointer into what the rule was given. */
export interface RuleChange {
  readonly pointer: string;
  /** Before → after, for people. */
  readonly change: string;
  /** What a person who generates should know of it. */
  readonly note?: string;
}

export type Report = (change: RuleChange) => void;

/** The part of `pipeline.config.ts` that rules may read. */
export interface RuleOptions {
  /** Prefixes of component names that only name the vendor's team that wrote them. */
  readonly vendorPrefixes: readonly string[];
  /** Names of query parameters that are deepObject although the document gives them no style. */
  readonly deepObjectParameters: readonly string[];
  /** How operations page, by operationId, in the form of `x-pagination`. */
  readonly pagination?: Readonly<Record<string, Json>>;
}

/** `whole` is what a document was cut from, as it was written; left out, the document itself. */
type Apply = (
  root: JsonObject,
  report: Report,
  options: RuleOptions,
  whole?: WholeDocument,
) => JsonObject;

/** A pure, idempotent step of normalization. Its result does not depend on the order of keys. */
export interface Rule {
  readonly id: string;
  readonly apply: Apply;
}
