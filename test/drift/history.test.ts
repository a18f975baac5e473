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

/** The verdicts of the steps that change more than documentation, by the number of the later revision. */
const verdicts: Readonly<Record<string, "breaking" | "compatible">> = {
  "002": "breaking", // A property of a request body became required.
  "003": "breaking", // Two operations were renamed.
  "005": "compatible", // The server and the write access to `id` changed.
  "006": "compatible",
  "007": "compatible", // The server changed again.
  "009": "compatible",
  "010": "compatible",
  "011": "compatible",
  "012": "breaking", // Request bodies became required again.
  "014": "breaking", // Four properties of a location were removed.
  "042": "breaking", // `filter[phone_number][contains]` became `[eq]`.
  "075": "compatible",
  "083": "compatible", // A parameter was declared twice.
};
const onlyFormatting = ["008"];

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

/** These tests are skipped without SPEC_CORPUS, because the documents are not part of the repository. */
describe.skipIf(corpus === undefined)(
  "83 real revisions of one document",
  { timeout: 300_000 },
  () => {
    // Every second of them, so that CI stays short.
    test.each(
      steps
        .filter(({ number }) => verdicts[number] === undefined)
        .filter((_, index) => index % 2 === 1),
    )(
      "the step to $after changes only documentation or formatting",
      async ({ after, before, number }) => {
        const { bump, changes, verdict } = await compareStep(before, after);
        expect(changes.filter((change) => change.verdict !== "cosmetic")).toEqual([]);
        expect(verdict).toBe(onlyFormatting.includes(number) ? "same" : "cosmetic");
        expect(["patch", "none"]).toContain(bump);
      },
    );

    test.each(steps.filter(({ number }) => verdicts[number] !== undefined))(
      "the step to $after changes the API, and the compiler agrees on whether callers break",
      async ({ after, before, number }) => {
        const { changes, exports, verdict } = await compareStep(before, after);
        expect(verdict).toBe(verdicts[number]);
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

        if (!breaks) return; // Errors prove a break only if the consumer compiles against its own package.
        const own = await generatePackage(read(before), "openapi.json", all, templates);
        expect(compile(new Map([...own.files, ["consumer.ts", consumer]]), options)).toEqual([]);
      },
    );
  },
);
