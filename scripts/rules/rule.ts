import type { JsonObject } from "../lib/json.ts";

/** One change a rule made, at a JSON pointer into what the rule was given. */
export interface RuleChange {
  readonly pointer: string;
  /** Before → after, in words. */
  readonly change: string;
}

/** What rules may know besides the document: the part of `pipeline.config.ts` that concerns them. */
export interface RuleOptions {
  /** Prefixes of component names that only say which of the vendor's teams wrote them. */
  readonly vendorPrefixes: readonly string[];
}

/** A pure, idempotent step of normalisation, blind to the order of keys. */
export interface Rule {
  readonly id: string;
  readonly apply: (
    root: JsonObject,
    report: (change: RuleChange) => void,
    options: RuleOptions,
  ) => JsonObject;
}
