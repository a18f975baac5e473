import { join } from "node:path";
import ts from "typescript";

/** The path of the program in the editor, where the package resolves as it does for a user. */
const path = join(import.meta.dirname, "open-in-editor.ts");

export interface Editor {
  /** The hover text of the word before the caret `|`, in a snippet that occurs once in the program. */
  readonly hover: (snippet: string) => string;
  /** The completions offered at the caret. */
  readonly completions: (snippet: string) => readonly string[];
}

/** Opens a program as an editor does. */
export const open = (program: string): Editor => {
  const service = ts.createLanguageService(hostOf(program));
  const caret = (snippet: string): number => {
    const [before = "", after = ""] = snippet.split("|");
    const at = program.indexOf(before + after);
    if (at < 0) throw new Error(`expected \`${before}${after}\` in the program, found it nowhere`);
    return at + before.length;
  };
  return {
    hover: (snippet) => {
      const info = service.getQuickInfoAtPosition(path, caret(snippet) - 1);
      return [
        ts.displayPartsToString(info?.displayParts),
        ts.displayPartsToString(info?.documentation),
        ...(info?.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`),
      ]
        .filter(Boolean)
        .join("\n\n");
    },
    completions: (snippet) =>
      (service.getCompletionsAtPosition(path, caret(snippet), {})?.entries ?? []).map(
        ({ name }) => name,
      ),
  };
};

const hostOf = (program: string): ts.LanguageServiceHost => ({
  getCompilationSettings: () => ({
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    types: [],
  }),
  getScriptFileNames: () => [path],
  getScriptVersion: () => "1",
  getScriptSnapshot: (file) => {
    const text = file === path ? program : ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => import.meta.dirname,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (file) => file === path || ts.sys.fileExists(file),
  readFile: (file) => ts.sys.readFile(file),
  directoryExists: (folder) => ts.sys.directoryExists(folder),
  realpath: (file) => (file === path ? file : (ts.sys.realpath?.(file) ?? file)),
});
