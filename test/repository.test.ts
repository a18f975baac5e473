import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createHash } from "node:crypto";
import { compile } from "./compile.ts";
import { templates } from "./fixtures.ts";
import { readFiles } from "../scripts/lib/files.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const packageJson = JSON.parse(read("package.json")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n");

describe("package.json", () => {
  test("pins every dependency exactly", () => {
    for (const [name, version] of Object.entries(packageJson.devDependencies))
      expect(version, name).toMatch(/^(npm:[^@]+@)?\d+\.\d+\.\d+$/);
  });

  test("names only scripts and files that exist", () => {
    for (const command of Object.values(packageJson.scripts)) {
      for (const [, name = ""] of command.matchAll(
        /npm run (?:--silent )?([\w:]+)(?! --workspace)\b/g,
      ))
        if (!command.includes("--workspace"))
          expect(Object.keys(packageJson.scripts)).toContain(name);
      for (const [, file = ""] of command.matchAll(/node ([\w/.-]+\.ts)/g))
        expect(existsSync(join(root, file)), file).toBe(true);
    }
  });
});

describe("README.md", () => {
  const readme = read("README.md");
  const fences = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(
    ([, language = "", text = ""]) => ({ language, text }),
  );

  test("names only npm scripts that exist", () => {
    for (const [, name = ""] of readme.matchAll(/npm run ([\w:]+)/g))
      expect(Object.keys(packageJson.scripts)).toContain(name);
  });

  test("links only to what exists", () => {
    for (const [, target = ""] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      expect(existsSync(join(root, target)), target).toBe(true);
  });

  test("quotes the generated code to the letter", () => {
    const generated = read("generated/src/operations/list-external-connections.ts");
    const quoted = fences.find(
      ({ language, text }) => language === "ts" && text.startsWith("export"),
    );
    for (const part of (quoted?.text ?? "").trim().split("\n\n")) expect(generated).toContain(part);
    expect(quoted).toBeDefined();
  });

  test("shows a program that compiles against the package", () => {
    const program = fences.find(
      ({ language, text }) => language === "ts" && text.startsWith("import"),
    );
    const files = new Map(readFiles(join(root, "generated"), ["dist", "node_modules"]));
    files.set(
      "program.ts",
      `declare const process: { env: { TELNYX_API_KEY?: string } };\n${(program?.text ?? "").replace('"telnyx-external-connections"', '"./src/index.js"')}`,
    );
    expect(program).toBeDefined();
    expect(compile(files, { isolatedDeclarations: false })).toEqual([]);
  });
});

describe("the repository", () => {
  test("vendors the spec byte for byte", () => {
    const bytes = readFileSync(join(root, "spec/external-connects.yml"));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(
      "2fc977f7ef2fd3652938bb3fcef28a6e28d0186983eeefb8308062e328bce66e",
    );
  });

  test("lets one file alone import the generator, besides the plugin that runs inside it", () => {
    const importing = tracked.filter(
      (path) => /\.ts$/.test(path) && /from "@hey-api\//.test(read(path)),
    );
    expect(importing).toEqual([
      "scripts/stages/emit.ts",
      "templates/plugin/operations.ts",
      "templates/plugin/types.ts",
    ]);
  });

  test("copies the runtime as it is, but for the constants of the API", () => {
    const copied = readdirSync(join(root, "generated/src/runtime"));
    expect(copied).toContain("request.ts");
    for (const name of copied.filter((each) => each !== "api.ts"))
      expect(read(`generated/src/runtime/${name}`), name).toBe(templates.get(`runtime/${name}`));
  });

  test("copies of the runtime what the package imports, and nothing else", () => {
    expect(existsSync(join(root, "generated/src/runtime/body.ts"))).toBe(false);
  });

  test("has LF line ends and no path of anybody's machine", () => {
    for (const path of tracked.filter((each) => existsSync(join(root, each)))) {
      const text = read(path);
      if (!path.startsWith("test/")) expect(text.includes("\r"), path).toBe(false);
      if (path !== "package-lock.json")
        expect(/\/(home|root|Users)\/\w/.test(text), path).toBe(false);
    }
  });

  test("has a test for every rule", () => {
    const rules = readdirSync(join(root, "scripts/rules")).filter((name) =>
      read(`scripts/rules/${name}`).includes(": Rule = {"),
    );
    for (const rule of rules)
      expect(existsSync(join(root, "test/rules", rule.replace(".ts", ".test.ts"))), rule).toBe(
        true,
      );
  });
});
