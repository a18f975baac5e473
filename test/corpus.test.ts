import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Failure } from "../scripts/lib/failure.ts";
import { refusal } from "../scripts/lib/faults.ts";
import type { Files } from "../scripts/lib/files.ts";
import { inlinePathItems } from "../scripts/lib/path-items.ts";
import { readModel } from "../scripts/lib/read-model.ts";
import { settingsFor } from "../scripts/lib/settings.ts";
import { generatePackage } from "../scripts/pipeline.ts";
import { addTemplates } from "../scripts/stages/assemble.ts";
import { normalize } from "../scripts/stages/normalize.ts";
import { planModel } from "../scripts/stages/plan.ts";
import { printPackage } from "../scripts/stages/print-package.ts";
import { readSource } from "../scripts/stages/read-source.ts";
import { select } from "../scripts/stages/select.ts";
import { verify } from "../scripts/stages/verify.ts";
import config from "../pipeline.config.ts";
import { compile } from "./compile.ts";
import { templates } from "./fixtures.ts";
import { type FoundList, listsIn, printLists } from "./paging/coverage.ts";

const corpus = process.env["SPEC_CORPUS"];

const generate = async (path: string, operations: "all" | readonly string[] = "all") => {
  const text = readFileSync(join(corpus ?? "", "specs", path), "utf8");
  return generatePackage(text, "openapi.yml", { ...config, operations }, templates);
};

const functionsIn = (files: ReadonlyMap<string, string>, name: RegExp): string[] =>
  [...files.values()].flatMap((text) => text.match(name) ?? []);

/** These tests are skipped without SPEC_CORPUS, because the documents are not part of the repository. */
describe.skipIf(corpus === undefined)("real documents", () => {
  const lists: FoundList[] = [];

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

  test.each(["corpus", "wild"])(
    "the documents in %s compile under every strict flag with all of their operations, or are refused with a place",
    { timeout: 300_000 },
    async (name) => {
      const folder = join(corpus ?? "", "specs", name);
      const documents = existsSync(folder)
        ? readdirSync(folder).filter((each) => /\.(ya?ml|json)$/.test(each))
        : [];
      const all = new Map<string, string>();
      for (const document of documents) {
        const files = await print(join(folder, document), lists).catch((error: unknown) => {
          expect(error).toMatchObject({ name: "Failure", code: 3 });
          expect((error as Failure).message.replace(document, "")).toMatch(/^:\d+/);
          return new Map<string, string>();
        });
        for (const [path, text] of files) all.set(`${document}/${path}`, text);
      }
      expect(compile(all, { declaration: false, isolatedDeclarations: false })).toEqual([]); // Together, since each compiler reads the declarations of the DOM anew.
    },
  );

  test("of the lists of these documents at least 95 % that can page have a paginator", () => {
    printLists(lists);
    const paged = lists.filter(({ kind }) => kind !== "none").length;
    const missing = lists.filter(({ isMissing }) => isMissing).length;
    expect(paged).toBeGreaterThan(500);
    expect(paged / (paged + missing)).toBeGreaterThanOrEqual(0.95);
  });
});

/** The package of a document, of what is sound in it; not formatted, which would take most of the time. */
const print = async (path: string, lists: FoundList[]): Promise<Files> => {
  const source = inlinePathItems(readSource(readFileSync(path, "utf8"), basename(path)));
  const settings = settingsFor({}, source.root);
  const selected = select(source, "all");
  if (selected.operations.length === 0) throw refusal(selected.faults, false);
  const model = readModel(normalize(selected, settings).document);
  lists.push(...listsIn(model, basename(path)));
  const planned = planModel(model);
  return verify(addTemplates(await printPackage(planned, settings, templates), templates), planned);
};
