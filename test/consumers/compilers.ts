import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Compiler {
  readonly version: string;
  readonly program: string;
}

/** The last release of each line that consumers compile with, none of them the repository's own. */
export const compilers: readonly Compiler[] = [
  "typescript-5.9",
  "typescript-6.0",
  "typescript-7.0",
].map((name) => {
  const folder = join(import.meta.dirname, "node_modules", name);
  const manifest = readFileSync(join(folder, "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { readonly version: string };
  return { version, program: join(folder, "bin/tsc") };
});

/** What a compiler says of a project; nothing if all is well. */
export const diagnose = ({ program }: Compiler, folder: string, project: string): Promise<string> =>
  new Promise((done) => {
    const flags = [program, "--project", project, "--pretty", "false"];
    execFile(process.execPath, flags, { cwd: folder }, (error, stdout) => {
      done(stdout || (error?.message ?? ""));
    });
  });
