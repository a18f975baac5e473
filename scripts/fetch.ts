import "./lib/compile-cache.js";
import { existsSync, readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { isCurrent, lockFile, printLock, readLock, recoverSpec } from "./fetch/lock.ts";
import { readUpstream } from "./fetch/read-upstream.ts";
import { defineCommand, runAsProcess } from "./lib/command-line.ts";
import { loadConfig, readOperations, sourceOf } from "./lib/config.ts";
import { exitCode } from "./lib/failure.ts";
import { swap } from "./lib/files.ts";
import { sha256 } from "./lib/sha256.ts";

const help = `Reads upstream's OpenAPI document, cuts out the selected operations, and vendors them: the spec and its lock.json. A
document in several files, or of Swagger 2.0, is vendored as one document of OpenAPI 3.
Nothing is replaced until all of it was read and cut without errors.

  --source <url|file|->  where to read it (default: source in pipeline.config.ts); - reads standard input
  --allow-ref <place>    another folder, or the beginning of a URL, where the document may refer to files; may be repeated
  --operations <list>    "all", or operationIds separated by commas
  --skip-faulty          go on without the operations that the document is wrong about, and list them
  --timeout <seconds>    time limit for each download attempt (default: 60)
  --config <file>        another pipeline configuration (default: pipeline.config.ts)
  --quiet                print errors only
  --help                 show this help

Exit codes: 0 done · 3 invalid document · 4 upstream unreachable · 64 bad usage · 70 internal error · 74 cannot write
`;

const flags = {
  source: { type: "string" },
  "allow-ref": { type: "string", multiple: true },
  operations: { type: "string" },
  "skip-faulty": { type: "boolean" },
  timeout: { type: "string" },
  config: { type: "string" },
} as const;

export const fetch = defineCommand({ name: "fetch", help, flags }, async (values, context) => {
  const { callOf, cwd, log, stage } = context;
  const config = await loadConfig(values.config, context);
  const { spec } = config;
  const operations =
    values.operations === undefined
      ? (config.operations ?? "all")
      : readOperations(values.operations);
  const source = sourceOf("--source", values.source, config);
  const specName = relative(cwd, spec);
  recoverSpec(spec, cwd);

  const vendored = existsSync(spec) ? readFileSync(spec, "utf8") : undefined;
  const lock = readLock(spec, cwd);
  const isKnown =
    lock !== undefined && vendored !== undefined && isCurrent(lock, vendored, source, operations);
  const upstream = await stage("download", () =>
    readUpstream(source, isKnown ? lock : undefined, values.timeout, context),
  );
  if (upstream === "unchanged") {
    log(`${specName} is up to date: upstream has not changed`);
    return exitCode.done;
  }
  const { cutUpstream } = await import("./fetch/cut-upstream.ts"); // An unchanged upstream needs no parser.
  const cut = await cutUpstream(
    upstream,
    operations,
    config,
    { allowRefs: values["allow-ref"], skipFaulty: values["skip-faulty"] },
    context,
  );

  const { url } = upstream;
  const isSame = cut.text === vendored;
  const isLocked =
    lock !== undefined &&
    (url === null ? lock.sha256 === sha256(cut.text) : isCurrent(lock, cut.text, url, operations));
  if (isSame && isLocked) {
    log(`${specName} is up to date: the selected operations have not changed`);
    return exitCode.done;
  }
  // A server's word that this file is unchanged says nothing of the files that it refers to.
  const { etag, lastModified } =
    cut.linkedTexts.length === 0 ? upstream : { etag: null, lastModified: null };
  const newLock = printLock({
    sha256: sha256(cut.text),
    url,
    operations,
    version: cut.version,
    upstreamSha256: sha256([upstream.text, ...cut.linkedTexts].join("\n")),
    etag,
    lastModified,
  });
  await stage("write", () => {
    swap(
      dirname(spec),
      new Map([
        [spec, cut.text],
        [lockFile(spec), newLock],
      ]),
    );
  });
  log(
    isSame
      ? `${specName} is up to date; ${relative(cwd, lockFile(spec))} now records where it came from`
      : `wrote ${specName}; run \`${callOf("generate")}\` to update the package`,
  );
  return exitCode.done;
});

if (import.meta.main) await runAsProcess(fetch);
