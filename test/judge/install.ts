import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

/** Prism brings hundreds of packages: the root's `npm ci` leaves them out, and the first run fetches them. */
export function install(folder: string): void {
  const written = (name: string): number =>
    statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  // npm writes a lockfile of its own into node_modules once an install is complete.
  if (written("node_modules/.package-lock.json") > written("package-lock.json")) return;
  npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
}

/** Builds the package at the root's `generated/` where it is not built yet. */
export function build(root: string): void {
  if (!existsSync(join(root, "generated/dist/index.js"))) npm(root, "run", "--silent", "build");
}

function npm(folder: string, ...command: readonly string[]): void {
  execFileSync("npm", command, { cwd: folder, stdio: "inherit" });
}
