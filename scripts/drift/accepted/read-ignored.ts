import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { Failure } from "../../lib/failure.ts";
import { asText, isObject, type JsonObject } from "../../lib/json.ts";
import type { IgnoreEntry } from "./accept-changes.ts";

const form =
  "a `fingerprint`, or an `id` and a `pointer`; a `reason`; and a last day, `expires: YYYY-MM-DD`";

const members = ["fingerprint", "id", "pointer", "reason", "expires"];

/** The file's entries; none where there is no file. `file` is relative to `folder`, and is what messages call it. */
export const readIgnored = (file: string, today: string, folder = "."): readonly IgnoreEntry[] => {
  const path = resolve(folder, file);
  if (!existsSync(path)) return [];
  const lines = new LineCounter();
  const tree = parseDocument(readFileSync(path, "utf8"), {
    lineCounter: lines,
    prettyErrors: false,
    schema: "failsafe", // Everything is text: a fingerprint of digits is no number.
  });
  const [error] = tree.errors;
  const malformed = (line: number, expected: string, found: string): Failure =>
    new Failure(
      "input",
      `${file}:${line}: expected ${expected}, found ${found}; an entry has ${form}.`,
    );
  if (error) throw malformed(lines.linePos(error.pos[0]).line, "YAML", error.message);
  const data: unknown = tree.toJS() ?? [];
  if (!Array.isArray(data)) throw malformed(1, "a list of accepted changes", `a ${typeof data}`);
  return data.map((entry: unknown, index): IgnoreEntry => {
    const offset =
      (tree.getIn([index], true) as { readonly range?: readonly [number] } | undefined)
        ?.range?.[0] ?? 0;
    const { line } = lines.linePos(offset);
    if (!isObject(entry)) throw malformed(line, "an entry with members", JSON.stringify(entry));
    const unknown = Object.keys(entry).find((key) => !members.includes(key));
    if (unknown !== undefined) throw malformed(line, `one of ${members.join(", ")}`, unknown);
    const field = text(entry);
    if (
      field("fingerprint") === undefined &&
      (field("id") === undefined || field("pointer") === undefined)
    )
      throw malformed(line, "a fingerprint, or an id and a pointer", "neither");
    const [reason, expires] = [field("reason"), field("expires")];
    if (!reason) throw malformed(line, "a reason", "none");
    if (expires === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(expires) || !isDay(expires))
      throw malformed(line, "a last day, `expires: YYYY-MM-DD`", expires ?? "none");
    return { ...pick(entry), reason, expires, isExpired: expires < today, at: `${file}:${line}` };
  });
};

/** Whether the calendar has such a day. */
const isDay = (text: string): boolean => {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const text =
  (entry: JsonObject) =>
  (key: string): string | undefined => {
    const value = entry[key];
    return value === undefined || value === null ? undefined : asText(value);
  };

const pick = (entry: JsonObject): Pick<IgnoreEntry, "fingerprint" | "id" | "pointer"> =>
  Object.fromEntries(
    ["fingerprint", "id", "pointer"].flatMap((key) =>
      entry[key] === undefined ? [] : [[key, asText(entry[key])]],
    ),
  );
