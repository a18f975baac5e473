import "./lib/compile-cache.ts";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { holds, lockFile, printLock, readLock, recoverSpec, sha256 } from "./fetch/lock.ts";
import { readUpstream } from "./fetch/read-upstream.ts";
import { run } from "./lib/command-line.ts";
import { loadConfig, readOperations } from "./lib/config.ts";
import { exitCode } from "./lib/failure.ts";
import { swap } from "./lib/files.ts";
import { DocumentNode } from "./lib/node.ts";

const root = resolve(import.meta.dirname, "..");

const help = `Usage: npm run fetch -- [flags]

Reads upstream's OpenAPI document, cuts the selected operations out of it and vendors them: the spec and its lock.json.
Nothing is replaced before all of it was read, understood and cut.

  --source <url|file|->  where to read it (default: source in pipeline.config.ts); - reads what is piped in
  --operations <list>    "all", or operationIds separated by commas
  --timeout <seconds>    how long one attempt to download may take (default: 60)
  --config <file>        another pipeline configuration (default: pipeline.config.ts)
  --quiet                no stages, only what is wrong
  --help                 this

Exit codes: 0 done · 3 the document is at fault · 4 upstream could not be had · 64 bad usage · 70 our own fault · 74 cannot write
`;

const flags = {
  source: { type: "string" },
  operations: { type: "string" },
  timeout: { type: "string" },
  config: { type: "string" },
} as const;

await run({ name: "fetch", help, flags }, async (given, { say, stage }) => {
  const config = await loadConfig(given.config ?? join(root, "pipeline.config.ts"));
  const { spec } = config;
  const operations =
    given.operations === undefined ? config.operations : readOperations(given.operations);
  const source = given.source ?? config.source;
  const here = relative(process.cwd(), spec);
  recoverSpec(spec);

  const vendored = existsSync(spec) ? readFileSync(spec, "utf8") : undefined;
  const lock = readLock(spec);
  const isKnown =
    lock !== undefined && vendored !== undefined && holds(lock, vendored, source, operations);
  const upstream = await stage("download", () =>
    readUpstream(source, isKnown ? lock : undefined, given.timeout),
  );
  if (upstream === "unchanged") {
    say(`${here} is up to date: upstream has not changed`);
    return exitCode.done;
  }
  // Loaded only now: an unchanged upstream needs no parser.
  const { readSource } = await import("./stages/read-source.ts");
  const { select } = await import("./stages/select.ts");
  const { cutSource } = await import("./stages/cut-source.ts");
  const document = await stage("read", () => readSource(upstream.text, upstream.name));
  const selected = await stage("select", () => select(document, operations, config.vendorPrefixes));
  const slice = await stage("cut", () => cutSource(document, selected));

  const isSame = slice === vendored;
  const isLocked =
    lock !== undefined &&
    lock.sha256 === sha256(slice) &&
    (upstream.url === null ||
      (lock.url === upstream.url &&
        JSON.stringify(lock.operations) === JSON.stringify(operations)));
  if (isSame && isLocked) {
    say(`${here} is up to date: the selected operations have not changed`);
    return exitCode.done;
  }
  const { etag, lastModified, url } = upstream;
  const version = new DocumentNode(document.root).member("info")?.text("version") || null;
  const noted = printLock({
    sha256: sha256(slice),
    url,
    operations,
    version,
    upstreamSha256: sha256(upstream.text),
    etag,
    lastModified,
  });
  await stage("write", () => {
    swap(
      dirname(spec),
      new Map([
        [spec, slice],
        [lockFile(spec), noted],
      ]),
    );
  });
  say(
    isSame
      ? `${here} is up to date; ${relative(process.cwd(), lockFile(spec))} says now where it came from`
      : `wrote ${here}; npm run generate makes the package from it`,
  );
  return exitCode.done;
});
