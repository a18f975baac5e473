import { isObject } from "../lib/json.ts";
import type { DocComment, DocTag } from "./documentation.ts";

const width = 100;

/** The lines of a JSDoc comment, without its stars. */
export const printJsDoc = ({ paragraphs, tags }: DocComment): string[] => {
  // A line of prose must not begin a tag.
  const prose = printProse(paragraphs).map((line) => line.replace(/^(\s*)@/, "$1\\@"));
  const tagLines = tags.flatMap(printTag);
  const separator = prose.length > 0 && tagLines.length > 0 ? [""] : [];
  // A comment must not end early.
  return [...prose, ...separator, ...tagLines].map((line) => line.replaceAll("*/", "*\\/"));
};

/** Paragraphs as lines, with an empty one between them. */
export const printProse = (paragraphs: readonly string[]): readonly string[] =>
  paragraphs.flatMap((paragraph, index) => [...(index > 0 ? [""] : []), ...wrap(paragraph)]);

const printTag = (tag: DocTag): readonly string[] => {
  if (tag.name === "deprecated") return ["@deprecated"];
  if (tag.name === "see") return [`@see ${tag.text}`];
  const [first = "", ...rest] = JSON.stringify(tag.value, null, isObject(tag.value) ? 2 : 0).split(
    "\n",
  );
  return rest.length === 0 ? [`@${tag.name} ${first}`] : [`@${tag.name}`, first, ...rest];
};

/** Wraps prose at the width of a page; lists, tables, code and headings are unchanged. */
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

/** The comment on one line of a table: tags become sentences, and examples are left to the editor. */
export const printSentences = ({ paragraphs, tags }: DocComment): string =>
  [
    ...paragraphs.flatMap((each) => each.split(/\n{2,}/)).map(sentence),
    ...tags.map((tag) => {
      if (tag.name === "default") return `Default: \`${JSON.stringify(tag.value)}\`.`;
      if (tag.name === "see") return `See ${tag.text}.`;
      return tag.name === "deprecated" ? "Deprecated." : "";
    }),
  ]
    .filter(Boolean)
    .join(" ");

/** Text on one line that ends as a sentence does, so that another may follow. */
const sentence = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/[\w"'`)\]]$/, "$&.");
