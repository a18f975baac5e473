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

/** What a run time says of its version. */
export const versionOf = (folder: string, name: string): Promise<string> =>
  run(command(name), ["--version"], { folder });

/** Installs the repository's package and that of archive.yml, packed, beside the programs that use them. */
export async function installPackages(folder: string): Promise<void> {
  const copy = join(folder, "package");
  cpSync(join(root, "generated"), copy, {
    recursive: true,
    filter: (path) => !["dist", "node_modules"].includes(basename(path)),
  });
  const archive = join(folder, "archive");
  const generate = [join(root, "scripts/generate.ts"), "--spec", join(here, "archive.yml")];
  await run(process.execPath, [...generate, "--operations", "all", "--quiet", "--out", archive], {
    folder,
  });
  for (const each of [copy, archive]) await pack(each, folder);

  const programs = programsIn(folder);
  mkdirSync(programs);
  writeFileSync(join(programs, "package.json"), JSON.stringify({ private: true }));
  const tarballs = globSync("*.tgz", { cwd: folder }).map((name) => join(folder, name));
  await npm(["install", "--offline", ...tarballs], programs);
  cpSync(join(here, "programs"), programs, { recursive: true });
  for (const name of surroundings)
    symlinkSync(join(here, "node_modules", name), join(programs, "node_modules", name));
}

/** What the programs import beside the packages, and what the configurations of their test runners name. */
const surroundings = [
  "@babel",
  "abort-controller",
  "babel-jest",
  "jest-environment-jsdom",
  "jsdom",
  "msw",
  "node-fetch",
  "ts-jest",
  "undici",
  "vitest",
  "whatwg-fetch",
];

async function pack(source: string, target: string): Promise<void> {
  symlinkSync(join(root, "node_modules"), join(source, "node_modules"));
  await npm(["run", "build"], source);
  await npm(["pack", "--pack-destination", target], source);
}

/** npm alone finds the user's environment, where its cache, its registry and its proxy are named. */
export const npm = (args: readonly string[], folder: string): Promise<string> =>
  run("npm", [...args, "--no-audit", "--no-fund"], {
    folder,
    env: { TMPDIR: tmpdir(), ...process.env }, // Not the folder itself, where npm would leave what it compiled.
    limit: 30 * 60_000,
  });
