/**
 * A table in HTML → one in Markdown, whose cells have no line breaks. The first row is the heading, as Markdown demands
 * one; nothing for what Markdown cannot say.
 *
 *     <table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2<br>3</td></tr></table>  →  | a | b |
 *                                                                                        | --- | --- |
 *                                                                                        | 1 | 2 3 |
 */
export const tableToMarkdown = (html: string): string | undefined => {
  // Markdown has no table in a cell.
  if (html.split(/<table\b/i).length > 2) return undefined;
  const rows = contentsOf(html, "tr").map((row) => contentsOf(row, "t[hd]").map(cellText));
  const [heading = [], ...others] = rows.filter((row) => row.length > 0);
  if (heading.length === 0) return undefined;
  const lines = [heading, heading.map(() => "---"), ...others];
  return `\n\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n\n`;
};

/** What stands between the tags of a name, or up to the next one, since HTML demands no end tag. */
const contentsOf = (html: string, name: string): readonly string[] =>
  html
    .split(new RegExp(`<${name}(?=[\\s>])[^>]*>`, "i"))
    .slice(1)
    .map((each) => {
      const [content = ""] = each.split(
        new RegExp(`</(?:${name}|tr|thead|tbody|tfoot|table)\\s*>`, "i"),
      );
      return content;
    });

const cellText = (html: string): string =>
  withoutLineBreaks(html.replace(/<(\/?)pre\b[^>]*>/gi, "<$1code>"))
    .replaceAll("|", "\\|")
    .replace(/\s+/g, " ")
    .trim();

/** A row of a table ends with its line. */
const withoutLineBreaks = (html: string): string =>
  html.replace(/(?<!\s)(?:\s*<\/?(?:br|p|div|ul|ol|li|h[1-6])\b[^>]*>)+\s*/gi, " ");

/**
 * Rows of tables in Markdown, without the tags that would become line breaks. Code is unchanged.
 *
 *     | a<br>b | `<br>` |  →  | a b | `<br>` |
 */
export const plainRows = (text: string): string =>
  text.replace(/(`{3,}|~{3,})[\s\S]*?(?:\1|(?![\s\S]))|^[ \t]*\|.*$/gm, (found, fence?: string) =>
    fence === undefined
      ? found.replace(/(`+)[^`]+\1|[^`]+/g, (part, ticks?: string) =>
          ticks === undefined ? withoutLineBreaks(part) : part,
        )
      : found,
  );
