import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { concurrentPages } from "./bench/concurrent-pages.ts";
import { consumerCheck } from "./bench/consumer-check.ts";
import { installBuilt } from "./bench/consumer.ts";
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
import { readingCpu } from "./bench/reading-cpu.ts";
import type { Row } from "./bench/row.ts";
import { type Line, printJson, printTable } from "./bench/table.ts";
import { unpackedSize } from "./bench/unpacked-size.ts";
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
const names = rows.map(({ name }) => name);

const help = `Measures the package and the pipeline side by side with their peers, in one run. Installs the peers from the registry into
a temporary folder, once for each set of versions, and writes nowhere else.

  --only <row>     one of ${names.slice(0, 5).join(", ")},
                   ${names.slice(5).join(", ")}
  --spec <file>    a large document for the last four (default: the whole Telnyx API below the folder SPEC_CORPUS)
  --json           what the table says, as JSON
  --quiet          no stages, only what was measured
  --help           this

Exit codes: 0 measured, whether budgets are met or not · 3 no such document · 4 the peers could not be had · 64 bad usage · 70 our own fault
`;

const flags = {
  only: { type: "string" },
  spec: { type: "string" },
  json: { type: "boolean" },
} as const;

const bench = defineCommand(
  { name: "bench", help, flags },
  async ({ json, only, spec }, { stage, stdout }) => {
    const wanted = rows.filter(({ name }) => only === undefined || name === only);
    if (wanted.length === 0) {
      const meant = nearest(only ?? "", names);
      throw new Failure(
        "usage",
        `bench: expected one of ${names.join(", ")} after --only, found ${String(only)}${meant ? `; did you mean ${meant}?` : "; see --help."}`,
      );
    }
    const largeDocument = findLargeDocument(spec);
    const peers = await stage("install peers", installPeers);
    const folder = mkdtempSync(join(peers, "run-")); // Below the peers, so that they are found by name.
    try {
      cpSync(join(import.meta.dirname, "bench/programs"), join(folder, "programs"), {
        recursive: true,
      });
      const installed = await stage("build", () => installBuilt(generated, folder));
      const lines: Line[] = [];
      for (const { measure, name } of wanted)
        lines.push(
          ...(await stage(name, () =>
            measure({ folder, largeDocument, package: installed, peers }),
          )),
        );
      stdout.write(json ? printJson(lines) : printTable(lines));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return exitCode.done;
  },
);

await runAsProcess(bench);
