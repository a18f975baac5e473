import { asArray, asObject, asString, isObject, type Json, type JsonObject } from "../lib/json.ts";

const width = 100;

/** The lines of a JSDoc comment for a schema or parameter: words, limits, then the tags that editors know. */
export const documentSchema = (
  schema: JsonObject,
  words: readonly (string | undefined)[],
): string[] => {
  const limits = describeLimits(schema);
  return comment(
    [...words, limits === "" ? undefined : limits],
    [
      ...tag("default", schema["default"]),
      ...tag("example", schema["example"] ?? asArray(schema["examples"])[0]),
      ...notes(schema),
    ],
  );
};

/** The lines of a JSDoc comment for a function. */
export const documentOperation = (operation: JsonObject, method: string, path: string): string[] =>
  comment(
    [asString(operation["summary"]), asString(operation["description"]), `\`${method} ${path}\``],
    notes(operation),
  );

const comment = (
  paragraphs: readonly (string | undefined)[],
  tags: readonly string[],
): string[] => {
  const said = [...new Set(paragraphs.flatMap((each) => (each?.trim() ? [each.trim()] : [])))];
  const lines = said.flatMap((paragraph, index) => [
    ...(index > 0 ? [""] : []),
    ...wrap(paragraph),
  ]);
  const prose = lines.map((line) => line.replace(/^(\s*)@/, "$1\\@"));
  return [...prose, ...(prose.length > 0 && tags.length > 0 ? [""] : []), ...tags].map(escape);
};

/** A comment must not end early, and a line of prose must not begin a tag. */
const escape = (line: string): string => line.replaceAll("*/", "*\\/");

const notes = (node: JsonObject): string[] => {
  const docs = asObject(node["externalDocs"]);
  const url = asString(docs["url"]);
  return [
    ...(node["deprecated"] === true ? ["@deprecated"] : []),
    ...(url
      ? [
          `@see ${oneLine(url)}${docs["description"] ? ` ${oneLine(String(docs["description"]))}` : ""}`,
        ]
      : []),
  ];
};

const tag = (name: string, value: Json | undefined): string[] => {
  if (value === undefined) return [];
  const [first = "", ...rest] = JSON.stringify(value, null, isObject(value) ? 2 : 0).split("\n");
  return rest.length === 0 ? [`@${name} ${first}`] : [`@${name}`, first, ...rest];
};

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const describeLimits = (schema: JsonObject): string =>
  [
    between(schema["minimum"], schema["maximum"], "", ["At least", "At most"]),
    schema["exclusiveMinimum"] === undefined
      ? ""
      : `More than ${String(schema["exclusiveMinimum"])}.`,
    schema["exclusiveMaximum"] === undefined
      ? ""
      : `Less than ${String(schema["exclusiveMaximum"])}.`,
    schema["multipleOf"] === undefined ? "" : `A multiple of ${String(schema["multipleOf"])}.`,
    between(schema["minLength"], schema["maxLength"], " characters", ["At least", "At most"]),
    between(schema["minItems"], schema["maxItems"], " items", ["At least", "At most"]),
    schema["uniqueItems"] === true ? "No item twice." : "",
    schema["pattern"] === undefined ? "" : `Pattern: \`${oneLine(String(schema["pattern"]))}\`.`,
    typeof schema["format"] === "string" ? `Format: ${oneLine(schema["format"])}.` : "",
  ]
    .filter(Boolean)
    .join(" ");

const between = (
  low: Json | undefined,
  high: Json | undefined,
  unit: string,
  [atLeast, atMost]: readonly [string, string],
): string => {
  if (low !== undefined && high !== undefined)
    return low === high
      ? `Exactly ${counted(low, unit)}.`
      : `${String(low)} to ${String(high)}${unit}.`;
  if (low !== undefined) return low === 0 && unit !== "" ? "" : `${atLeast} ${counted(low, unit)}.`;
  return high === undefined ? "" : `${atMost} ${counted(high, unit)}.`;
};

const counted = (count: Json, unit: string): string =>
  `${String(count)}${count === 1 ? unit.replace(/s$/, "") : unit}`;

/** Breaks prose at the width of a page; lists, tables, code and headings stay as they are. */
const wrap = (text: string): string[] => {
  let inCode = false;
  return text.split(/\r?\n/).flatMap((line) => {
    const trimmed = line.trimEnd();
    if (/^\s*(```|~~~)/.test(trimmed)) inCode = !inCode;
    if (inCode || trimmed.length <= width || /^\s*([-*+#|>]|\d+[.)]\s)|^ {2,}/.test(trimmed))
      return [trimmed];
    const lines = [""];
    for (const word of trimmed.split(/ +/)) {
      const last = lines[lines.length - 1] ?? "";
      if (last !== "" && last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
    }
    return lines;
  });
};
