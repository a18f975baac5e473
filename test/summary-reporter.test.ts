import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

const root = join(import.meta.dirname, "..");
const vitest = join(root, "node_modules/vitest/vitest.mjs");

/** Runs vitest on small suites, with the reporters of this repository. → Its exit code and last line. */
const run = async (suites: Readonly<Record<string, string>>) => {
  const folder = temporaryFolder();
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const [name, text] of Object.entries(suites)) {
    mkdirSync(join(folder, "test"), { recursive: true });
    writeFileSync(
      join(folder, `test/${name}.test.ts`),
      `import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from "vitest";\n${text}`,
    );
  }
  const reporter = JSON.stringify(join(root, "test/summary-reporter.ts"));
  writeFileSync(
    join(folder, "vitest.config.mjs"),
    `export default { test: { isolate: false, reporters: ["default", ${reporter}] } };`,
  );
  const env = { PATH: process.env["PATH"], TMPDIR: folder };
  return new Promise<{ readonly code: unknown; readonly line: string | undefined }>((resolve) => {
    execFile(process.execPath, [vitest, "run"], { cwd: folder, env }, (error, stdout) => {
      resolve({ code: error?.code ?? 0, line: stdout.trimEnd().split("\n").at(-1) });
    });
  });
};

const passing = `test("passes", () => {});`;
const fail = `throw new Error("on purpose");`;

describe("the last line of a test run counts", () => {
  test.each<[string, Record<string, string>, number, string]>([
    [
      "tests that pass and are skipped",
      { a: `${passing} test.skip("is skipped", () => {});` },
      0,
      "1 passed, 0 failed, 1 skipped",
    ],
    [
      "tests that fail, by themselves or in a hook",
      {
        a: `${passing}
          test("fails", () => { ${fail} });
          describe("before", () => { beforeEach(() => { ${fail} }); ${passing} });
          describe("after", () => { afterEach(() => { ${fail} }); ${passing} });`,
      },
      1,
      "1 passed, 3 failed",
    ],
    [
      "a failed beforeAll, whose tests are skipped",
      { a: `beforeAll(() => { ${fail} }); ${passing}`, b: passing },
      1,
      "1 passed, 1 failed, 1 skipped",
    ],
    [
      "failed hooks of suites inside a file",
      {
        a: `describe("x", () => { beforeAll(() => { ${fail} }); ${passing} }); ${passing}`,
        b: `describe("x", () => { afterAll(() => { ${fail} }); ${passing} }); ${passing}`,
      },
      1,
      "3 passed, 2 failed, 1 skipped",
    ],
    [
      "files that do not load, or contain no tests",
      { a: `test("x", () => {`, b: `import "./none.ts"; ${passing}`, c: "", d: passing },
      1,
      "1 passed, 3 failed",
    ],
    [
      "unhandled rejections and exceptions",
      {
        a: `test("passes", async () => {
          void Promise.reject(new Error("on purpose"));
          await new Promise(setImmediate);
        });`,
        b: `test("passes", async () => {
          setImmediate(() => { ${fail} });
          await new Promise(setImmediate);
        });`,
      },
      1,
      "2 passed, 2 failed",
    ],
    ["no test files as a failure", {}, 1, "0 passed, 1 failed"],
  ])("%s", async (_, suites, code, line) => {
    const got = await run(suites);
    expect(got).toEqual({ code, line });
    expect(got.line?.includes(" 0 failed")).toBe(got.code === 0);
  });
});
