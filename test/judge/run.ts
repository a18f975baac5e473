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
const { judgeDocuments, realDocuments } = await import("./documents.ts");

using folder = mkdtempDisposableSync(join(tmpdir(), "judge-"));
const report = new Report();
await report.section("The list of external connections", () =>
  judgeList(report, root, folder.path),
);
await judgeDocuments(report, [join(root, "test/consumers/archive.yml")]);
const corpus = process.env["SPEC_CORPUS"];
if (corpus) {
  await report.section("The full document", () =>
    judgeFullDocument(report, root, corpus, folder.path),
  );
  await judgeDocuments(
    report,
    realDocuments.map((path) => join(corpus, path)),
  );
} else report.say("Further documents: skipped, as SPEC_CORPUS does not say where they are");
process.exitCode = report.end();
