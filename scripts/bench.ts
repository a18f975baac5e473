import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { weighParts } from "./bench/bundle-parts.ts";
import { concurrentPages } from "./bench/concurrent-pages.ts";
import { consumerCheck } from "./bench/consumer-check.ts";
import { installBuilt } from "./bench/consumer.ts";
import { judgeDrift } from "./bench/drift-verdicts.ts";
import { drift } from "./bench/drift.ts";
import { generateAll } from "./bench/generate-all.ts";
import { generate } from "./bench/generate.ts";
import { growth } from "./bench/growth.ts";
import { importTime } from "./bench/import-time.ts";
import { findLargeDocument } from "./bench/large-document.ts";
import { listBundle } from "./bench/list-bundle.ts";
import { oneOfMany } from "./bench/one-of-many.ts";
import { pageBundle } from "./bench/page-bundle.ts";
import { installPeers } from "./bench/peers.ts";
import { generated } from "./bench/places.ts";
import { askQueries } from "./bench/query-table.ts";
import { readingCpu } from "./bench/reading-cpu.ts";
import { measuredNow, mergeResults, type Part, type Results } from "./bench/results.ts";
import type { Bench, Row } from "./bench/row.ts";
import { walkServers } from "./bench/server-table.ts";
import { inData, type Line, type LineData, printJson, printTable } from "./bench/table.ts";
import { unpackedSize } from "./bench/unpacked-size.ts";
import { tryDirectory, tryWildDocuments } from "./bench/vendor-documents.ts";
import { defineCommand, runAsProcess } from "./lib/command-line.ts";
import { exitCode, Failure } from "./lib/failure.ts";
import { nearest } from "./lib/names.ts";

const rows: readonly Row[] = [
  listBundle,
  pageBundle,
  unpackedSize,
  importTime,
  concurrentPages,
  readingCpu,
  consumerCheck,
  generate,
  generateAll,
  drift,
  growth,
  oneOfMany,
];
/** Tables: what the bundles are made of, and behavior, where each cell is what came of a check. */
const tables: Readonly<Record<string, (bench: Bench) => Promise<readonly object[] | undefined>>> = {
  parts: weighParts,
  queries: askQueries,
  servers: walkServers,
  documents: tryWildDocuments,
  directory: tryDirectory,
  verdicts: judgeDrift,
};
const names = [...rows.map(({ name }) => name), ...Object.keys(tables)];
const published = join(import.meta.dirname, "../docs/benchmarks.json");

const help = `Measures the package and the pipeline side by side with their peers, in one run. Installs the peers from the registry into
a temporary folder, once for each set of versions, and writes nowhere else but for --publish.

  --only <rows>    one or more, separated by commas, of ${names.slice(0, 5).join(", ")},
                   ${names.slice(5, rows.length).join(", ")}
                   or a table of what is in the bundles or of what clients do: ${names.slice(rows.length).join(", ")}
  --spec <file>    a large document for drift, generate-all, growth and one-of-many (default: the whole Telnyx API below the folder SPEC_CORPUS)
  --json           print the table as JSON
  --publish        write what was measured to docs/benchmarks.json; \`npm run docs:benchmarks\` draws the page from it
  --quiet          print only what was measured
  --help           print this help

Exit codes: 0 measured, whether budgets are met or not · 3 no such document · 4 the peers could not be installed · 64 bad usage · 70 internal error
`;

const flags = {
  only: { type: "string" },
  spec: { type: "string" },
  json: { type: "boolean" },
  publish: { type: "boolean" },
} as const;

const bench = defineCommand(
  { name: "bench", help, flags },
  async ({ json, only, publish, spec }, { stage, stdout }) => {
    const asked = only?.split(",") ?? names;
    for (const name of asked) {
      if (names.includes(name)) continue;
      const meant = nearest(name, names);
      throw new Failure(
        "usage",
        `bench: expected one of ${names.join(", ")} after --only, found ${name}${meant ? `; did you mean ${meant}?` : "; see --help."}`,
      );
    }
    const wanted = rows.filter(({ name }) => asked.includes(name));
    const wantedTables = Object.entries(tables).filter(([name]) => asked.includes(name));
    const largeDocument = findLargeDocument(spec);
    const peers = await stage("install peers", installPeers);
    const folder = mkdtempSync(join(peers, "run-")); // Below the peers, so that they are found by name.
    try {
      cpSync(join(import.meta.dirname, "bench/programs"), join(folder, "programs"), {
        recursive: true,
      });
      const installed = await stage("build", () => installBuilt(generated, folder));
      const measured = measuredNow();
      const place = { folder, largeDocument, package: installed, peers };
      const lines: Line[] = [];
      const comparisons: Record<string, Part<LineData>> = {};
      for (const { measure, name } of wanted) {
        const found = await stage(name, () => measure(place));
        lines.push(...found);
        const entries = found.flatMap((line) => ("reason" in line ? [] : [inData(line)]));
        if (entries.length > 0) comparisons[name] = { measured, entries };
      }
      if (lines.length > 0) stdout.write(json ? printJson(lines) : printTable(lines));
      const behavior: Record<string, Part<object>> = {};
      for (const [name, check] of wantedTables) {
        const entries = await stage(name, () => check(place));
        if (entries === undefined) continue;
        behavior[name] = { measured, entries };
        if (!publish) stdout.write(`${JSON.stringify({ [name]: entries }, undefined, 2)}\n`);
      }
      if (publish) {
        const former = JSON.parse(readFileSync(published, "utf8")) as Results;
        writeFileSync(
          published,
          await format(JSON.stringify(mergeResults(former, { ...behavior, comparisons })), {
            ...(await resolveConfig(published)),
            parser: "json",
          }),
        );
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return exitCode.done;
  },
);

await runAsProcess(bench);
