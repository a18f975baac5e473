import "./lib/compile-cache.js";
import { existsSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { IgnoreEntry } from "./drift/accepted/accept-changes.ts";
import type { NamedText } from "./drift/compare.ts";
import { failOn, exitCodeOf } from "./drift/fail-on.ts";
import { type DriftReport, unchanged } from "./drift/report.ts";
import { annotate } from "./drift/reports/annotations.ts";
import { type Format, formats } from "./drift/reports/formats.ts";
import { linkedFiles } from "./fetch/linked-files.ts";
import { isCurrent, readLock, recoverSpec } from "./fetch/lock.ts";
import { readUpstream } from "./fetch/read-upstream.ts";
import { defineCommand, oneOf, runAsProcess, showsColors } from "./lib/command-line.ts";
import { allowedRefs, loadConfig, readOperations, sourceOf } from "./lib/config.ts";
import { Failure } from "./lib/failure.ts";
import { readFiles } from "./lib/files.ts";
import { packageRoot } from "./lib/package-root.ts";
import { sha256 } from "./lib/sha256.ts";
import { readTextFile } from "./lib/text-file.ts";
import { readOverlayFiles } from "./overlays/overlay-files.ts";

const help = `Reports what the difference between the vendored spec and upstream means for callers: whether upgrading to the regenerated
package breaks them, and whether staying on the old one does.

  --upstream <url|file|->  the new document (default: source in pipeline.config.ts); - reads standard input
  --base <file>            the old document (default: the vendored spec)
  --allow-ref <place>      another folder, or the beginning of a URL, where documents may refer to files; may be repeated
  --operations <list>      "all", or operationIds separated by commas
  --overlay <file>         an OpenAPI Overlay that corrects both documents, after those of the configuration; may be repeated
  --skip-faulty            compare without the operations that a document is wrong about, and report them
  --fail-on <verdict>      any, compatible or breaking: milder verdicts exit 0 (default: any)
  --format <format>        text, json, markdown or html (default: text)
  --output <file>          write the report there instead of printing it
  --timeout <seconds>      time limit for each download attempt (default: 60)
  --config <file>          another pipeline configuration (default: pipeline.config.ts)
  --quiet                  print only the report and errors
  --help                   show this help

Exit codes: 0 same · 1 differs but breaks nobody · 2 breaking · 3 invalid input · 4 upstream unreachable · 64 bad usage ·
70 internal error · 74 cannot write. With 3 and above nothing was compared.
`;

const flags = {
  upstream: { type: "string" },
  base: { type: "string" },
  "allow-ref": { type: "string", multiple: true },
  operations: { type: "string" },
  overlay: { type: "string", multiple: true },
  "skip-faulty": { type: "boolean" },
  "fail-on": { type: "string" },
  format: { type: "string" },
  output: { type: "string" },
  timeout: { type: "string" },
  config: { type: "string" },
} as const;

/** Measured with two documents of 1,156 operations that differ a little. */
const stages = { read: 38, select: 5, normalize: 27, compare: 11, plan: 15, "compare types": 4 };

export const drift = defineCommand(
  { name: "drift", help, flags, stages },
  async (values, context) => {
    const { callOf, cwd, env, log, stage, stderr, stdout } = context;
    const threshold = oneOf("--fail-on", failOn, values["fail-on"] ?? "any");
    const format = oneOf("--format", Object.keys(formats) as Format[], values.format ?? "text");
    const loaded = await loadConfig(values.config, context);
    const config =
      values.operations === undefined
        ? loaded
        : { ...loaded, operations: readOperations(values.operations) };
    recoverSpec(config.spec, cwd);
    const source = sourceOf("--upstream", values.upstream, config);
    const baseFile = values.base ?? relative(cwd, config.spec);
    const linkedOptions = { cwd, allowed: allowedRefs(config, values["allow-ref"]) };
    const base: NamedText = {
      text: readTextFile(baseFile, cwd, `run \`${callOf("fetch")}\` first, or check --base`),
      name: basename(baseFile),
      linked: linkedFiles(baseFile, linkedOptions),
    };
    const ignoreFile = join(dirname(config.spec), "drift-ignore.yml");
    const ignored = existsSync(ignoreFile) ? await readEntries(relative(cwd, ignoreFile), cwd) : [];

    const lock = readLock(config.spec, cwd);
    const isKnown =
      lock !== undefined && isCurrent(lock, base.text, source, config.operations ?? "all");
    const upstream = await stage("download", () =>
      readUpstream(source, isKnown ? lock : undefined, values.timeout, context),
    );
    const isSame =
      upstream === "unchanged" || (isKnown && sha256(upstream.text) === lock.upstreamSha256);
    const report = isSame
      ? unchanged(ignored)
      : await compareWith({ ...upstream, linked: linkedFiles(upstream.location, linkedOptions) });

    const printed = formats[format](report, {
      hasColors: values.output === undefined && showsColors(stdout, env),
    });
    if (values.output === undefined) stdout.write(printed);
    else {
      writeReport(values.output, cwd, printed);
      log(`wrote ${values.output}`);
    }
    if (env["GITHUB_ACTIONS"] === "true")
      stderr.write(annotate(report, relative(cwd, config.spec)));
    return exitCodeOf(report.verdict, threshold);

    async function compareWith(current: NamedText): Promise<DriftReport> {
      // Loaded late: an unchanged upstream needs neither parser nor generator.
      const overlays = await readOverlayFiles(config.overlays, values.overlay, cwd);
      const { compare } = await import("./drift/compare.ts");
      return compare(
        base,
        current,
        config,
        readFiles(join(packageRoot, "templates")),
        ignored,
        stage,
        { overlays, skipFaulty: values["skip-faulty"] ?? config.skipFaulty },
      );
    }
  },
);

async function readEntries(file: string, folder: string): Promise<readonly IgnoreEntry[]> {
  const { readIgnored } = await import("./drift/accepted/read-ignored.ts"); // Loaded late: it needs a parser.
  return readIgnored(file, new Date().toISOString().slice(0, 10), folder);
}

function writeReport(path: string, folder: string, text: string): void {
  try {
    writeFileSync(resolve(folder, path), text);
  } catch (cause) {
    throw new Failure(
      "cannotWrite",
      `${path}: cannot write the report: ${(cause as Error).message}; choose another file with --output.`,
      { cause },
    );
  }
}

if (import.meta.main) await runAsProcess(drift);
