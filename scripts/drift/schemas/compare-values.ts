import { accepts } from "../../lib/accepts.ts";
import { asText, isEqual, type Json } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { isOpenEnum, takesBigint, takesDate, typesOf, valuesOf } from "../../lib/schema.ts";
import type { Marks } from "../../plan/schemas/marks.ts";
import { areBoth, type Both, both } from "../both.ts";
import { compareLimits } from "./compare-limits.ts";
import { isScalar, type Kind, kindsOf, nameOfKinds } from "./schema-view.ts";
import { type At, formatValue, isText, type SchemaWalk } from "./schema-walk.ts";

/** What a value is to TypeScript; returns whether anything is left to compare. */
export const compareKinds = (pair: Both<Schema>, at: At, { note }: SchemaWalk): boolean => {
  const kinds = both(pair, (schema) => kindsAt(schema, at));
  const isAnything = both(kinds, (each) => each.has("anything"));
  const { after, before } = both(kinds, (each) => [...each]);
  const lost = isAnything.after ? [] : before.filter((kind) => !kinds.after.has(kind));
  const gained = isAnything.before ? [] : after.filter((kind) => !kinds.before.has(kind));
  const name = both(pair, nameOfKinds);
  if (isAnything.before !== isAnything.after) {
    // An enum that comes or goes is reported by itself.
    if (valuesOf(isAnything.before ? pair.after : pair.before) === undefined)
      note(isAnything.after ? "type-widened" : "type-narrowed", at, name.before, name.after);
  } else if (lost.length > 0 && isText(at) && isReadAsText(pair))
    note("became-text", at, name.before, name.after);
  else if (lost.length > 0 && gained.length > 0) note("type-changed", at, name.before, name.after);
  else if (gained.length > 0) note("type-widened", at, name.before, name.after);
  else if (lost.length > 0) note("type-narrowed", at, name.before, name.after);
  else {
    const isInteger = both(pair, acceptsOnlyIntegers);
    if (!isInteger.before && isInteger.after && kinds.before.has("number"))
      note("became-integer", at);
    if (isInteger.before && !isInteger.after) note("became-number", at);
  }
  return isAnything.before || isAnything.after || before.some((kind) => kinds.after.has(kind));
};

/** The kinds of a schema's values; bytes that are marked as a file are one anywhere. */
const kindsAt = (schema: Schema, { holdsFiles }: At): ReadonlySet<Kind> => {
  const kinds = kindsOf(schema);
  if (holdsFiles || !kinds.has("file") || schema["x-blob" satisfies keyof Marks] !== undefined)
    return kinds;
  return new Set([...kinds].map((kind) => (kind === "file" ? "string" : kind)));
};

/** Whether the schema after accepts the text of every value before, which is all that arrives of a parameter or in a form. */
export const isReadAsText = ({ after, before }: Both<Schema>): boolean => {
  if (!isScalar(before) || !isScalar(after)) return false;
  const isBoolean = [...kindsOf(before)].join() === "boolean";
  const values = valuesOf(before) ?? (isBoolean ? [true, false] : undefined);
  if (values)
    return values.every(
      (value) =>
        value === null || readingsOf(asText(value)).some((each) => accepts(after, each, {})),
    );
  if ([...kindsOf(after)].join() !== "string") return false;
  const hasLimits = compareLimits({ before: {}, after }).length > 0;
  return valuesOf(after) === undefined && after.format === undefined && !hasLimits;
};

/** What a text may stand for: `"1"` for 1, `"true"` for true. */
const readingsOf = (text: string): readonly Json[] => {
  const number = Number(text);
  return [
    text,
    ...(String(number) === text ? [number] : []),
    ...[true, false].filter((each) => String(each) === text),
  ];
};

/** If values are listed, their own types count, and not the type that is declared beside them. */
const acceptsOnlyIntegers = (schema: Schema): boolean =>
  valuesOf(schema)?.every((value) => value === null || Number.isInteger(value)) ??
  (typesOf(schema).includes("integer") && !typesOf(schema).includes("number"));

/** The values of an enum, one by one. */
export const compareValues = (pair: Both<Schema>, at: At, { note }: SchemaWalk): void => {
  const values = both(pair, (schema) => valuesOf(schema)?.filter((value) => value !== null));
  const { after, before } = values;
  const isClosed = before !== undefined && at.side === "response" && !isOpenEnum(before);
  const format = (list: readonly Json[]): string => list.map(formatValue).join(", ");
  if (areBoth(values)) {
    const isIn = (list: readonly Json[], value: Json): boolean =>
      list.some((each) => isEqual(each, value));
    for (const value of values.before)
      if (!isIn(values.after, value)) note("enum-value-removed", at, formatValue(value));
    for (const value of values.after)
      if (!isIn(values.before, value))
        note(
          isClosed ? "closed-enum-value-added" : "enum-value-added",
          at,
          undefined,
          formatValue(value),
        );
  } else if (after) note("became-enum", at, undefined, format(after));
  else if (before) note(isClosed ? "closed-enum-dropped" : "enum-dropped", at, format(before));
};

/** A format only documents, except that of files, in requests of dates, and in parameters of integers of 64 bits: those are types. */
export const compareFormat = (pair: Both<Schema>, at: At, { note }: SchemaWalk): void => {
  const format = both(pair, (schema) => schema.format ?? "none");
  if (format.before === format.after) return;
  const areFiles = both(pair, (schema) => kindsAt(schema, at).has("file"));
  if (areFiles.before || areFiles.after) return; // Reported as a type.
  const isBigint = both(pair, takesBigint);
  if (at.isParameter && isBigint.before !== isBigint.after) {
    note(isBigint.after ? "bigint-accepted" : "bigint-refused", at, format.before, format.after);
    return;
  }
  const isDate = both(format, takesDate);
  if (at.side !== "request" || (!isDate.before && !isDate.after))
    note("format-changed", at, format.before, format.after);
  else if (isDate.before && isDate.after)
    note("date-format-changed", at, format.before, format.after);
  else if (isDate.before && format.after === "none")
    note("date-refused", at, format.before, format.after);
  else if (isDate.before) note("type-narrowed", at, "a string or a Date", "a string");
  else note("type-widened", at, "a string", "a string or a Date");
};
