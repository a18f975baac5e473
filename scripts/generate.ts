import "./lib/compile-cache.ts";
import { readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { recoverSpec } from "./fetch/lock.ts";
import { run } from "./lib/command-line.ts";
import { loadConfig, readOperations } from "./lib/config.ts";
import { exitCode, Failure } from "./lib/failure.ts";
import { readFiles } from "./lib/files.ts";
import {
  comparePackage,
  packageElsewhere,
  recoverPackage,
  refuseForeign,
  vendoredPackage,
  writePackage,
} from "./lib/package-folder.ts";

const root = resolve(import.meta.dirname, "..");

const help = `Usage: npm run generate -- [flags]

Turns the vendored spec into the package in generated/. Needs no network.

  --check               compare instead of writing; name every stale, missing and extra file
  --spec <file>         another OpenAPI document: YAML, JSON, or a Markdown page (needs --out or --check)
  --out <dir>           write a complete package there and touch nothing else
  --operations <list>   "all", or operationIds separated by commas
  --config <file>       another pipeline configuration (default: pipeline.config.ts)
  --quiet               no stages, only what is wrong
  --help                this

Exit codes: 0 done · 1 differs (--check) · 3 the input is at fault · 64 bad usage · 70 our own fault · 74 cannot write
`;

const flags = {
  check: { type: "boolean" },
  spec: { type: "string" },
  out: { type: "string" },
  operations: { type: "string" },
  config: { type: "string" },
} as const;

await run(
  { name: "generate", help, flags },
  async ({ check, config: configFile, operations, out, spec }, { stage, say }) => {
    if (spec !== undefined && out === undefined && !check)
      throw new Failure(
        "usage",
        "generate: expected --out or --check beside --spec, found neither; without them another document would replace the package in generated/.",
      );
    const config = await loadConfig(configFile ?? join(root, "pipeline.config.ts"));
    const specFile = spec === undefined ? config.spec : resolve(spec);
    const place =
      out === undefined ? vendoredPackage(config) : packageElsewhere(resolve(out), specFile);
    recoverSpec(config.spec);
    recoverPackage(place);
    if (out !== undefined && !check) refuseForeign(place);

    const wanted = operations === undefined ? config.operations : readOperations(operations);
    // Loaded only now, so that faults of usage are told at once and compilers come out of the compile cache.
    const { generatePackage } = await import("./pipeline.ts");
    const templates = readFiles(join(root, "templates"));
    const generated = await generatePackage(
      readText(specFile),
      basename(specFile),
      { ...config, operations: wanted },
      templates,
      stage,
    );
    for (const note of generated.notes) say(`note: ${note}`);

    const folder = relative(process.cwd(), place.folder) || ".";
    if (!check) {
      await stage("write", () => {
        writePackage(place, generated);
      });
      say(`wrote ${generated.files.size} files to ${folder}`);
      return exitCode.done;
    }
    const differences = comparePackage(place, generated);
    if (differences.length === 0) {
      say(`${folder} is up to date: ${generated.files.size} files`);
      return exitCode.done;
    }
    for (const { kind, path } of differences)
      process.stderr.write(`${kind.padEnd(8)}${join(folder, path)}\n`);
    throw new Failure(
      "differs",
      `${folder}: expected what the spec and the templates give, found ${differences.length} that differ; run \`npm run generate\`, remove what is extra, and commit.`,
    );
  },
);

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Failure(
      "input",
      `${path}: expected an OpenAPI document, found none that can be read: ${(cause as Error).message}; check the path.`,
      { cause },
    );
  }
}
