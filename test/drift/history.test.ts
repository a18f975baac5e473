import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import config from "../../pipeline.config.ts";
import { compare } from "../../scripts/drift/compare.ts";
import type { DriftReport } from "../../scripts/drift/report.ts";
import { generatePackage } from "../../scripts/pipeline.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { compile } from "../compile.ts";
import { templates } from "../fixtures.ts";
import { writeConsumer } from "./consumer.ts";

const corpus = process.env["SPEC_CORPUS"];
const folder = join(corpus ?? "", "specs/history");
const revisions = corpus === undefined ? [] : readdirSync(folder).sort();
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const all = { ...config, operations: "all" } as const;

/** Steps, by the number of the revision that they lead to, that change more than words. */
const facts: Readonly<Record<string, "breaking" | "compatible">> = {
  "002": "breaking", // A body's property is required now.
  "003": "breaking", // Two operations are called by other names.
  "005": "compatible", // Another server; who may write `id`.
  "006": "compatible",
  "007": "compatible", // The server again.
  "009": "compatible",
  "010": "compatible",
  "011": "compatible",
  "012": "breaking", // Bodies are required again.
  "014": "breaking", // Four fields of a location are gone.
  "042": "breaking", // `filter[phone_number][contains]` became `[eq]`.
  "075": "compatible",
  "083": "compatible", // A parameter was declared twice.
};
const layout = ["008"];

const steps = revisions
  .slice(1)
  .map((after, index) => ({ number: after.slice(0, 3), before: revisions[index] ?? "", after }));

const compareStep = (before: string, after: string): Promise<DriftReport> =>
  compare(
    { text: read(before), name: before },
    { text: read(after), name: after },
    all,
    templates,
    [],
    async (_, run) => run(),
  );

const normalized = (name: string) =>
  normalize(select(readSource(read(name), name), "all", config.vendorPrefixes), config).document;

/** Without SPEC_CORPUS these are skipped: the documents are not part of the repository. */
describe.skipIf(corpus === undefined)(
  "83 real revisions of one document",
  { timeout: 300_000 },
  () => {
    test.each(steps.filter(({ number }) => facts[number] === undefined))(
      "the step to $after is words or layout, and nothing more",
      async ({ after, before, number }) => {
        const { bump, changes, verdict } = await compareStep(before, after);
        expect(changes.filter((change) => change.verdict !== "cosmetic")).toEqual([]);
        expect(verdict).toBe(layout.includes(number) ? "same" : "cosmetic");
        expect(["patch", "none"]).toContain(bump);
      },
    );

    test.each(steps.filter(({ number }) => facts[number] !== undefined))(
      "the step to $after changes facts, and the compiler agrees on who breaks",
      async ({ after, before, number }) => {
        const { changes, exports, verdict } = await compareStep(before, after);
        expect(verdict).toBe(facts[number]);
        expect(changes.filter(({ id }) => id.startsWith("unexplained"))).toEqual([]);

        const { files } = await generatePackage(read(after), "openapi.json", all, templates);
        const consumer = writeConsumer(normalized(before));
        const options = {
          noUncheckedIndexedAccess: false,
          isolatedDeclarations: false,
          declaration: false,
        };
        const errors = compile(new Map([...files, ["consumer.ts", consumer]]), options);
        const breaks = changes.some(({ upgrade }) => upgrade === "breaking");
        expect(errors.length > 0, errors.slice(0, 3).join("\n")).toBe(breaks);
        expect(exports.changed.length + exports.removed.length > 0).toBe(breaks);

        if (!breaks) return; // Else the consumer itself must be sound.
        const own = await generatePackage(read(before), "openapi.json", all, templates);
        expect(compile(new Map([...own.files, ["consumer.ts", consumer]]), options)).toEqual([]);
      },
    );
  },
);
