import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const root = join(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Runs scripts of package.json one after another. Prints the output of those that fail. */
const run = async (...names: readonly string[]): Promise<void> => {
  for (const name of names) {
    const child = spawn(scripts[name] ?? "", { cwd: root, shell: true, stdio: "pipe" });
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close") as Promise<[number | null]>,
    ]);
    if (code === 0) continue;
    process.stderr.write(`${stdout}${stderr}npm run ${name}: failed with exit code ${code}.\n`);
    process.exitCode = 1;
  }
};

// Before the tests: builds the package and checks the code, using every core. ESLint takes longer than all of this, and
// has a step of its own in CI. Types are checked against those of the built package.
await Promise.all([
  run("lint:format"),
  run("build").then(() => run("typecheck", "lint:imports", "lint:unused")),
]);
