import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generatePackage } from "../scripts/pipeline.ts";
import config from "../pipeline.config.ts";
import { compile } from "./compile.ts";
import { templates } from "./fixtures.ts";

const corpus = process.env["SPEC_CORPUS"];

const generate = async (path: string, operations: "all" | readonly string[] = "all") => {
  const text = readFileSync(join(corpus ?? "", "specs", path), "utf8");
  return generatePackage(text, "openapi.yml", { ...config, operations }, templates);
};

const functionsIn = (files: ReadonlyMap<string, string>, name: RegExp): string[] =>
  [...files.values()].flatMap((text) => text.match(name) ?? []);

/** These tests are skipped without SPEC_CORPUS, because the documents are not part of the repository. */
describe.skipIf(corpus === undefined)("real documents", () => {
  test("the full document with 23 operations gives 23 functions and 5 paginators, and compiles", async () => {
    const { files } = await generate("external-connects.full.yml");
    const operations = new Map([...files].filter(([path]) => path.startsWith("src/operations/")));
    expect(functionsIn(operations, /^export function (?!paginate)\w+/gm)).toHaveLength(23);
    expect(functionsIn(operations, /^export function paginate\w+/gm).toSorted()).toEqual(
      [
        "paginateListExternalConnectionLogMessages",
        "paginateListExternalConnectionPhoneNumbers",
        "paginateListExternalConnectionReleases",
        "paginateListExternalConnectionUploads",
        "paginateListExternalConnections",
      ].map((name) => `export function ${name}`),
    );
    expect(operations.get("src/operations/list-external-connection-log-messages.ts")).toContain(
      'items: ["log_messages"]',
    );
    expect(compile(files)).toEqual([]);
  });

  test("the same API with its responses inlined gives the same src/, byte for byte", async () => {
    const consolidated = await generate("external-connects.full.yml");
    const inlined = await generate("variants/external-connects.inlined-2026-07-16.yml");
    for (const [path, text] of consolidated.files)
      if (path.startsWith("src/")) expect(inlined.files.get(path), path).toBe(text);
    expect([...inlined.files.keys()]).toEqual([...consolidated.files.keys()]);
  });

  test("the same API with bracketed parameters gives the same names", async () => {
    const consolidated = await generate("external-connects.full.yml");
    const bracketed = await generate("variants/external-connects.bracketed-2025-08-08.yml");
    expect(bracketed.files.get("src/index.ts")).toBe(consolidated.files.get("src/index.ts"));
  });

  test("selecting one operation gives the same files as selecting all", async () => {
    const all = await generate("external-connects.full.yml");
    const one = await generate("external-connects.full.yml", ["ListExternalConnections"]);
    for (const [path, text] of one.files)
      if (/^src\/(operations|components)\//.test(path))
        expect(all.files.get(path), path).toBe(text);
  });

  test.each([
    "lob.yml",
    "modern-treasury.yaml",
    "openmeter-v3.yaml",
    "readme-parameters-style.json",
    "rootly.json",
    "up.json",
    "telnyx-full-2026-07-16.yml",
  ])(
    "%s compiles under every strict flag with all of its operations",
    { timeout: 180_000 },
    async (name) => {
      const { files } = await generate(`corpus/${name}`);
      expect(compile(files)).toEqual([]);
    },
  );
});
