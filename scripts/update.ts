import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { run } from "./lib/command-line.ts";
import { loadConfig } from "./lib/config.ts";
import { exitCode } from "./lib/failure.ts";

const root = resolve(import.meta.dirname, "..");

const help = `Usage: npm run update -- [flags]

All of it in one go: fetches upstream's document, generates the package, builds it, runs the tests, and says what the
difference does to callers. Stops at the first step that fails; what was fetched is told about even then.

  --source <url|file|->  where to read upstream (default: source in pipeline.config.ts)
  --operations <list>    "all", or operationIds separated by commas
  --timeout <seconds>    how long one attempt to download may take (default: 60)
  --config <file>        another pipeline configuration (default: pipeline.config.ts); the tests are those of this one
  --quiet                no stages, only the report and what is wrong
  --help                 this

Exit codes: 0 done · else that of the step that failed: 3 the document is at fault · 4 upstream could not be had ·
64 bad usage · 70 our own fault · 74 cannot write · 1 a build or a test that failed
`;

const flags = {
  source: { type: "string" },
  operations: { type: "string" },
  timeout: { type: "string" },
  config: { type: "string" },
} as const;

await run({ name: "update", help, flags }, async (given, { say }) => {
  const config = await loadConfig(given.config ?? join(root, "pipeline.config.ts"));
  const kept = mkdtempSync(join(tmpdir(), "update-"));
  const before = join(kept, basename(config.spec));
  try {
    const isFirst = !existsSync(config.spec);
    if (!isFirst) copyFileSync(config.spec, before);
    const quiet = given.quiet === true ? ["--quiet"] : [];
    const common = [...flagsOf(given, ["config", "operations"]), ...quiet];
    const script = (name: string, ...args: readonly string[]): Step => ({
      name,
      command: process.execPath,
      args: [join(root, `scripts/${name}.ts`), ...common, ...args],
      folder: process.cwd(),
    });
    const npm = (name: string, folder: string): Step => ({
      name,
      command: "npm",
      args: ["run", "--silent", name],
      folder,
    });
    const fetched = runStep(script("fetch", ...flagsOf(given, ["source", "timeout"])), say);
    if (fetched !== exitCode.done) return fetched;
    const steps = [script("generate"), npm("build", config.output)];
    if (given.config === undefined) steps.push(npm("test", root));
    let code: number = exitCode.done;
    for (const step of steps) {
      code = runStep(step, say);
      if (code !== exitCode.done) break;
    }
    // Printed whatever the tests say: what was vendored against what was fetched, both files now.
    if (!isFirst) {
      const drifted = runStep(script("drift", "--base", before, "--upstream", config.spec), say);
      if (code === exitCode.done && drifted > exitCode.breaking) code = drifted;
    }
    return code;
  } finally {
    rmSync(kept, { recursive: true, force: true });
  }
});

function flagsOf(
  given: Readonly<Record<string, string | boolean | undefined>>,
  names: readonly string[],
): readonly string[] {
  return names.flatMap((name) =>
    given[name] === undefined ? [] : [`--${name}`, String(given[name])],
  );
}

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
}

function runStep({ args, command, folder, name }: Step, say: (line: string) => void): number {
  say(`── ${name}`);
  const { error, status } = spawnSync(command, args, {
    cwd: folder,
    stdio: "inherit",
    shell: command === "npm" && process.platform === "win32",
  });
  if (error) throw error;
  return status ?? exitCode.internal;
}
