import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format as formatWithPrettier } from "prettier";
import { expect, test } from "vitest";
import { layOut } from "../../scripts/print/lay-out.ts";
import { format } from "../../scripts/stages/format.ts";

test("each file is laid out as its kind is, in the order given", async () => {
  const files = await format(
    new Map([
      ["src/a.ts", "const a = 'a'"],
      ["README.md", "# A\n\n|a|\n|-|\n\n```ts\nconst a = 'a'\n```\n\n```ts\nconst = \n```\n"],
      ["package.json", '{"private":true,"name":"a"}'],
      ["LICENSE", "MIT  "],
    ]),
  );
  expect([...files]).toEqual([
    ["src/a.ts", 'const a = "a";\n'],
    ["README.md", '# A\n\n|a|\n|-|\n\n```ts\nconst a = "a";\n```\n\n```ts\nconst = \n```\n'],
    ["package.json", '{\n  "private": true,\n  "name": "a"\n}\n'],
    ["LICENSE", "MIT  "],
  ]);
});

test("a file that does not parse is refused by name", async () => {
  const files = new Map([["src/a.ts", "export type ="]]);
  await expect(format(files)).rejects.toThrow("src/a.ts: Unexpected token");
});

test("what looks like the end of a file in a batch is none", async () => {
  const separator = "/* ~~~~~~ one file ends here, and the next begins ~~~~~~ */";
  const files = ["a", "b"].map((name) => [`${name}.ts`, `/** ${name}\n${separator}\n`] as const);
  expect(await format(new Map(files))).toEqual(new Map(files));
});

const fixtures = join(import.meta.dirname, "../fixtures");
const files = globSync("*/want/src/{components,operations}/*.ts", { cwd: fixtures });

test("files are laid out as Prettier does", async () => {
  expect(files.length).toBeGreaterThan(50);
  for (const file of files) {
    const text = readFileSync(join(fixtures, file), "utf8");
    const narrow = await formatWithPrettier(text, { parser: "typescript", printWidth: 40 });
    const wide = await formatWithPrettier(narrow, { parser: "typescript", printWidth: 100 });
    expect(await layOut(file, narrow)).toBe(wide);
  }
});
