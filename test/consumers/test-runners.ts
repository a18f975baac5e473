import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, programsIn } from "./installation.ts";
import { run } from "./process.ts";

/** Runs a test file of the programs, which writes its report where it is told. */
async function report(folder: string, archive: string, args: readonly string[]): Promise<string> {
  const file = join(folder, "report.json");
  const env = { ARCHIVE: archive, REPORT: file };
  try {
    await run(command("node-24/bin/node"), args, { folder: programsIn(folder), env });
    return readFileSync(file, "utf8");
  } finally {
    rmSync(file, { force: true });
  }
}

/** How a project configures Jest. */
export interface JestProject {
  /** Whether Jest runs ECMAScript modules as they are. */
  readonly modules: boolean;
  readonly configuration: object;
}

export const readInJest = (
  folder: string,
  archive: string,
  { configuration, modules }: JestProject,
): Promise<string> => {
  writeTypeScript(programsIn(folder));
  const flags = modules ? ["--experimental-vm-modules"] : [];
  const config = JSON.stringify({
    moduleFileExtensions: ["js", "mjs", "cjs", "ts"],
    ...configuration,
  });
  return report(folder, archive, [...flags, command("jest/bin/jest.js"), "--config", config]);
};

/** ECMAScript modules need a flag of Node, and no transformation. */
export const esm = (testEnvironment: string, setupFiles: readonly string[] = []): JestProject => ({
  modules: true,
  configuration: { testEnvironment, setupFiles, testMatch: ["**/archive.test.mjs"], transform: {} },
});

/** CommonJS takes the package only if Jest transforms it, which it does not do with what is installed unless told so. */
export const commonJs = (
  extension: "cjs" | "ts",
  transform: Readonly<Record<string, unknown>>,
): JestProject => ({
  modules: false,
  configuration: {
    testMatch: [`**/archive.test.${extension}`],
    transform,
    transformIgnorePatterns: ["/node_modules/(?!archive/)"],
  },
});

export const babel = { "\\.[cm]?js$": ["babel-jest", { presets: ["@babel/preset-env"] }] };
export const tsJest = {
  "\\.[jt]s$": [
    "ts-jest",
    { diagnostics: false, tsconfig: { allowJs: true, module: "commonjs", target: "es2022" } },
  ],
};

/** The test of modules as ts-jest takes it, which leaves files called .mjs as they are. */
function writeTypeScript(programs: string): void {
  const read = (name: string): string => readFileSync(join(programs, name), "utf8");
  writeFileSync(join(programs, "use-archive.js"), read("use-archive.mjs"));
  const test = read("archive.test.mjs").replace("use-archive.mjs", "use-archive.js");
  writeFileSync(join(programs, "archive.test.ts"), test);
}

/** A page's test, with Mock Service Worker. */
export const readInVitest = (folder: string, archive: string): Promise<string> =>
  report(folder, archive, [
    command("vitest/vitest.mjs"),
    "run",
    "--environment",
    "jsdom",
    "archive-mocked.test.mjs",
  ]);
