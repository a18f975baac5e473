import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { pages } from "../docs/pages.ts";
import { driftRules, normalizationRules } from "../docs/rules.ts";
import { compile } from "./compile.ts";
import { generateFixture } from "./fixtures.ts";
import { fencesOf, guides } from "./guides.ts";
import { undocumentedIn } from "./undocumented.ts";
import { readFiles } from "../scripts/lib/files.ts";

const root = join(import.meta.dirname, "..");
const docs = join(root, "docs");

/** What the examples are compiled against, by the name that they import. */
const packageFor = async (fixture: string | undefined) =>
  fixture === undefined
    ? new Map(readFiles(join(root, "generated"), ["dist", "node_modules"]))
    : new Map(await generateFixture(fixture));

const node = `declare global {
  const process: { readonly env: { readonly TELNYX_API_KEY?: string }; uptime(): number };
}
export {};
`;

describe.each(guides)("%s", (guide) => {
  const fences = fencesOf(guide);
  const programs = fences.filter(
    ({ language, text }) => language === "ts" && /^import /m.test(text),
  );
  const fixtures = [...new Set(programs.map(({ about }) => /fixture=(\S+)/.exec(about)?.[1]))];

  test.each(fixtures)("shows programs that compile (fixture: %s)", async (fixture) => {
    const files = await packageFor(fixture);
    files.set("node.d.ts", node);
    const own = programs.filter(({ about }) => /fixture=(\S+)/.exec(about)?.[1] === fixture);
    own.forEach(({ about, text }, index) => {
      const name = /^\[(\w+\.ts)\]/.exec(about)?.[1] ?? `example-${index}.ts`;
      files.set(
        name,
        `${text
          .replace(`"${fixture ?? "telnyx-external-connections"}"`, '"./src/index.js"')
          .replace(
            `"${fixture ?? "telnyx-external-connections"}/client"`,
            '"./src/runtime/index.js"',
          )
          .replace('"pagewise"', JSON.stringify(join(root, "scripts/index.ts")))}\nexport {};\n`,
      );
    });
    const options = {
      isolatedDeclarations: false,
      declaration: false,
      allowImportingTsExtensions: true,
      noUnusedLocals: false,
    };
    // The tool itself is compiled with the types of Node, which a program need not have.
    const errors = compile(files, options).filter((each) => !each.startsWith(".."));
    expect(errors).toEqual([]);
  });

  test("links to what exists", () => {
    const text = readFileSync(join(root, guide), "utf8");
    for (const [, target = ""] of text.matchAll(/\]\((\.{1,2}\/[^)#]*)/g)) {
      if (target === "./reference/") continue; // Written when the site is built, which checks links, too.
      const path = join(root, dirname(guide), target);
      const isThere = [path, `${path}.md`, join(path, "index.md")].some((each) => existsSync(each));
      expect(isThere, target).toBe(true);
    }
  });
});

test("The guides are those that the site offers", () => {
  const offered = pages.map(({ link }) => `${link.slice(1)}.md`);
  const found = readdirSync(docs).filter((name) => name.endsWith(".md"));
  expect([...offered, "index.md"].sort()).toEqual(found.sort());
});

test("Every rule of normalization is documented, with a sample", () => {
  const files = readdirSync(join(root, "scripts/rules")).map((name) => name.replace(/\.ts$/, ""));
  expect(
    normalizationRules()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(files.sort());
  for (const { documentation, id, summary } of normalizationRules()) {
    expect(summary.length, id).toBeGreaterThan(20);
    expect(documentation, id).toContain("```text\n");
  }
});

test("Every kind of change is documented, without its placeholders", () => {
  for (const { documentation, id } of driftRules()) {
    expect(documentation, id).toMatch(
      /^> .+\n\n\*\*upgrade: \w+\.\*\* .+\n\n\*\*stay: [\w-]+\.\*\* /,
    );
    expect(documentation, id).not.toMatch(/[{}]/);
  }
});

test.each(["generated/src/runtime/index.ts", "scripts/index.ts"])(
  "Everything that %s exports is documented, with its members",
  (index) => {
    expect(undocumentedIn(index)).toEqual([]);
  },
);
