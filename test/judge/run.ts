import { mkdtempDisposableSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, install } from "./install.ts";
import { Report } from "./report.ts";

const root = join(import.meta.dirname, "../..");
install(import.meta.dirname);
build(root);

const { judgeList } = await import("./list.ts");
const { judgeFullDocument } = await import("./full-document.ts");

using folder = mkdtempDisposableSync(join(tmpdir(), "judge-"));
const report = new Report();
await report.section("The list of external connections", () =>
  judgeList(report, root, folder.path),
);
const corpus = process.env["SPEC_CORPUS"];
if (corpus)
  await report.section("The full document", () =>
    judgeFullDocument(report, root, corpus, folder.path),
  );
else report.say("The full document: skipped, as SPEC_CORPUS does not say where it is");
process.exitCode = report.end();
