import { isEqual, type Json } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { type Both, both } from "../both.ts";

/** Two limits of the same numbers, of which the tighter one counts. */
const bounds = [
  { inclusive: "maximum", exclusive: "exclusiveMaximum", direction: 1 },
  { inclusive: "minimum", exclusive: "exclusiveMinimum", direction: -1 },
] as const;

/** Limits that become tighter as their number falls, and as it rises. */
const upper = ["maxLength", "maxItems", "maxProperties", "maxContains"];
const lower = ["minLength", "minItems", "minProperties", "minContains"];
const others = [...upper, ...lower, "uniqueItems", "multipleOf", "pattern"];
export const limits: readonly string[] = [
  ...bounds.flatMap(({ exclusive, inclusive }) => [inclusive, exclusive]),
  ...others,
];

export interface LimitChange extends Both<string> {
  readonly isTighter: boolean;
}

/** Numbers, lengths and patterns that a value must satisfy. JSON Schema 2020-12, validation, section 6. */
export const compareLimits = (pair: Both<Schema>): readonly LimitChange[] => [
  ...bounds.flatMap((bound) => compareBounds(pair, bound)),
  ...others.flatMap((limit): LimitChange[] => {
    const values = both(pair, (schema) => schema[limit]);
    const effective = both(values, (value) => value ?? absentValue(limit));
    if (isEqual(effective.before, effective.after)) return [];
    const text = both(values, (value) => formatLimit(limit, value));
    return [{ ...text, isTighter: isTighter(limit, values) }];
  }),
];

/**
 * How the greatest or the least number changed that a schema accepts.
 *
 *     exclusiveMinimum: 0  →  minimum: 0        looser, by 0 itself
 *     minimum: 0  →  minimum: 0, exclusiveMinimum: -1        no change
 */
const compareBounds = (
  pair: Both<Schema>,
  { direction, exclusive, inclusive }: (typeof bounds)[number],
): readonly LimitChange[] => {
  const given = both(pair, (schema) => {
    const [open, closed] = [exclusive, inclusive].map((limit) =>
      typeof schema[limit] === "number" ? direction * schema[limit] : Infinity,
    ) as [number, number];
    const isOpen = open !== Infinity && open <= closed;
    return { isOpen, size: Math.min(open, closed), limit: isOpen ? exclusive : inclusive };
  });
  const { after, before } = given;
  if (before.size === after.size && before.isOpen === after.isOpen) return [];
  const known = after.size === Infinity ? before : after;
  const text = both(given, ({ limit, size }) =>
    size === Infinity ? formatLimit(known.limit, undefined) : formatLimit(limit, direction * size),
  );
  return [
    {
      ...text,
      isTighter: after.size < before.size || (after.size === before.size && after.isOpen),
    },
  ];
};

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
