import { dirname } from "node:path";
import ts from "typescript";
import type { Files } from "../../lib/files.ts";
import type { Both } from "../both.ts";
import { platformTypes } from "./platform-types.ts";

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: [],
};

/** Both packages as the compiler sees them, in memory: `/before/src/index.ts`, `/after/src/index.ts`. */
export const programOf = (packages: Both<Files>): ts.Program => {
  const texts = new Map([["/platform.d.ts", platformTypes]]);
  for (const folder of ["before", "after"] as const)
    for (const [path, text] of packages[folder])
      if (path.endsWith(".ts")) texts.set(`/${folder}/${path}`, text);
  return ts.createProgram([...texts.keys()], options, hostOf(texts));
};

const hostOf = (texts: ReadonlyMap<string, string>): ts.CompilerHost => ({
  fileExists: (path) => texts.has(path),
  readFile: (path) => texts.get(path),
  getSourceFile: (path) => {
    const text = texts.get(path);
    return text === undefined ? libraryAt(path) : parse(path, text);
  },
  getDefaultLibFileName: () => `${libraryFolder}/lib.es2022.d.ts`,
  getDefaultLibLocation: () => libraryFolder,
  getCurrentDirectory: () => "/",
  getCanonicalFileName: (path) => path,
  useCaseSensitiveFileNames: () => true,
  getNewLine: () => "\n",
  writeFile: () => undefined,
});

const libraryFolder = dirname(ts.getDefaultLibFilePath(options));
const libraries = new Map<string, ts.SourceFile | undefined>();

/** The compiler's declarations of the language, which take longer to read than a package. They are read once. */
const libraryAt = (path: string): ts.SourceFile | undefined => {
  if (!libraries.has(path)) {
    const text = ts.sys.readFile(path);
    libraries.set(path, text === undefined ? undefined : parse(path, text));
  }
  return libraries.get(path);
};

/** Comments mean nothing to types. */
const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, {
    languageVersion: ts.ScriptTarget.ES2022,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
