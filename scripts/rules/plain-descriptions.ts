import { plainRows, tableToMarkdown } from "../lib/html-table.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Rule } from "../lib/rule.ts";
import { transform } from "../lib/transform.ts";

/**
 * HTML in summaries and descriptions → the Markdown that editors show. Code in backticks is unchanged, and so is a tag
 * that is not HTML, such as `<id>`.
 *
 *     filter by <code>status</code><br/>See <a href="https://x.y">here</a>  →  filter by `status`
 *                                                                              See [here](https://x.y)
 */
export const plainDescriptions: Rule = {
  id: "plain-descriptions",
  apply(root, report) {
    const plain = (node: JsonObject, pointer: string): JsonObject => {
      let result = node;
      for (const keyword of ["summary", "description"]) {
        const text = node[keyword];
        if (typeof text !== "string") continue;
        const markdown = toMarkdown(text);
        if (markdown === text) continue;
        report({ pointer: `${pointer}/${keyword}`, change: "HTML → Markdown" });
        result = { ...result, [keyword]: markdown };
      }
      return result;
    };
    const changed = transform(root, {
      operation: plain,
      parameter: plain,
      requestBody: plain,
      response: plain,
      header: plain,
      schema: plain,
    });
    const info = root["info"];
    return typeof info === "object" && info !== null
      ? { ...changed, info: plain(info as JsonObject, "/info") }
      : changed;
  },
};

/** Code spans and blocks, whose text is literal. */
const code = /(`{3,}|~{3,})[\s\S]*?(?:\1|$)|(`+)(?!`)[\s\S]*?[^`]\2(?!`)/g;

export const toMarkdown = (given: string): string => {
  const text = plainRows(given);
  let result = "";
  let position = 0;
  for (const match of text.matchAll(code)) {
    result += outsideCode(text.slice(position, match.index)) + match[0];
    position = match.index + match[0].length;
  }
  const whole = result + outsideCode(text.slice(position));
  return whole === given ? given : toMarkdown(whole);
};

/** White space is taken from where it begins: to try it from each of its characters would take long where it is. */
const outsideCode = (text: string): string =>
  text
    .replace(
      /(?<!\s)\s*(<table\b[^>]*>[\s\S]*?<\/table>)\s*/gi,
      (found, html: string) => tableToMarkdown(html) ?? found,
    )
    .replace(/<pre\b[^>]*>\s*<code\b[^>]*>([^`]*?)<\/code>\s*<\/pre>/gi, (_, inner: string) =>
      codeBlock(inner),
    )
    .replace(/<(code|tt|kbd|samp)\b[^>]*>([^`]*?)<\/\1>/gi, (_, _tag: string, inner: string) =>
      codeSpan(inner),
    )
    .replace(/<pre\b[^>]*>([^`]*?)<\/pre>/gi, (_, inner: string) => codeBlock(inner))
    .replace(
      /<a\b[^>]*?\bhref\s*=\s*(["'])([^"'<>\s]*)\1[^>]*>([^<]*)<\/a>/gi,
      (_, _quote: string, url: string, label: string) =>
        label.trim() === "" || label === url ? `<${url}>` : `[${label}](${url})`,
    )
    .replace(/<(b|strong)\b[^>]*>([^<]*)<\/\1>/gi, "**$2**")
    .replace(/<(i|em)\b[^>]*>([^<]*)<\/\1>/gi, "*$2*")
    .replace(/(?<!\s)\s*<(h[1-6])\b[^>]*>([^<]*)<\/\1>\s*/gi, (_, _tag: string, inner: string) =>
      heading(inner),
    )
    .replace(/<\/?br\s*\/?>\n?/gi, "\n")
    .replace(/(?<!\s)\s*<li\b[^>]*>\s*/gi, "\n- ")
    .replace(/(?<!\s)\s*<\/li>/gi, "")
    .replace(/(?<!\s)\s*<\/?(?:ul|ol)\b[^>]*>\s*/gi, "\n\n")
    .replace(/(?<!\s)\s*<\/?(?:p|div)\b[^>]*>\s*/gi, "\n\n")
    .replace(/<\/?(?:span|font|u|small)\b[^>]*>/gi, "");

/** Not `##`, which would stand among the headings of the README. */
const heading = (inner: string): string =>
  inner.trim() === "" ? "\n\n" : `\n\n**${inner.trim().replaceAll("**", "")}**\n\n`;

const codeBlock = (inner: string): string => `\n\`\`\`\n${entities(inner).trim()}\n\`\`\`\n`;

const codeSpan = (inner: string): string => {
  const text = entities(inner.replace(/<\/?(?:b|strong|i|em|span)\b[^>]*>/gi, "")).trim();
  return text === "" ? "" : `\`${text}\``;
};

/** Markdown decodes entities outside code only. */
const entities = (text: string): string =>
  text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, "&");
