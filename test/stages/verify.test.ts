import { describe, expect, test } from "vitest";
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
const generated = await generateFixture("list-widgets");
const operation = "src/operations/list-widgets.ts";
const withText = (path: string, change: (text: string) => string) =>
  new Map(generated).set(path, change(generated.get(path) ?? ""));

test("the output of the pipeline passes unchanged", () => {
  expect(verify(generated, planned)).toBe(generated);
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
  [
    "a getter whose name is computed on import",
    (text: string) => `${text}\nconst a = { get [Date.now()]() { return 1; } };\n`,
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
    "takes listWidgets from ./operations/list-widgets.js, which does not export it",
  ],
  [
    "an operation without its paginator",
    (text: string) => text.replace("function paginateListWidgets", "function other"),
    "takes paginateListWidgets from ./operations/list-widgets.js, which does not export it",
  ],
  [
    "an operation without its types",
    (text: string) => text.replace("type ListWidgetsPage", "type Other"),
    "takes ListWidgetsPage from ./operations/list-widgets.js, which does not export it",
  ],
])("%s is rejected", (_, change, message) => {
  expect(() => verify(withText(operation, change), planned)).toThrow(Failure);
  expect(() => verify(withText(operation, change), planned)).toThrow(message);
});

describe("a package that does not compile for want of a name is an internal error that names file, line and name:", () => {
  const component = "src/components/widget.ts";
  const index = "src/index.ts";

  test.each<[string, string, (text: string) => string, string]>([
    [
      "an import from a file that is not there",
      operation,
      (text) => text.replace("components/widget.js", "components/gadget.js"),
      `${operation}:3:15: takes Widget from ../components/gadget.js, which is no file of the package`,
    ],
    [
      "an import of a name that is not exported",
      component,
      (text) => text.replace("type Widget ", "type Gadget "),
      `${operation}:3:15: takes Widget from ../components/widget.js, which does not export it`,
    ],
    [
      "an import of a type as a value",
      operation,
      (text) => text.replace("import type { Widget }", "import { Widget }"),
      `${operation}:3:10: takes Widget from ../components/widget.js as a value`,
    ],
    [
      "an import of a value as a type",
      operation,
      (text) => `${text}\nimport { type createClient } from "../runtime/client.js";\n`,
      "takes createClient from ../runtime/client.js as a type",
    ],
    [
      "an import from another package",
      operation,
      (text) => `${text}\nimport { readFile } from "node:fs";\n`,
      "imports readFile from outside of the package",
    ],
    [
      "an export of what another file does not export",
      index,
      (text) => text.replace("type ListWidgetsParams,", "type ListWidgetsParam,"),
      "takes ListWidgetsParam from ./operations/list-widgets.js, which does not export it",
    ],
    [
      "an export of what is neither declared nor imported",
      component,
      (text) => `${text}\nexport type { Gadget };\n`,
      "exports Gadget, which it neither declares nor imports",
    ],
    [
      "a name that is exported twice",
      index,
      (text) => `${text}\nexport { type Widget } from "./components/widget.js";\n`,
      "exports Widget twice",
    ],
    [
      "a name that is declared twice",
      component,
      (text) => `${text}\ntype Widget = string;\n`,
      "declares Widget twice",
    ],
    [
      "a name that is declared and imported",
      operation,
      (text) => `${text}\ntype Widget = string;\n`,
      "declares Widget twice",
    ],
    [
      "a type that is neither declared nor imported",
      component,
      (text) => `${text}\nexport type Other = { readonly a: readonly Gadget[] };\n`,
      "uses Gadget, which it neither declares nor imports",
    ],
    [
      "a function of the runtime that is not imported",
      operation,
      (text) => text.replace(/^import .*runtime\/security.*$/m, ""),
      "uses bearer, which it neither declares nor imports",
    ],
  ])("%s", (_, path, change, message) => {
    const files = withText(path, change);
    expect(files.get(path)).not.toBe(generated.get(path));
    expect(() => verify(files, planned)).toThrow(
      expect.objectContaining({ code: 70, message: expect.stringContaining(message) as string }),
    );
    expect(() => verify(files, planned)).toThrow(/^src\/[\w/-]+\.ts:\d+:\d+: /);
  });

  test("while a class, a constant beside its type, and overloads of a function are fine", () => {
    const files = withText(
      component,
      (text) => `${text}
export class Gadget {}
const Size = 1;
type Size = typeof Size;
export { Size };
export function f(a: string): string;
export function f(a: number): number;
export function f(a: string | number): string | number {
  return a;
}
`,
    );
    expect(() => verify(files, planned)).not.toThrow();
  });
});

test("an index with a missing export is rejected", () => {
  const index = withText("src/index.ts", (text) => text.replace("paginateListWidgets,", ""));
  expect(() => verify(index, planned)).toThrow("src/index.ts: does not export paginateListWidgets");
});
