import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { type Files, readFiles } from "../../scripts/lib/files.ts";
import { compile } from "../compile.ts";
import { generateFixture, shapes } from "../fixtures.ts";
import { json, serve } from "../server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const generated = join(import.meta.dirname, "../../generated");

const fences = (readme: string): string[] =>
  [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

/** The README's program, followed by its other examples, which use the program's client. */
const examples = (files: Files, name: string): string => {
  const [program = "", ...others] = fences(files.get("README.md") ?? "");
  const called = others.flatMap((each) => [...each.matchAll(/\b(\w+)\(client/g)]);
  const functions = [...new Set(called.map(([, each = ""]) => each))];
  return [
    "declare const process: { readonly env: { readonly [name: string]: string } };",
    "declare const console: { log(value: unknown): void };",
    program.replace(JSON.stringify(name), '"./src/index.js"'),
    'import * as api from "./src/index.js";',
    ...others.map((code) => `{ const { ${functions.join(", ")} } = api;\n${code} }`),
    "export {};",
  ].join("\n");
};

const diagnostics = (files: Files, name: string): string[] =>
  compile(new Map([...files, ["examples.ts", examples(files, name)]]), {
    noUnusedLocals: false,
    noPropertyAccessFromIndexSignature: false, // The flag would reject `process.env.NAME`, which READMEs use.
    isolatedDeclarations: false,
  });

describe("the package's README", () => {
  test.each(shapes)("has only examples that compile, for the fixture %s", async (shape) => {
    const files = await generateFixture(shape);
    expect(fences(files.get("README.md") ?? "").length).toBeGreaterThan(1);
    expect(diagnostics(files, "fixture")).toEqual([]);
  });

  test("has only examples that compile, for the package", () => {
    const files = readFiles(generated, ["dist", "node_modules"]);
    expect(diagnostics(files, "telnyx-external-connections")).toEqual([]);
  });

  test("names every parameter, whether it is required, its type and its default", async () => {
    const readme = (await generateFixture("bodies")).get("README.md");
    expect(readme).toMatch(/\| `body\.name`, required +\| `string` +\|/);
    expect(readme).toMatch(/\| `body\.note` +\| `string` +\|/);
    expect(readFileSync(join(generated, "README.md"), "utf8")).toMatch(
      /\| `page\.size` +\| `integer` +\| The size of the page\. From 1 to 250\. Default: `250`\. +\|/,
    );
  });

  test("lists the credentials that the API requires", async () => {
    const option = /^\| `(apiKey|header|query|username|password)`/gm;
    const optionsOf = async (shape: string): Promise<(string | undefined)[]> =>
      [...((await generateFixture(shape)).get("README.md") ?? "").matchAll(option)].map(
        ([, name]) => name,
      );
    expect(await optionsOf("credentials")).toEqual(["header", "query", "username", "password"]);
    expect(await optionsOf("bodies")).toEqual([]);
  });

  test("has a program that runs and prints every item", async () => {
    const server = await serve(({ page }, response) => {
      json(response, { data: [{ id: String(page) }], meta: { total_pages: 2 } });
    });
    const folder = temporaryFolder();
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(generated, join(folder, "node_modules/telnyx-external-connections"));
    const [program = ""] = fences(readFileSync(join(generated, "README.md"), "utf8"));
    writeFileSync(join(folder, "program.mjs"), program);
    writeFileSync(
      join(folder, "redirect.mjs"),
      `const send = fetch;
      globalThis.fetch = (url, init) =>
        send(url.replace("https://api.telnyx.com/v2", "${server.url}"), init);`,
    );
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "./redirect.mjs", "program.mjs"],
      { cwd: folder, env: { ...process.env, TELNYX_API_KEY: "KEY_readme" } },
    );
    expect(stdout).toMatch(/total_pages: 2[\s\S]*\{ id: '1' \}\s*\{ id: '2' \}\s*$/);
    expect(
      server.requests.map(({ headers, query }) => [headers.authorization, String(query)]),
    ).toEqual(
      [1, 1, 2].map((page, index) => [
        "Bearer KEY_readme",
        `filter%5Bconnection_name%5D%5Bcontains%5D=My+Connection${index > 0 ? `&page%5Bnumber%5D=${String(page)}` : ""}`,
      ]),
    );
  });
});
