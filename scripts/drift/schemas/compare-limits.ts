import { isEqual, type Json } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { type Both, both } from "../both.ts";

/** Limits that become tighter as their number falls, and as it rises. */
const upper = [
  "maximum",
  "exclusiveMaximum",
  "maxLength",
  "maxItems",
  "maxProperties",
  "maxContains",
];
const lower = [
  "minimum",
  "exclusiveMinimum",
  "minLength",
  "minItems",
  "minProperties",
  "minContains",
];
export const limits: readonly string[] = [
  ...upper,
  ...lower,
  "uniqueItems",
  "multipleOf",
  "pattern",
];

export interface LimitChange extends Both<string> {
  readonly isTighter: boolean;
}

/** Numbers, lengths and patterns that a value must satisfy. JSON Schema 2020-12, validation, section 6. */
export const compareLimits = (pair: Both<Schema>): readonly LimitChange[] =>
  limits.flatMap((limit): LimitChange[] => {
    const values = both(pair, (schema) => schema[limit]);
    const effective = both(values, (value) => value ?? absentValue(limit));
    if (isEqual(effective.before, effective.after)) return [];
    const text = both(values, (value) => formatLimit(limit, value));
    return [{ ...text, isTighter: isTighter(limit, values) }];
  });

/** What the absence of a limit means. */
const absentValue = (limit: string): Json => {
  if (limit === "uniqueItems") return false;
  return /^min(Length|Items|Properties)$/.test(limit) ? 0 : null;
};

const isTighter = (limit: string, { after, before }: Both<Json | undefined>): boolean => {
  if (after === undefined || after === false) return false;
  if (before === undefined || before === false) return true;
  if (limit === "pattern") return true; // Of two patterns, nobody can tell which accepts more.
  if (limit === "multipleOf")
    return !Number.isInteger(Number((Number(before) / Number(after)).toPrecision(12)));
  return upper.includes(limit) ? Number(after) < Number(before) : Number(after) > Number(before);
};

const formatLimit = (limit: string, value: Json | undefined): string => {
  if (value === undefined) return `no ${limit}`;
  return `${limit} ${typeof value === "string" ? value : JSON.stringify(value)}`;
};
