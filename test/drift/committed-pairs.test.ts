import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Stay, Upgrade, Verdict } from "../../scripts/drift/change.ts";
import { compare } from "../../scripts/drift/compare.ts";
import { generatePackage } from "../../scripts/pipeline.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";
import { writeConsumer } from "./consumer.ts";

const folder = join(import.meta.dirname, "pairs");
const read = (name: string): string => readFileSync(join(folder, `${name}.yml`), "utf8");

type Want = readonly [verdict: Verdict, upgrade: Upgrade, stay: Stay];

/** `pairs/before.yml` → each other document beside it: what the change does to callers. */
const wanted: Readonly<Record<string, Want>> = {
  "new-summary": ["cosmetic", "patch", "fine"],
  "inlined-parameter-and-response": ["breaking", "breaking", "fine"], // A name that was exported.
  "bracketed-parameters": ["same", "none", "fine"],
  "new-filter": ["compatible", "minor", "fine"],
  "new-filter-value": ["compatible", "minor", "fine"],
  "response-value-added": ["compatible", "minor", "at-risk"],
  "lower-page-size": ["compatible", "patch", "at-risk"],
  "moved-server": ["compatible", "patch", "at-risk"],
  "moved-path": ["breaking", "patch", "breaks"],
  "filter-removed": ["breaking", "breaking", "at-risk"],
  "filter-value-removed": ["breaking", "breaking", "breaks"],
  "property-may-be-missing": ["breaking", "breaking", "breaks"],
  "property-became-nullable": ["breaking", "breaking", "breaks"],
  "new-required-property": ["breaking", "breaking", "breaks"],
  "page-number-became-a-cursor": ["breaking", "breaking", "breaks"],
  "operation-removed": ["breaking", "breaking", "breaks"],
};

const worst = <Answer>(order: readonly Answer[], answers: readonly Answer[]): Answer | undefined =>
  order.find((each) => answers.includes(each)) ?? order.at(-1);

/** Flags of a caller's own program. */
const flags = { noUncheckedIndexedAccess: false, isolatedDeclarations: false, declaration: false };

const consumer = writeConsumer(
  normalize(select(readSource(read("before"), "before.yml"), "all"), config).document,
);

const compileConsumer = async (name: string): Promise<readonly string[]> => {
  const { files } = await generatePackage(read(name), "openapi.yml", config, templates);
  return compile(new Map([...files, ["consumer.ts", consumer]]), flags);
};

describe("a change of upstream", () => {
  test("is judged in every document of the folder", () => {
    const names = readdirSync(folder).map((file) => file.replace(/\.yml$/, ""));
    expect(names.toSorted()).toEqual(["before", ...Object.keys(wanted)].toSorted());
  });

  test.each(Object.entries(wanted))("%s is %s", async (name, [verdict, upgrade, stay]) => {
    const { changes, ...report } = await compare(
      { text: read("before"), name: "before.yml" },
      { text: read(name), name: `${name}.yml` },
      config,
      templates,
      [],
      async (_, run) => run(),
    );
    const upgrades = changes.map((change) => change.upgrade);
    const stays = changes.map((change) => change.stay);
    expect([
      report.verdict,
      worst(["breaking", "minor", "patch", "none"], upgrades),
      worst(["breaks", "at-risk", "fine"], stays),
    ]).toEqual([verdict, upgrade, stay]);
    expect(changes.filter(({ id }) => id.startsWith("unexplained"))).toEqual([]);
  });

  test.each(Object.entries(wanted))(
    "%s breaks a program that uses everything exactly if the report says so",
    async (name, [, upgrade]) => {
      const errors = await compileConsumer(name);
      expect(errors.length > 0, errors[0]).toBe(upgrade === "breaking");
    },
  );

  test("is judged with a program that compiles before it", async () => {
    expect(await compileConsumer("before")).toEqual([]);
  });
});
