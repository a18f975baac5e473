import { isEqual, type Json, type JsonObject } from "../lib/json.ts";

/** Limits that grow tighter as their number falls, and as it rises. */
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

export interface LimitChange {
  readonly isTighter: boolean;
  readonly before: string;
  readonly after: string;
}

/** Numbers, lengths and patterns that a value must keep to. JSON Schema 2020-12, section 6. */
export const compareLimits = (before: JsonObject, after: JsonObject): readonly LimitChange[] =>
  [...upper, ...lower, "uniqueItems", "multipleOf", "pattern"].flatMap((limit): LimitChange[] => {
    const [was, is] = [before[limit], after[limit]];
    if (isEqual(was ?? none(limit), is ?? none(limit))) return [];
    return [
      { isTighter: isTighter(limit, was, is), before: say(limit, was), after: say(limit, is) },
    ];
  });

export const limits: readonly string[] = [
  ...upper,
  ...lower,
  "uniqueItems",
  "multipleOf",
  "pattern",
];

/** What the absence of a limit means. */
const none = (limit: string): Json =>
  limit === "uniqueItems" ? false : /^min(Length|Items|Properties)$/.test(limit) ? 0 : null;

const isTighter = (limit: string, was: Json | undefined, is: Json | undefined): boolean => {
  if (is === undefined || is === false) return false;
  if (was === undefined || was === false) return true;
  if (limit === "pattern") return true; // Nobody can tell of two patterns which lets more through.
  if (limit === "multipleOf")
    return !Number.isInteger(Number((Number(was) / Number(is)).toPrecision(12)));
  return upper.includes(limit) ? Number(is) < Number(was) : Number(is) > Number(was);
};

const say = (limit: string, value: Json | undefined): string =>
  value === undefined ? `no ${limit}` : `${limit} ${String(value)}`;
