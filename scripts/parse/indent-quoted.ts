import type { YAMLError } from "yaml";

/**
 * Text in quotes must be indented deeper than its key on every line, which most parsers do not demand:
 *
 *     key: "one     →   key: "one
 *     two"                  two"
 *
 * Text whose next lines are not → the same with these lines indented, which changes neither what is read nor its lines;
 * nothing where an error is another one, or the quotes are never closed.
 */
export const indentQuoted = (
  text: string,
  { code, message, pos }: YAMLError,
): string | undefined => {
  const [, quote] = /^Missing closing (["'])quote/.exec(message) ?? [];
  if (code !== "MISSING_CHAR" || quote === undefined) return undefined;
  const [from] = pos;
  const rest = text.slice(from);
  const [quoted, end] = (quote === '"' ? untilDouble : untilSingle).exec(rest) ?? [];
  if (quoted === undefined || end === undefined || /^(---|\.\.\.)\s/m.test(quoted))
    return undefined;
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  return (
    text.slice(0, from) +
    quoted.replaceAll("\n", `\n${" ".repeat(line.length)}`) +
    rest.slice(quoted.length)
  );
};

/** From the end of a line up to quotes that end a line, none being between: those would belong to the next text. */
const untilDouble = /^\r?\n(?:[^"\\]|\\[^])*(")(?=[ \t]*(?:#[^\n]*)?\r?(?:\n|$))/;
const untilSingle = /^\r?\n(?:[^']|'')*(')(?!')(?=[ \t]*(?: #[^\n]*)?\r?(?:\n|$))/;
