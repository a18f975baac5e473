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

/** One place for all that is said there, or one for each member. */
type PlaceOf = Place | ((key: string) => Place);

const placeAt = (place: PlaceOf, key: string): Place =>
  typeof place === "function" ? place(key) : place;

/** Descriptions, examples and titles, told as one change. */
export const compareWords = (
  was: JsonObject,
  is: JsonObject,
  place: PlaceOf,
  id: RuleId,
  report: Report,
): void => {
  const differing = words.filter((key) => !isEqual(was[key], is[key]));
  const [first] = differing;
  if (first !== undefined)
    report(id, placeAt(place, first), textOf(differing, was), textOf(differing, is));
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
  place: PlaceOf,
  id: RuleId,
  report: Report,
): void => {
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (!key.startsWith("x-") || read.has(key) || isEqual(was[key], is[key])) continue;
    report(id, placeAt(place, key), spellMember(key, was[key]), spellMember(key, is[key]));
  }
};

/** What is compared elsewhere; and samples of code, which are not even words about the API. */
const read = new Set(["x-array-format", "x-pagination", "x-codeSamples"]);

export const spellMember = (key: string, value: Json | undefined): string =>
  value === undefined ? `no ${key}` : `${key} ${JSON.stringify(value)}`;
