import { describe, expect, test } from "vitest";
import { plainDescriptions, toMarkdown } from "../../scripts/rules/plain-descriptions.ts";
import { apply, applyAgain, reportedChanges, yaml } from "./apply.ts";

describe("plain-descriptions", () => {
  test.each([
    ["code", "filter by <code>status</code>", "filter by `status`"],
    ["uppercase code tags with attributes", '<CODE class="x">a</CODE>', "`a`"],
    ["the other tags for code", "<tt>a</tt> <kbd>b</kbd> <samp>c</samp>", "`a` `b` `c`"],
    ["entities inside code", "<code>a &lt; b &amp;&amp; c</code>", "`a < b && c`"],
    ["bold inside code", "<code><b>a</b></code>", "`a`"],
    ["empty code", "a<code></code>b", "ab"],
    ["a line break", "one<br>two<br/>three<br />four", "one\ntwo\nthree\nfour"],
    ["a line break before the end of a line", "one<br/>\ntwo", "one\ntwo"],
    ["a link", 'See <a href="https://x.y/z">here</a>.', "See [here](https://x.y/z)."],
    [
      "a link in single quotes, with attributes",
      "<a target=_blank href='https://x.y'>x</a>",
      "[x](https://x.y)",
    ],
    ["a link that shows its address", '<a href="https://x.y">https://x.y</a>', "<https://x.y>"],
    ["bold", "<b>a</b> and <strong>b</strong>", "**a** and **b**"],
    ["italics", "<i>a</i> and <em>b</em>", "*a* and *b*"],
    ["italics inside bold", "<b>a <i>b</i></b>", "**a *b***"],
    ["code inside bold", "<b>a <code>b</code></b>", "**a `b`**"],
    ["a list", "Any of<ul><li>a</li><li>b</li></ul>", "Any of\n\n- a\n- b"],
    ["a preformatted block", "Run<pre>a &lt; b</pre>", "Run\n```\na < b\n```"],
    ["presentational tags", '<span style="color:red">a</span> <font>b</font> <u>c</u>', "a b c"],
    ["paragraphs", "<p>one</p><p>two</p>", "one\n\ntwo"],
    ["a line break that is written as an end tag", "one</br>two", "one\ntwo"],
    ["a heading", 'a<h2 id="x">Search <b>one</b></h2>b', "a\n\n**Search one**\n\nb"],
    [
      "a table",
      "Of<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>1|2</td><td><code>c</code><br>d</td></tr></table>.",
      "Of\n\n| a | b |\n| --- | --- |\n| 1\\|2 | `c` d |\n\n.",
    ],
    [
      "a table without end tags of cells",
      "<table border=1><tr><td>a<td>b<tr><td><b>c</b></table>",
      "| a | b |\n| --- | --- |\n| **c** |",
    ],
    [
      "tags in a row of a table",
      "| a<br/>b | <ul><li>c</li></ul> | `<br>` | <b>d</b> |\n| - | - | - | - |",
      "| a b | c | `<br>` | **d** |\n| - | - | - | - |",
    ],
    [
      "a table in a table",
      "<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>",
      "<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>",
    ],
    ["a table without cells", "<table></table>a", "<table></table>a"],
  ])("converts %s to Markdown", (_, given, want) => {
    expect(
      toMarkdown(given)
        .trim()
        .replace(/\n{3,}/g, "\n\n"),
    ).toBe(want);
    expect(toMarkdown(toMarkdown(given))).toBe(toMarkdown(given));
  });

  test("leaves one empty line around a table", () => {
    expect(toMarkdown("a\n\n <table><tr><td>b</td></tr></table> \nc")).toBe(
      "a\n\n| b |\n| --- |\n\nc",
    );
  });

  test("reads long white space once", () => {
    const text = `a${" ".repeat(1_000_000)}b`;
    expect(toMarkdown(text)).toBe(text);
  });

  test("converts a preformatted block of code to one code block without tags", () => {
    expect(toMarkdown("<pre><code>a = 1\nb = 2</code></pre>")).not.toMatch(/<\/?pre>/);
  });

  test.each([
    ["plain text", "Nothing to see here."],
    ["Markdown", "**a** `b` [c](https://d)\n\n- e"],
    ["placeholders that are not HTML", "Use <id> or <connection_name>, a < b and c > d"],
    ["HTML inside backticks", "Write `<code>a</code>` and `<br>`"],
    ["HTML inside double backticks", "Write ``<b>`</b>``"],
    ["HTML inside a code block that looks like a table", "~~~\n| <br> |\n~~~"],
    ["HTML inside a code block", "```\n<b>a</b><br/>\n```"],
    ["HTML inside an unclosed code block", "```html\n<b>a</b>"],
    ["an address in angle brackets", "See <https://x.y>"],
    ["entities outside code", "a &lt; b"],
  ])("leaves %s unchanged", (_, text) => {
    expect(toMarkdown(text)).toBe(text);
  });

  const everywhere = (text: string) =>
    yaml(`
openapi: 3.1.0
info: { title: a, version: "1", description: "${text}" }
paths:
  /a/b:
    get:
      summary: "${text}"
      description: "${text}"
      parameters: [{ name: q, in: query, description: "${text}", schema: { type: string, description: "${text}" } }]
      requestBody: { description: "${text}", content: {} }
      responses: { "200": { description: "${text}", headers: { H: { description: "${text}" } } } }
components:
  schemas:
    A: { properties: { description: { type: string, description: "${text}" } }, example: { description: <b>data</b> } }
  parameters: { P: { name: p, in: query, description: "${text}" } }
  responses: { R: { description: "${text}" } }
`);

  test("converts descriptions everywhere except in data, and reports the pointer of each", () => {
    const applied = apply(plainDescriptions, everywhere("<b>a</b>"));
    expect(applied.result).toEqual(everywhere("**a**"));
    const at = "/paths/~1a~1b/get";
    expect(reportedChanges(applied).toSorted()).toEqual(
      [
        "/components/parameters/P/description",
        "/components/responses/R/description",
        "/components/schemas/A/properties/description/description",
        "/info/description",
        `${at}/description`,
        `${at}/parameters/0/description`,
        `${at}/parameters/0/schema/description`,
        `${at}/requestBody/description`,
        `${at}/responses/200/description`,
        `${at}/responses/200/headers/H/description`,
        `${at}/summary`,
      ].map((pointer) => [pointer, "HTML → Markdown"]),
    );
    expect(applyAgain(plainDescriptions, applied)).toEqual({ ...applied, changes: [] });
  });
});
