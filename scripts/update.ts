import "./lib/compile-cache.js";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { drift } from "./drift.ts";
import { fetch } from "./fetch.ts";
import { generate } from "./generate.ts";
import { type Command, defineCommand, runAsProcess } from "./lib/command-line.ts";
import { loadConfig } from "./lib/config.ts";
import { exitCode } from "./lib/failure.ts";

const help = `Everything in one go: fetches upstream's document, generates the package, builds it, runs the tests, and reports what the
difference means for callers. Stops at the first step that fails, but still reports what was fetched.

  --source <url|file|->  where to read upstream (default: source in pipeline.config.ts); - reads standard input
  --allow-ref <place>    another folder, or the beginning of a URL, where the document may refer to files; may be repeated
  --operations <list>    "all", or operationIds separated by commas
  --timeout <seconds>    time limit for each download attempt (default: 60)
  --config <file>        another pipeline configuration (default: pipeline.config.ts); skips the tests, which are
                         those of the default one
  --quiet                print only the report and errors
  --help                 show this help

Exit codes: 0 done · else that of the step that failed: 1 build or tests failed · 3 invalid document ·
4 upstream unreachable · 64 bad usage · 70 internal error · 74 cannot write
`;

const flags = {
  source: { type: "string" },
  "allow-ref": { type: "string", multiple: true },
  operations: { type: "string" },
  timeout: { type: "string" },
  config: { type: "string" },
} as const;

export const update = defineCommand({ name: "update", help, flags }, async (values, context) => {
  const { log, project, runProgram } = context;
  const config = await loadConfig(values.config, context);
  const pass = (...names: readonly (keyof typeof values)[]): readonly string[] =>
    names.flatMap((name) => {
      const value = values[name];
      if (value === undefined) return [];
      if (value === true) return [`--${name}`];
      return [value].flat().flatMap((each) => [`--${name}`, String(each)]);
    });
  const run = (name: string, command: Command, ...args: readonly string[]): Promise<number> => {
    log(`── ${name}`);
    return command([...pass("config", "operations", "quiet"), ...args], context);
  };
  const runScript = (name: string, folder: string, ...flags: readonly string[]) => {
    log(`── ${name}`);
    return runProgram("npm", ["run", "--silent", ...flags, name], folder);
  };

  const backupFolder = mkdtempSync(join(tmpdir(), "update-"));
  try {
    const before = join(backupFolder, basename(config.spec));
    const isFirst = !existsSync(config.spec);
    if (!isFirst) copyFileSync(config.spec, before);

    const fetched = await run("fetch", fetch, ...pass("source", "timeout", "allow-ref"));
    if (fetched !== exitCode.done) return fetched;
    let code = await run("generate", generate);
    if (code === exitCode.done) code = await runScript("build", config.output);
    const hasScripts = values.config === undefined && existsSync(join(project, "package.json"));
    if (code === exitCode.done && hasScripts)
      code = await runScript("test", project, "--if-present");
    if (isFirst) return code;
    // Reported even if a step failed. Both documents are files by now.
    const compared = await run("drift", drift, "--base", before, "--upstream", config.spec);
    return code === exitCode.done && compared > exitCode.breaking ? compared : code;
  } finally {
    rmSync(backupFolder, { recursive: true, force: true });
  }
});

if (import.meta.main) await runAsProcess(update);
