import { join } from "node:path";
import ts from "typescript";
import type { Files } from "../scripts/lib/files.ts";

/** The strict flags that a consumer may have set. */
const strict: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  types: [],
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
  skipLibCheck: false,
  // The package's declarations are checked, but TypeScript's own are not, because that takes most of the time.
  skipDefaultLibCheck: true,
};

const libraries = new Map<string, ts.SourceFile | undefined>();

/** The errors that `tsc` reports for a package in memory and for programs added to it. */
export const compile = (files: Files, options: ts.CompilerOptions = {}): string[] => {
  const folder = "/virtual";
  const host = ts.createCompilerHost({ ...strict, ...options });
  const disk = ts.createCompilerHost({ ...strict, ...options });
  const inMemory = (path: string): string | undefined =>
    path.startsWith(`${folder}/`) ? files.get(path.slice(folder.length + 1)) : undefined;
  host.fileExists = (path) =>
    inMemory(path) !== undefined || (!path.startsWith(folder) && disk.fileExists(path));
  host.readFile = (path) => inMemory(path) ?? disk.readFile(path);
  host.getSourceFile = (path, languageVersion) => {
    const text = inMemory(path);
    if (text !== undefined) return ts.createSourceFile(path, text, languageVersion, true);
    if (!libraries.has(path)) libraries.set(path, disk.getSourceFile(path, languageVersion));
    return libraries.get(path);
  };
  host.directoryExists = (path) => path.startsWith(folder) || ts.sys.directoryExists(path);
  host.getCurrentDirectory = () => folder;
  const roots = [...files.keys()]
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path));
  const program = ts.createProgram(roots, { ...strict, ...options }, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      (each) =>
        `${each.file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(each.messageText, " ")}`,
    );
};
