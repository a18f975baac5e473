import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { run } from "./process.ts";

const here = import.meta.dirname;
const root = join(here, "../..");

/** The path of a run time's command. */
export const command = (name: string): string => join(here, "node_modules", name);

/** The folder of the programs that use the package, where nothing else is installed. */
export const programsIn = (folder: string): string => join(folder, "programs");

/** Installs the run times, unless they are there as the lock file says. */
export async function installRunTimes(): Promise<void> {
  const installed = join(here, "node_modules/.package-lock.json");
  const locked = join(here, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs) return;
  await npm(["ci"], here);
}

/** Builds and packs a copy of the package, and installs the tarball beside the programs that use it. */
export async function installPackage(folder: string): Promise<void> {
  const copy = join(folder, "package");
  cpSync(join(root, "generated"), copy, {
    recursive: true,
    filter: (path) => !["dist", "node_modules"].includes(basename(path)),
  });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  await npm(["run", "build"], copy);
  await npm(["pack", "--pack-destination", folder], copy);
  const [tarball = "no tarball"] = globSync("*.tgz", { cwd: folder });

  const programs = programsIn(folder);
  mkdirSync(programs);
  writeFileSync(join(programs, "package.json"), JSON.stringify({ private: true }));
  await npm(["install", "--offline", join(folder, tarball)], programs);
  cpSync(join(here, "programs"), programs, { recursive: true });
}

/** npm alone finds the user's environment, where its cache, its registry and its proxy are named. */
export const npm = (args: readonly string[], folder: string): Promise<string> =>
  run("npm", [...args, "--no-audit", "--no-fund"], {
    folder,
    env: { TMPDIR: tmpdir(), ...process.env }, // Not the folder itself, where npm would leave what it compiled.
    limit: 30 * 60_000,
  });
