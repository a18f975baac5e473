import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs npm in a folder, independent of the folder of the npm that started this process. */
export const npm = async (folder: string, ...args: readonly string[]): Promise<string> => {
  const { stdout } = await run("npm", [...args, "--prefix", folder], {
    cwd: folder,
    maxBuffer: 2 ** 28,
    shell: process.platform === "win32",
  });
  return stdout;
};
