import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Compiler, compilers, diagnose } from "./compilers.ts";
import { makeConsumer } from "./typescript-project.ts";

/** Every flag by which a compiler looks closer; all are on at once, as in the strictest of projects. */
const strict = {
  strict: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  erasableSyntaxOnly: true,
  exactOptionalPropertyTypes: true,
  forceConsistentCasingInFileNames: true,
  isolatedDeclarations: true,
  isolatedModules: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUncheckedSideEffectImports: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
};

const modules = { target: "ES2022", module: "nodenext", declaration: true, noEmit: true };
const bundled = { module: "esnext", moduleResolution: "bundler" };
const browser = { lib: ["ES2022", "DOM"], types: [] };
const node = { lib: ["ES2022"], types: ["node"] };
const files = ["program.ts", "readme.ts", "package-readme.ts"];

const projects = [
  { name: "nodenext", files, options: { ...strict, ...browser } },
  { name: "bundler", files, options: { ...strict, ...browser, ...bundled } },
  {
    name: "nodenext, required from CommonJS", // `import = require` is the one way, and it is not erasable.
    files: ["required.cts"],
    options: { ...strict, ...browser, erasableSyntaxOnly: false },
  },
  { name: "nodenext, the types of Node and no DOM", files, options: { ...strict, ...node } },
  {
    // A library publishes declarations; what it infers from the package must have a name there.
    name: "nodenext, with exports whose types are inferred",
    files: ["inferred.ts"],
    options: { ...strict, ...browser, isolatedDeclarations: false },
  },
];

let folder: string;
const timeout = 300_000;

beforeAll(() => {
  folder = makeConsumer();
  for (const { name, files, options } of projects) {
    const project = { compilerOptions: { ...modules, ...options }, files };
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(project));
  }
}, timeout);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const compiles = async (compiler: Compiler, name: string): Promise<void> => {
  expect(await diagnose(compiler, folder, `${name}.json`)).toBe("");
};

describe.concurrent.each(compilers)("A consumer compiles with TypeScript $version", (compiler) => {
  test.each(projects)("$name", { timeout }, ({ name }) => compiles(compiler, name));
});
