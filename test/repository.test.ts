import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createHash } from "node:crypto";
import { compile } from "./compile.ts";
import { templates } from "./fixtures.ts";
import { readFiles } from "../scripts/lib/files.ts";
import { header } from "../scripts/stages/assemble.ts";
import { normalizationRuleIds } from "../scripts/stages/normalize.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const packageJson = JSON.parse(read("package.json")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n");

/** Whether a range of versions admits one, in the forms that `engines` take. */
const admits = (range: string, version: string): boolean =>
  range.split("||").some((alternative) =>
    [...alternative.matchAll(/(>=|<|\^|~)? *v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/g)].every(
      ([, operator = "", major = "", minor, patch]) => {
        const [a = 0, b = 0, c = 0] = version.split(".").map(Number);
        const wanted = [Number(major), Number(minor ?? 0), Number(patch ?? 0)] as const;
        const order = a - wanted[0] || b - wanted[1] || c - wanted[2];
        if (operator === "<") return order < 0;
        return order >= 0 && (operator === ">=" || a === wanted[0]);
      },
    ),
  );

describe("package.json", () => {
  test("pins every dependency exactly", () => {
    const { dependencies, devDependencies } = packageJson;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(version, name).toMatch(/^(npm:[^@]+@)?\d+\.\d+\.\d+(-dev\.[\d.]+)?$/);
  });

  test("depends on exactly what the installed tool imports", () => {
    const imported = tracked
      .filter((path) => /^(scripts|templates\/plugin)\/(?!bench).*\.ts$/.test(path))
      .flatMap((path) => [...read(path).matchAll(/^(?:import .*|\}) from "([^".][^"]*)"/gm)])
      .map(([, specifier = ""]) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "")
      .filter((name) => !name.startsWith("node:"));
    expect(Object.keys(packageJson.dependencies)).toEqual([...new Set(imported)].sort());
  });

  test("builds with the Node that .nvmrc and CI use", () => {
    expect(read(".nvmrc").trim().replace(/^v/, "")).toBe(packageJson.devDependencies["node"]);
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

describe("package-lock.json", () => {
  interface Locked {
    readonly engines?: { readonly node?: string };
    readonly optional?: boolean;
  }
  const { packages } = JSON.parse(read("package-lock.json")) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const installed = Object.entries(packages).filter(([path]) => path.startsWith("node_modules/"));

  // npm checks these against the Node that it runs on itself. But scripts run on the Node of devDependencies, so a warning
  // about a tool that only runs there would be untrue: its `engines` are removed from the lock, which npm leaves as it is.
  test("lets npm ci run on Node 20.19 without warnings about tools", () => {
    const warned = installed.flatMap(([path, { engines, optional }]) =>
      admits(engines?.node ?? "*", "20.19.0") || optional ? [] : path,
    );
    expect(warned, "remove `engines` of these from package-lock.json").toEqual([]);
  });

  test("leaves out no engines that the Node of devDependencies does not satisfy", () => {
    const own = packageJson.devDependencies["node"] ?? "";
    const leftOut = installed.flatMap(([path, { engines }]): [string, string][] => {
      if (engines !== undefined || !existsSync(join(root, path, "package.json"))) return [];
      const range = (JSON.parse(read(`${path}/package.json`)) as Locked).engines?.node;
      return range === undefined ? [] : [[path, range]];
    });
    expect(leftOut.map(([path]) => path)).toContain("node_modules/vitest");
    for (const [path, range] of leftOut) expect(admits(range, own), `${path}: ${range}`).toBe(true);
  });

  test.each([
    [">=22.18.0", "22.18.0", true],
    [">=22.18.0", "20.19.0", false],
    [">= 22", "24.21.0", true],
    ["^20.19.0 || ^22.13.0 || >=24", "20.19.0", true],
    ["^20.19.0 || ^22.13.0 || >=24", "22.12.0", false],
    ["^22.12.0 || >=26.0.0", "24.21.0", false],
    [">=18 <20", "20.19.0", false],
    ["18 || 20", "20.19.0", true],
    ["20.x", "20.19.0", true],
    ["*", "20.19.0", true],
  ])("is read as npm does: %s admits %s: %o", (range, version, want) => {
    expect(admits(range, version)).toBe(want);
  });
});

describe("README.md", () => {
  const readme = read("README.md");

  test("counts the rules of normalization", () => {
    expect(readme).toContain(`${String(normalizationRuleIds.length)} rules →`);
  });
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

  test("quotes the generated code exactly", () => {
    const generated = read("generated/src/operations/list-external-connections.ts");
    const quoted = fences.find(
      ({ language, text }) => language === "ts" && text.startsWith("export"),
    );
    for (const part of (quoted?.text ?? "").trim().split("\n\n")) expect(generated).toContain(part);
    expect(quoted).toBeDefined();
  });

  test("contains a program that compiles against the package", () => {
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

  test("isolates every test file that replaces modules", () => {
    const configuration = read("vitest.config.ts");
    for (const path of tracked.filter((each) => /^test\/.*\.test\.ts$/.test(each)))
      if (/^vi\.(do)?[mM]ock\(/m.test(read(path))) expect(configuration).toContain(`"${path}"`);
  });

  test("imports the generator in one file only, besides the plugin that runs inside it", () => {
    const importing = tracked.filter(
      (path) => /\.ts$/.test(path) && /from "@hey-api\//.test(read(path)),
    );
    expect(importing).toEqual([
      "scripts/stages/emit.ts",
      "templates/plugin/expressions.ts",
      "templates/plugin/operations.ts",
      "templates/plugin/types.ts",
    ]);
  });

  test("copies the runtime unchanged, except for the constants of the API", () => {
    const copied = readdirSync(join(root, "generated/src/runtime"));
    expect(copied).toContain("request.ts");
    for (const name of copied.filter((each) => each !== "api.ts"))
      expect(read(`generated/src/runtime/${name}`), name).toBe(
        header + (templates.get(`runtime/${name}`) ?? ""),
      );
  });

  test("copies only the runtime files that the package imports", () => {
    expect(existsSync(join(root, "generated/src/runtime/body.ts"))).toBe(false);
  });

  test("has LF line endings and no paths of anyone's machine", () => {
    for (const path of tracked.filter((each) => existsSync(join(root, each)))) {
      const text = read(path);
      if (!path.startsWith("test/")) expect(text.includes("\r"), path).toBe(false);
      if (path !== "package-lock.json")
        expect(/\/(home|root|Users)\/\w/.test(text), path).toBe(false);
    }
  });

  test("has a test for every rule", () => {
    for (const rule of normalizationRuleIds)
      expect(existsSync(join(root, `test/rules/${rule}.test.ts`)), rule).toBe(true);
  });
});
