import { isEqual, type Json, type JsonObject, omit } from "../lib/json.ts";
import { accepts } from "../rules/drop-invalid-default.ts";
import { compareExtensions, compareWords } from "./compare-words.ts";
import type { Place } from "./place.ts";
import type { RuleId } from "./rules.ts";
import { type SchemaWalk, spellValue } from "./schema-walk.ts";

/** What a schema says beside its type: words, defaults, who may read and write. */
export const compareAnnotations = (
  was: JsonObject,
  is: JsonObject,
  at: Place,
  { note, report, roots }: SchemaWalk,
): void => {
  compareWords(was, is, at, `${at.side}-words-changed` as RuleId, report);
  compareExtensions(was, is, at, `${at.side}-extension-changed` as RuleId, report);
  const [wasOld, isOld] = [was["deprecated"] === true, is["deprecated"] === true];
  if (wasOld !== isOld) report(isOld ? "deprecated" : "no-longer-deprecated", at);
  if (!isEqual(was["default"], is["default"])) {
    const isFact = !isEqual(defaultOf(was, roots.before), defaultOf(is, roots.after));
    note(
      isFact ? "default-changed" : "invalid-default-changed",
      at,
      spellValue(was["default"]),
      spellValue(is["default"]),
    );
  }
  const [hadAccess, hasAccess] = [accessOf(was), accessOf(is)];
  if (hadAccess !== hasAccess) note("access-changed", at, hadAccess, hasAccess);
  const [hadFormat, hasFormat] = [was, is].map((each) => each["x-array-format"] ?? "the API's own");
  if (hadFormat !== hasFormat) note("array-format-changed", at, hadFormat, hasFormat);
};

/** A default that its own schema refuses says nothing. */
const defaultOf = (schema: JsonObject, root: JsonObject): Json | undefined => {
  const value = schema["default"];
  return value !== undefined && accepts(omit(schema, "default"), value, root) ? value : undefined;
};

const accessOf = (schema: JsonObject): string =>
  [schema["readOnly"] === true && "read-only", schema["writeOnly"] === true && "write-only"]
    .filter(Boolean)
    .join(" and ") || "readable and writable";
