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
difference does to callers. Stops at the first step that fails.

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
    const common = flagsOf(given, ["config", "operations"]);
    const quiet = given.quiet === true ? ["--quiet"] : [];
    const steps: readonly (readonly [
      name: string,
      command: string,
      args: readonly string[],
      folder: string,
    ])[] = [
      [
        "fetch",
        process.execPath,
        [
          join(root, "scripts/fetch.ts"),
          ...common,
          ...flagsOf(given, ["source", "timeout"]),
          ...quiet,
        ],
        process.cwd(),
      ],
      [
        "generate",
        process.execPath,
        [join(root, "scripts/generate.ts"), ...common, ...quiet],
        process.cwd(),
      ],
      ["build", "npm", ["run", "--silent", "build"], config.output],
      ...(given.config === undefined ? [["test", "npm", ["test", "--silent"], root] as const] : []),
    ];
    for (const [name, command, args, folder] of steps) {
      say(`── ${name}`);
      const code = runStep(command, args, folder);
      if (code !== exitCode.done) return code;
    }
    if (isFirst) return exitCode.done;
    // Both are files now: what was vendored, and what was fetched.
    const code = runStep(
      process.execPath,
      [
        join(root, "scripts/drift.ts"),
        ...common,
        "--base",
        before,
        "--upstream",
        config.spec,
        "--quiet",
      ],
      process.cwd(),
    );
    return code > exitCode.breaking ? code : exitCode.done;
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

function runStep(command: string, args: readonly string[], cwd: string): number {
  const { error, status } = spawnSync(command, args, {
    cwd,
    stdio: "inherit",
    shell: command === "npm" && process.platform === "win32",
  });
  if (error) throw error;
  return status ?? exitCode.internal;
}
