import "./lib/compile-cache.ts";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { NamedText } from "./drift/compare.ts";
import { failOn, exitCodeOf } from "./drift/fail-on.ts";
import type { IgnoreEntry } from "./drift/accepted/accept-changes.ts";
import { type DriftReport, unchanged } from "./drift/report.ts";
import { annotate } from "./drift/reports/annotations.ts";
import { type Format, formats } from "./drift/reports/formats.ts";
import { holds, readLock, recoverSpec, sha256 } from "./fetch/lock.ts";
import { readUpstream } from "./fetch/read-upstream.ts";
import { oneOf, run } from "./lib/command-line.ts";
import { loadConfig, type PipelineConfig, readOperations } from "./lib/config.ts";
import { Failure } from "./lib/failure.ts";
import { readFiles } from "./lib/files.ts";

const root = resolve(import.meta.dirname, "..");

const help = `Usage: npm run drift -- [flags]

Says what the difference between the vendored spec and upstream does to callers: whether moving to the regenerated
package breaks them, and whether remaining on the old one does.

  --upstream <url|file|->  the new document (default: source in pipeline.config.ts)
  --base <file>            the old document (default: the vendored spec)
  --operations <list>      "all", or operationIds separated by commas
  --fail-on <verdict>      any, compatible or breaking: milder verdicts exit 0 (default: any)
  --format <format>        text, json, markdown or html (default: text)
  --output <file>          write the report there instead of printing it
  --timeout <seconds>      how long one attempt to download may take (default: 60)
  --config <file>          another pipeline configuration (default: pipeline.config.ts)
  --quiet                  no stages, only the report and what is wrong
  --help                   this

Exit codes: 0 same · 1 differs, and breaks nobody · 2 breaking · 3 the input is at fault · 4 upstream could not be had ·
64 bad usage · 70 our own fault · 74 cannot write. With 3 and more nothing was compared.
`;

const flags = {
  upstream: { type: "string" },
  base: { type: "string" },
  operations: { type: "string" },
  "fail-on": { type: "string" },
  format: { type: "string" },
  output: { type: "string" },
  timeout: { type: "string" },
  config: { type: "string" },
} as const;

await run({ name: "drift", help, flags }, async (given, { say, stage }) => {
  const threshold = oneOf("drift", "--fail-on", failOn, given["fail-on"] ?? "any");
  const format = oneOf(
    "drift",
    "--format",
    Object.keys(formats) as Format[],
    given.format ?? "text",
  );
  const config = withOperations(
    await loadConfig(given.config ?? join(root, "pipeline.config.ts")),
    given.operations,
  );
  recoverSpec(config.spec);
  const source = given.upstream ?? config.source;
  const base = readBase(given.base ?? config.spec);
  const ignoreFile = join(dirname(config.spec), "drift-ignore.yml");
  const ignored = existsSync(ignoreFile) ? await readEntries(ignoreFile) : [];

  const lock = readLock(config.spec);
  const isKnown = lock !== undefined && holds(lock, base.text, source, config.operations);
  const upstream = await stage("download", () =>
    readUpstream(source, isKnown ? lock : undefined, given.timeout),
  );
  const isSame =
    upstream === "unchanged" || (isKnown && sha256(upstream.text) === lock.upstreamSha256);
  const report = isSame ? unchanged(ignored) : await compareWith(base, upstream);

  const printed = formats[format](report, {
    hasColors: given.output === undefined && process.stdout.isTTY && process.stdout.hasColors(),
  });
  if (given.output === undefined) process.stdout.write(printed);
  else {
    write(given.output, printed);
    say(`wrote ${given.output}`);
  }
  if (process.env["GITHUB_ACTIONS"] === "true")
    process.stderr.write(annotate(report, relative(process.cwd(), config.spec)));
  return exitCodeOf(report.verdict, threshold);

  async function compareWith(old: NamedText, current: NamedText): Promise<DriftReport> {
    // Loaded only now: an unchanged upstream needs neither parser nor generator.
    const { compare } = await import("./drift/compare.ts");
    return compare(old, current, config, readFiles(join(root, "templates")), ignored, stage);
  }
});

function withOperations(config: PipelineConfig, flag: string | undefined): PipelineConfig {
  return flag === undefined ? config : { ...config, operations: readOperations(flag) };
}

async function readEntries(file: string): Promise<readonly IgnoreEntry[]> {
  const { readIgnored } = await import("./drift/accepted/read-ignored.ts");
  return readIgnored(relative(process.cwd(), file), new Date().toISOString().slice(0, 10));
}

function readBase(path: string): NamedText {
  try {
    return { text: readFileSync(resolve(path), "utf8"), name: basename(path) };
  } catch (cause) {
    throw new Failure(
      "input",
      `${path}: expected the old document, found none that can be read: ${(cause as Error).message}; run \`npm run fetch\` first, or check --base.`,
      { cause },
    );
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new Failure(
      "cannotWrite",
      `${path}: expected a file that can be written, found: ${(cause as Error).message}; choose another with --output.`,
      { cause },
    );
  }
}
