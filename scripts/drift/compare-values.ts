import { isEqual, type Json, type JsonObject } from "../lib/json.ts";
import type { Place } from "./place.ts";
import { kindsOf, nameOfKinds, typesOf, valuesOf } from "./schema-view.ts";
import { type SchemaWalk, spellValue } from "./schema-walk.ts";

/** What a value is to TypeScript; says whether there is something left to compare. */
export const compareKinds = (
  was: JsonObject,
  is: JsonObject,
  at: Place,
  { note }: SchemaWalk,
): boolean => {
  const [had, has] = [kindsOf(was), kindsOf(is)];
  const [wasAny, isAny] = [had.has("anything"), has.has("anything")];
  const lost = isAny ? [] : [...had].filter((kind) => !has.has(kind));
  const gained = wasAny ? [] : [...has].filter((kind) => !had.has(kind));
  const names = [nameOfKinds(was), nameOfKinds(is)] as const;
  if (wasAny !== isAny) {
    // A list of values that goes or comes says so by itself.
    if (valuesOf(wasAny ? is : was) === undefined)
      note(isAny ? "type-widened" : "type-narrowed", at, ...names);
  } else if (lost.length > 0 && gained.length > 0) note("type-changed", at, ...names);
  else if (gained.length > 0) note("type-widened", at, ...names);
  else if (lost.length > 0) note("type-narrowed", at, ...names);
  else {
    const [wasWhole, isWhole] = [was, is].map(
      (each) => typesOf(each).includes("integer") && !typesOf(each).includes("number"),
    );
    if (!wasWhole && isWhole && had.has("number")) note("became-integer", at);
    if (wasWhole && !isWhole) note("became-number", at);
  }
  return wasAny || isAny || [...had].some((kind) => has.has(kind));
};

/** The values that are listed, one by one. */
export const compareValues = (
  was: JsonObject,
  is: JsonObject,
  at: Place,
  { note }: SchemaWalk,
): void => {
  const had = valuesOf(was)?.filter((value) => value !== null);
  const has = valuesOf(is)?.filter((value) => value !== null);
  const closed = had && at.side === "response" && !isOpen(had) ? "closed-" : "";
  if (!had && has) note("became-enum", at, undefined, has.map(spellValue).join(", "));
  else if (had && !has) note(`${closed}enum-dropped`, at, had.map(spellValue).join(", "));
  else if (had && has) {
    const isIn = (values: readonly Json[], value: Json): boolean =>
      values.some((each) => isEqual(each, value));
    for (const value of had)
      if (!isIn(has, value)) note("enum-value-removed", at, spellValue(value));
    for (const value of has)
      if (!isIn(had, value)) note(`${closed}enum-value-added`, at, undefined, spellValue(value));
  }
};

/** A format is a word, but for files and, in parameters, dates: those are types. */
export const compareFormat = (
  was: JsonObject,
  is: JsonObject,
  at: Place,
  { note }: SchemaWalk,
): void => {
  const [had, has] = [was["format"] ?? "none", is["format"] ?? "none"];
  if (had === has || [had, has].includes("binary")) return;
  const [tookDate, takesDate] = [had, has].map(
    (format) => format === "date" || format === "date-time",
  );
  if (at.anchor.kind !== "parameter" || (!tookDate && !takesDate))
    note("format-changed", at, had, has);
  else if (tookDate && takesDate) note("date-format-changed", at, had, has);
  else if (tookDate) note("type-narrowed", at, "a string or a Date", "a string");
  else note("type-widened", at, "a string", "a string or a Date");
};

/** Enums of several strings are open in answers: the package's types let other strings through. */
const isOpen = (values: readonly Json[]): boolean =>
  values.length > 1 && values.every((value) => typeof value === "string");
