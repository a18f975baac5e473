import "./lib/compile-cache.ts";
import { existsSync, readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { linkedFiles } from "./fetch/linked-files.ts";
import { isCurrent, lockFile, printLock, readLock, recoverSpec } from "./fetch/lock.ts";
import { readUpstream } from "./fetch/read-upstream.ts";
import { defineCommand, runAsProcess } from "./lib/command-line.ts";
import { allowedRefs, loadConfig, readOperations, sourceOf } from "./lib/config.ts";
import { exitCode } from "./lib/failure.ts";
import { leftOutReport, refusal } from "./lib/faults.ts";
import { swap } from "./lib/files.ts";
import { inlinePathItems } from "./lib/path-items.ts";
import { readOverlayFiles } from "./overlays/overlay-files.ts";
import { DocumentNode } from "./lib/node.ts";
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
  const { callOf, cwd, log, stage, stderr } = context;
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
  // Loaded late: an unchanged upstream needs no parser.
  const { notesFor, readDocument } = await import("./stages/read-document.ts");
  const { select, selectForOverlays } = await import("./stages/select.ts");
  const { cutSource } = await import("./stages/cut-source.ts");
  const { printYaml } = await import("./print/print-yaml.ts");
  const { applyOverlays } = await import("./overlays/apply-overlays.ts");
  const allowed = allowedRefs(config, values["allow-ref"]);
  const linked = linkedFiles(upstream.location, { cwd, allowed });
  const overlays = await readOverlayFiles(config.overlays, [], cwd);
  const read = await stage("read", () => readDocument(upstream.text, upstream.name, linked));
  const document = inlinePathItems(read);
  const { linkedTexts } = document;
  // Lines can be cut only out of a text that holds all of the document.
  const whole = document === read ? document.source : undefined;
  const selected = await stage("select", () =>
    overlays.length === 0
      ? select(document, operations, config.vendorPrefixes)
      : selectForOverlays(
          document,
          applyOverlays(document, overlays).document,
          ...([operations, config.vendorPrefixes] as const),
        ),
  );
  const { faults } = selected;
  if (faults.length > 0) {
    const hasSound = selected.operations.length > 0;
    if (!(values["skip-faulty"] ?? config.skipFaulty) || !hasSound) throw refusal(faults, hasSound);
    stderr.write(leftOutReport(faults));
  }
  for (const note of notesFor(selected, document.notes)) log(`note: ${note}`);
  const slice = await stage("cut", () =>
    whole === undefined ? printYaml(selected.root) : cutSource(whole, selected),
  );

  const isSame = slice === vendored;
  const isLocked =
    lock !== undefined &&
    lock.sha256 === sha256(slice) &&
    (upstream.url === null ||
      (lock.url === upstream.url &&
        JSON.stringify(lock.operations) === JSON.stringify(operations)));
  if (isSame && isLocked) {
    log(`${specName} is up to date: the selected operations have not changed`);
    return exitCode.done;
  }
  const { url } = upstream;
  // A server's word that this file is unchanged says nothing of the files that it refers to.
  const { etag, lastModified } =
    linkedTexts.length === 0 ? upstream : { etag: null, lastModified: null };
  const newLock = printLock({
    sha256: sha256(slice),
    url,
    operations,
    version: new DocumentNode(document.root).member("info")?.text("version") || null,
    upstreamSha256: sha256([upstream.text, ...linkedTexts].join("\n")),
    etag,
    lastModified,
  });
  await stage("write", () => {
    swap(
      dirname(spec),
      new Map([
        [spec, slice],
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
