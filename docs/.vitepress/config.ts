import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { pages } from "../pages.ts";
import { driftRules, normalizationRules } from "../rules.ts";

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
    nav: pages.map(({ link, title: text }) => ({ text, link })),
    sidebar: [
      { text: "Guides", items: pages.map(({ link, title: text }) => ({ text, link })) },
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
  buildEnd: ({ outDir }) => {
    const guides = pages.map(({ about, link, title }) => `- [${title}](${link}): ${about}`);
    const rules = [
      ...normalizationRules().map(
        ({ id, summary }) => `- [${id}](/normalization/${id}): ${summary}`,
      ),
      ...driftRules().map(({ id, summary }) => `- [${id}](/drift/${id}): ${summary}`),
    ];
    const text = [
      "# pagewise",
      "> An OpenAPI document in, a small typed TypeScript client out.",
      `## Guides\n\n${guides.join("\n")}`,
      `## Rules\n\n${rules.join("\n")}`,
    ];
    writeFileSync(join(outDir, "llms.txt"), `${text.join("\n\n")}\n`);
  },
});
