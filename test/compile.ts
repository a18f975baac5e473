import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Files } from "../scripts/lib/files.ts";

/** The strict flags that a consumer may have set. */
const strict = {
  target: "ES2022",
  lib: ["ES2024", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
  module: "NodeNext",
  types: [] as readonly string[],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  allowImportingTsExtensions: false,
  skipLibCheck: false,
  // The package's declarations are checked, but TypeScript's own are not, because that takes most of the time.
  skipDefaultLibCheck: true,
};

/** TypeScript 7, which needs a tenth of the time of the others. `npm run test:runtimes` compiles with all of them. */
const tsgo = fileURLToPath(
  new URL("bin/tsgo", import.meta.resolve("@typescript/native-preview/package.json")),
);

/** The errors that the compiler reports for a package and for programs added to it: `src/index.ts(3,5): error TS2322: …`. */
export const compile = (files: Files, options: Partial<typeof strict> = {}): string[] => {
  const folder = mkdtempSync(join(tmpdir(), "pipeline-compile-"));
  try {
    const config = { compilerOptions: { ...strict, ...options }, include: ["**/*.ts"] };
    const all = new Map([...files, ["tsconfig.json", JSON.stringify(config)]]);
    for (const [path, text] of all) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { error, status, stderr, stdout } = spawnSync(process.execPath, [tsgo, "-p", "."], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: Infinity,
    });
    if (error) throw error;
    if (status !== 0 && stdout === "")
      throw new Error(`tsgo exited with ${status ?? "a signal"}: ${stderr}`);
    // The lines of one error, of which all but the first are indented.
    return stdout
      .trimEnd()
      .split(/\n(?! )/)
      .filter(Boolean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
