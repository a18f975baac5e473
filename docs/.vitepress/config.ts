import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTheme, defineConfig } from "vitepress";
import { pages } from "../pages.ts";
import { driftRules, normalizationRules } from "../rules.ts";

/** The pages that TypeDoc has written. */
const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, "../reference/typedoc-sidebar.json"), "utf8"),
) as DefaultTheme.SidebarItem[];

/** `/reference/package.client` → `- [package/client](/reference/package.client)` */
const toItem = (link: string): string =>
  `- [${link.slice("/reference/".length).replace(".", "/")}](${link})`;

const linksOf = (items: readonly DefaultTheme.SidebarItem[]): readonly string[] =>
  items.flatMap(({ items = [], link = "" }) => [link.replace(/\.md$/, ""), ...linksOf(items)]);

export default defineConfig({
  title: "pagewise",
  description: "An OpenAPI document in, a small typed TypeScript client out.",
  cleanUrls: true,
  // Of a plot's two images, the one for the page's theme; GitHub knows the same marks.
  head: [
    [
      "style",
      {},
      `.dark img[src$="#gh-light-mode-only"], html:not(.dark) img[src$="#gh-dark-mode-only"] { display: none; }`,
    ],
  ],
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: pages.map(({ link, title: text }) => ({ text, link })),
    sidebar: [
      { text: "Guides", items: pages.map(({ link, title: text }) => ({ text, link })) },
      { text: "Reference", link: "/reference/", collapsed: true, items: reference },
      {
        text: "Normalization",
        link: "/normalization/",
        collapsed: true,
        items: normalizationRules().map(({ id }) => ({ text: id, link: `/normalization/${id}` })),
      },
      {
        text: "Changes",
        link: "/drift/",
        collapsed: true,
        items: driftRules().map(({ id }) => ({ text: id, link: `/drift/${id}` })),
      },
    ],
  },
  /** llms.txt names every page, as https://llmstxt.org asks. */
  buildEnd: ({ outDir, pages: built }) => {
    const guides = pages.map(({ about, link, title }) => `- [${title}](${link}): ${about}`);
    const rules = [
      "- [How documents are normalized](/normalization/)",
      "- [How changes are judged](/drift/)",
      ...normalizationRules().map(
        ({ id, summary }) => `- [${id}](/normalization/${id}): ${summary}`,
      ),
      ...driftRules().map(({ id, summary }) => `- [${id}](/drift/${id}): ${summary}`),
    ];
    const text = [
      "# pagewise",
      "> An OpenAPI document in, a small typed TypeScript client out.",
      `## Guides\n\n${guides.join("\n")}`,
      `## Reference\n\n${["- [All](/reference/)", ...linksOf(reference).map(toItem)].join("\n")}`,
      `## Rules\n\n${rules.join("\n")}`,
    ].join("\n\n");
    const missing = built
      .map((page) => `/${page.replace(/((?<=\/)index)?\.md$/, "")}`)
      .filter((link) => link !== "/index" && !text.includes(`](${link})`));
    if (missing.length > 0) throw new Error(`llms.txt does not name ${missing.join(", ")}`);
    writeFileSync(join(outDir, "llms.txt"), `${text}\n`);
  },
});
