import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { changesBetween, list } from "./listing.ts";

/** An empty folder of somebody's, on a machine with one Node. */
export interface Project {
  readonly folder: string;
  /** Runs a program of the project or of Node, and resolves to its output. Another exit code than the one given throws. */
  readonly run: (program: string, args: readonly string[], code?: number) => Promise<string>;
  /** The same for `pagewise`, which may write only below these paths. */
  readonly pagewise: (
    args: readonly string[],
    written?: readonly string[],
    code?: number,
  ) => Promise<string>;
}

/** Where npm keeps what it has loaded and done, seen from the project: commands that run npm cannot help it. */
export const leftByNpm = ["../home/.npm", "../tmp/node-compile-cache"];

/** Everything lies below one folder: the project, the home, and the folder for temporary files. */
export const makeProject = (node: string): Project & { readonly all: string } => {
  const all = realpathSync(mkdtempSync(join(tmpdir(), "install-")));
  const [folder, home, temporary] = ["project", "home", "tmp"].map((name) => join(all, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [folder, home, temporary]) mkdirSync(each);
  const path = [dirname(node), join(folder, "node_modules/.bin"), process.env["PATH"]].join(
    delimiter,
  );
  const runWith = async (
    env: NodeJS.ProcessEnv,
    program: string,
    args: readonly string[],
    wanted: number,
  ): Promise<string> => {
    const child = spawn(program, args, { cwd: folder, env: { ...env, PATH: path }, stdio: "pipe" });
    child.stdin.end();
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close") as Promise<[number | null]>,
    ]);
    if (code === wanted) return stdout + stderr;
    throw new Error(
      `${program} ${args.join(" ")}: expected exit code ${wanted}, found ${String(code)}: ${stderr}${stdout}`,
    );
  };
  // npm alone finds the user's environment, where its cache, its registry and its proxy are named.
  const run: Project["run"] = (program, args, code = 0) =>
    runWith(program === "npm" ? process.env : {}, program, args, code);
  return {
    all,
    folder,
    run,
    async pagewise(args, written = [], code = 0) {
      const before = list(all);
      const output = await runWith({ HOME: home, TMPDIR: temporary }, "pagewise", args, code);
      // The tool's own folder holds what Node has compiled of it.
      const allowed = ["node_modules/pagewise/node_modules", ...written];
      const changes = changesBetween(
        before,
        list(all),
        allowed.map((each) => join(folder, each)),
      );
      if (changes.length === 0) return output;
      throw new Error(
        `pagewise ${args.join(" ")}: expected nothing outside ${written.join(", ") || "its own folder"}, found ${changes.slice(0, 5).join(", ")}`,
      );
    },
  };
};
