import "./lib/compile-cache.js";
import { basename, join, relative, resolve } from "node:path";
import { linkedFiles } from "./fetch/linked-files.ts";
import { recoverSpec, upstreamOf } from "./fetch/lock.ts";
import { type Context, defineCommand, runAsProcess } from "./lib/command-line.ts";
import { allowedRefs, loadConfig, type PipelineConfig, readOperations } from "./lib/config.ts";
import { exitCode, Failure } from "./lib/failure.ts";
import { leftOutReport } from "./lib/faults.ts";
import { readFiles } from "./lib/files.ts";
import {
  assertOwnFolder,
  comparePackage,
  keepReleases,
  packageElsewhere,
  recoverPackage,
  vendoredPackage,
  writePackage,
} from "./lib/package-folder.ts";
import { packageRoot } from "./lib/package-root.ts";
import { readTextFile } from "./lib/text-file.ts";
import { readOverlayFiles } from "./overlays/overlay-files.ts";

const help = `Turns the vendored spec into the package in generated/. Needs no network.

  --check               compare instead of writing; name every stale, missing and extra file
  --spec <file>         another document: OpenAPI 3 or Swagger 2.0 in YAML, JSON, or a Markdown page, with the files in
                        its folder that it refers to (needs --out or --check)
  --out <dir>           write a complete package there and touch nothing else
  --name <package>      the name of the package (default: with --spec, the title of the document)
  --allow-ref <place>   another folder, or the beginning of a URL, where the document may refer to files; may be repeated
  --operations <list>   "all", or operationIds separated by commas
  --overlay <file>      an OpenAPI Overlay that corrects the document, after those of the configuration; may be repeated
  --skip-faulty         go on without the operations that the document is wrong about, and list them
  --config <file>       another pipeline configuration (default: pipeline.config.ts)
  --quiet               print errors only
  --help                show this help

Exit codes: 0 done · 1 differs (--check) · 3 invalid input · 64 bad usage · 70 internal error · 74 cannot write
`;

const flags = {
  check: { type: "boolean" },
  spec: { type: "string" },
  out: { type: "string" },
  name: { type: "string" },
  "allow-ref": { type: "string", multiple: true },
  operations: { type: "string" },
  overlay: { type: "string", multiple: true },
  "skip-faulty": { type: "boolean" },
  config: { type: "string" },
} as const;

/** Measured with an API of 1,156 operations. */
const stages = {
  read: 17,
  select: 2,
  normalize: 18,
  plan: 7,
  emit: 36,
  "add paginators": 3,
  assemble: 1,
  format: 6,
  print: 1,
  verify: 6,
  write: 3,
};

export const generate = defineCommand(
  { name: "generate", help, flags, stages },
  async (
    {
      "allow-ref": allowed,
      check,
      config: configFile,
      name,
      operations,
      out,
      overlay,
      "skip-faulty": skipFaulty,
      spec,
    },
    context,
  ) => {
    const { callOf, cwd, log, stage, stderr } = context;
    if (spec !== undefined && out === undefined && !check)
      throw new Failure(
        "usage",
        "--spec needs --out <dir> or --check: without one it would overwrite generated/.",
      );
    const project = await loadConfig(configFile, context);
    // The project's configuration is about the project's own document.
    const isForeign = spec !== undefined && out !== undefined && configFile === undefined;
    const config: PipelineConfig = {
      ...(isForeign ? {} : project),
      ...(name !== undefined && { packageName: name }),
      ...(operations !== undefined && { operations: readOperations(operations) }),
    };
    const specFile = spec ?? relative(cwd, project.spec);
    const target =
      out === undefined ? vendoredPackage(project) : packageElsewhere(resolve(cwd, out), specFile);
    const folder = relative(cwd, target.folder) || ".";
    recoverSpec(project.spec, cwd);
    recoverPackage(target);
    if (out !== undefined && !check) assertOwnFolder(target, folder);

    const text = readTextFile(
      specFile,
      cwd,
      spec === undefined ? howToVendor(project.source, callOf) : undefined,
    );
    // Loaded late: errors in flags need neither the parser nor the compilers.
    const { beginSections } = await import("./parse/yaml-sections.ts");
    const begun = beginSections(text);
    const overlays = await readOverlayFiles(config.overlays, overlay, cwd);
    const { generatePackage } = await import("./pipeline.ts");
    const generated = await generatePackage(
      text,
      basename(specFile),
      config,
      keepReleases(target, readFiles(join(packageRoot, "templates"))),
      stage,
      {
        begun,
        linked: linkedFiles(specFile, { cwd, allowed: allowedRefs(config, allowed) }),
        overlays,
        skipFaulty: skipFaulty ?? config.skipFaulty,
        upstreamSha256: spec === undefined ? upstreamOf(project.spec, text, cwd) : undefined,
      },
    );
    if (generated.leftOut.length > 0) stderr.write(leftOutReport(generated.leftOut));
    for (const note of generated.notes) log(`note: ${note}`);

    if (!check) {
      await stage("write", () => {
        writePackage(target, generated);
      });
      log(`wrote ${generated.files.size} files to ${folder}`);
      return exitCode.done;
    }
    const differences = comparePackage(target, generated);
    if (differences.length === 0) {
      log(`${folder} is up to date: ${generated.files.size} files`);
      return exitCode.done;
    }
    for (const { kind, path } of differences)
      stderr.write(`${kind.padEnd(8)}${join(folder, path)}\n`);
    const files =
      differences.length === 1 ? "1 file differs" : `${differences.length} files differ`;
    throw new Failure(
      "differs",
      `${folder}: ${files} from what the spec and the templates generate; run \`${callOf("generate")}\`, remove extra files, and commit.`,
    );
  },
);

/** A folder without a source is no project yet. */
const howToVendor = (source: string | undefined, callOf: Context["callOf"]): string =>
  source === undefined
    ? "to try a document, pass --spec <file> --out <dir>; to follow one from here, run `npx pagewise init --source <url|file>`"
    : `run \`${callOf("fetch")}\` first`;

if (import.meta.main) await runAsProcess(generate);
