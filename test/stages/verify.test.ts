import { expect, test } from "vitest";
import { Failure } from "../../scripts/lib/failure.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { plan } from "../../scripts/stages/plan.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { verify } from "../../scripts/stages/verify.ts";
import { readFileSync } from "node:fs";
import { config, fixturePath, generateFixture } from "../fixtures.ts";

const source = readSource(
  readFileSync(fixturePath("list-widgets", "openapi.yml"), "utf8"),
  "openapi.yml",
);
const planned = plan(normalize(select(source, "all"), config).document);
const files = await generateFixture("list-widgets");
const operation = "src/operations/list-widgets.ts";
const withText = (path: string, change: (text: string) => string) =>
  new Map(files).set(path, change(files.get(path) ?? ""));

test("the output of the pipeline passes unchanged", () => {
  expect(verify(files, planned)).toBe(files);
});

test.each([
  [
    "a statement that runs on import",
    (text: string) => `${text}\nconsole.log("imported");\n`,
    "runs on import",
  ],
  [
    "a constant that is computed on import",
    (text: string) => `${text}\nconst now = Date.now();\n`,
    "runs on import",
  ],
  [
    "a constant that reads the environment on import",
    (text: string) => `${text}\nconst key = process.env;\n`,
    "runs on import",
  ],
  ["a variable", (text: string) => `${text}\nlet count = 0;\n`, "runs on import"],
  [
    "a class with a static member",
    (text: string) => `${text}\nclass A { static b = f(); }\n`,
    "runs on import",
  ],
  ["invalid TypeScript", (text: string) => `${text}\nexport function (\n`, "does not parse"],
  [
    "an operation without its function",
    (text: string) => text.replace("function listWidgets", "function other"),
    "does not export listWidgets",
  ],
  [
    "an operation without its paginator",
    (text: string) => text.replace("function paginateListWidgets", "function other"),
    "does not export paginateListWidgets",
  ],
  [
    "an operation without its types",
    (text: string) => text.replace("type ListWidgetsPage", "type Other"),
    "does not export ListWidgetsPage",
  ],
])("%s is rejected", (_, change, message) => {
  expect(() => verify(withText(operation, change), planned)).toThrow(Failure);
  expect(() => verify(withText(operation, change), planned)).toThrow(message);
});

test("an index with a missing export is rejected", () => {
  const index = withText("src/index.ts", (text) => text.replace("paginateListWidgets,", ""));
  expect(() => verify(index, planned)).toThrow("src/index.ts: does not export paginateListWidgets");
});
