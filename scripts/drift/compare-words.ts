import { isEqual, type Json, type JsonObject } from "../lib/json.ts";
import type { Report } from "./schema-walk.ts";
import type { Place } from "./place.ts";
import type { RuleId } from "./rules.ts";

/** What is said for people. */
export const words: readonly string[] = [
  "title",
  "summary",
  "description",
  "example",
  "examples",
  "externalDocs",
  "$comment",
];

/** Descriptions, examples and titles, told as one change. */
export const compareWords = (
  was: JsonObject,
  is: JsonObject,
  place: Place,
  id: RuleId,
  report: Report,
): void => {
  const differing = words.filter((key) => !isEqual(was[key], is[key]));
  if (differing.length > 0) report(id, place, textOf(differing, was), textOf(differing, is));
};

const textOf = (keys: readonly string[], node: JsonObject): string =>
  keys
    .flatMap((key) =>
      node[key] === undefined
        ? []
        : [key === "description" ? String(node[key]) : spellMember(key, node[key])],
    )
    .join("; ");

/** Extensions that neither the pipeline nor the package reads. */
export const compareExtensions = (
  was: JsonObject,
  is: JsonObject,
  place: Place | ((key: string) => Place),
  id: RuleId,
  report: Report,
): void => {
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (!key.startsWith("x-") || read.has(key) || isEqual(was[key], is[key])) continue;
    const at = typeof place === "function" ? place(key) : place;
    report(id, at, spellMember(key, was[key]), spellMember(key, is[key]));
  }
};

/** What is compared elsewhere; and samples of code, which are not even words about the API. */
const read = new Set(["x-array-format", "x-pagination", "x-codeSamples"]);

export const spellMember = (key: string, value: Json | undefined): string =>
  value === undefined ? `no ${key}` : `${key} ${JSON.stringify(value)}`;
