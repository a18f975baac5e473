import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { journalName } from "../../scripts/lib/files.ts";
import { packageVersion } from "../../scripts/lib/package-root.ts";
import { sha256 } from "../../scripts/lib/sha256.ts";
import { generate as generateCommand } from "../../scripts/generate.ts";
import { call, type CallOptions, type Outcome, runCommand, runProcess } from "../commands.ts";
import { config, fixturePath } from "../fixtures.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const widgets = readFileSync(fixturePath("list-widgets", "openapi.yml"), "utf8");

/** Widgets and two more operations. */
const gadgets = widgets.replace(
  "components:\n  schemas:\n",
  `  /gadgets:
    post: { operationId: CreateGadget, responses: { "204": { description: None } } }
    get:
      operationId: ListGadgets
      responses:
        "200":
          description: A gadget
          content: { application/json: { schema: { $ref: "#/components/schemas/Gadget" } } }
components:
  schemas:
    Gadget:
      type: object
      required: [size, name]
      properties: { size: { type: integer }, name: { type: string }, colour: { type: string } }
`,
);

const put = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const configuration = (changes: object = {}): string =>
  `export default ${JSON.stringify({ ...config, spec: "spec/openapi.yml", output: "package", ...changes })};\n`;

/** A folder with a configuration and a spec. The package is written to its `package/`. */
const workspace = (files: Readonly<Record<string, string>> = {}): string => {
  const folder = temporaryFolder();
  put(folder, { "config.mjs": configuration(), "spec/openapi.yml": widgets, ...files });
  return folder;
};

const generate = (
  folder: string,
  flags: readonly string[],
  options?: CallOptions,
): Promise<Outcome> => runCommand("generate", folder, flags, options);
const quiet = { code: 0, stderr: "", stdout: "" };

/** Everything below a folder, folders included. */
const snapshot = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .map((each): [string, string] => {
        const path = join(each.parentPath, each.name);
        return [
          path.slice(folder.length + 1),
          each.isFile() ? readFileSync(path, "latin1") : "a folder",
        ];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const files = (folder: string): string[] =>
  Object.entries(snapshot(folder)).flatMap(([path, text]) => (text === "a folder" ? [] : [path]));

describe("the package", () => {
  test("is written with its two documents, and a second run changes nothing", async () => {
    const folder = workspace();
    expect(await generate(folder, ["--quiet"])).toEqual(quiet);
    const first = snapshot(folder);
    expect(Object.keys(first)).toEqual(
      expect.arrayContaining([
        "package/README.md",
        "package/manifest.json",
        "package/package.json",
        "package/src/index.ts",
        "package/src/operations/list-widgets.ts",
        "spec/normalization.json",
        "spec/openapi.normalized.yml",
      ]),
    );
    expect(await generate(folder, ["--quiet"])).toEqual(quiet);
    expect(snapshot(folder)).toEqual(first);
    expect(await generate(folder, ["--check", "--quiet"])).toEqual(quiet);
    expect(snapshot(folder)).toEqual(first);
  });

  test("replaces the files of an earlier run, but never dist/ or node_modules/", async () => {
    const others = {
      "package/dist/index.js": "built",
      "package/node_modules/a/index.js": "installed",
    };
    const folder = workspace({
      ...others,
      "package/src/gone.ts": "old",
      "package/package.json": "old",
    });
    expect(await generate(folder, ["--quiet"])).toEqual(quiet);
    expect(snapshot(folder)).toMatchObject(others);
    expect(existsSync(join(folder, "package/src/gone.ts"))).toBe(false);
    expect(await generate(folder, ["--check", "--quiet"])).toEqual(quiet);
  });

  test("contains the operations of the flag, not of the configuration", async () => {
    const folder = workspace({ "spec/openapi.yml": gadgets });
    const operations = (): string[] => readdirSync(join(folder, "package/src/operations"));
    await generate(folder, []);
    expect(operations()).toEqual(["create-gadget.ts", "list-gadgets.ts", "list-widgets.ts"]);
    await generate(folder, ["--operations", " ListGadgets, "]);
    expect(operations()).toEqual(["list-gadgets.ts"]);
  });
});

describe("--check", () => {
  test("names every stale, missing and extra file, and changes none", async () => {
    const folder = workspace();
    await generate(folder, []);
    appendFileSync(join(folder, "package/src/index.ts"), "\n");
    rmSync(join(folder, "package/README.md"));
    put(folder, {
      "package/src/deep/extra.ts": "",
      "package/extra.txt": "",
      "package/dist/a.js": "",
    });
    appendFileSync(join(folder, "spec/openapi.normalized.yml"), "# Edited.\n");
    rmSync(join(folder, "spec/normalization.json"));
    const before = snapshot(folder);

    const { code, stderr } = await generate(folder, ["--check", "--quiet"]);
    const lines = stderr.trimEnd().split("\n");
    expect(code).toBe(1);
    expect(lines.slice(0, -1).sort()).toEqual([
      "extra   package/extra.txt",
      "extra   package/src/deep/extra.ts",
      "missing package/README.md",
      "missing spec/normalization.json",
      "stale   package/src/index.ts",
      "stale   spec/openapi.normalized.yml",
    ]);
    expect(lines.at(-1)).toMatch(/^package: 6 files differ from what .* generate; run .*\.$/);
    expect(snapshot(folder)).toEqual(before);
  });

  test("notices a changed line ending", async () => {
    const folder = workspace();
    await generate(folder, []);
    const license = join(folder, "package/LICENSE");
    writeFileSync(license, readFileSync(license, "utf8").replace("\n", "\r\n"));
    const { code, stderr } = await generate(folder, ["--check", "--quiet"]);
    expect({ code, first: stderr.split("\n")[0] }).toEqual({
      code: 1,
      first: "stale   package/LICENSE",
    });
  });

  test("writes nothing if there is no package yet", async () => {
    const folder = workspace();
    const before = snapshot(folder);
    expect((await generate(folder, ["--check", "--quiet"])).code).toBe(1);
    expect(snapshot(folder)).toEqual(before);
  });

  test("compares another document with the package, without writing", async () => {
    const folder = workspace({ "copy/openapi.yml": widgets });
    await generate(folder, []);
    const before = snapshot(folder);
    expect(await generate(folder, ["--spec", "copy/openapi.yml", "--check", "--quiet"])).toEqual(
      quiet,
    );
    expect(snapshot(folder)).toEqual(before);
  });
});

describe("--out", () => {
  test("writes the same package elsewhere, with the normalized document in it, and touches nothing else", async () => {
    const folder = workspace();
    await generate(folder, []);
    const before = snapshot(folder);
    expect(await generate(folder, ["--out", "else/where", "--quiet"])).toEqual(quiet);
    expect(files(join(folder, "else/where"))).toEqual(
      [...files(join(folder, "package")), "openapi.normalized.yml"].sort(),
    );
    expect(snapshot(join(folder, "else/where"))).toMatchObject(snapshot(join(folder, "package")));
    expect(await generate(folder, ["--out", "else/where", "--check", "--quiet"])).toEqual(quiet);
    rmSync(join(folder, "else"), { recursive: true });
    expect(snapshot(folder)).toEqual(before);
  });

  test.each(["openapi.json", "page.md"])("takes another document: %s", async (name) => {
    const text = name.endsWith(".md")
      ? `# Widgets\n\n\`\`\`\`yaml openapi.yml\n${widgets}\`\`\`\`\n`
      : JSON.stringify(parse(widgets));
    const folder = workspace({ [name]: text });
    await generate(folder, ["--out", "plain"]);
    expect(await generate(folder, ["--spec", name, "--out", "other", "--quiet"])).toEqual(quiet);
    expect(snapshot(join(folder, "other/src"))).toEqual(snapshot(join(folder, "plain/src")));
  });

  test("can be repeated in its own folder, even after a build, and removes what is left of another document", async () => {
    const folder = workspace({ "first.yml": widgets, "second.yml": widgets });
    await generate(folder, ["--spec", "first.yml", "--out", "out"]);
    put(folder, {
      "out/dist/index.js": "built",
      "out/node_modules/a.js": "",
      "out/package-lock.json": "",
    });
    expect(await generate(folder, ["--spec", "second.yml", "--out", "out", "--quiet"])).toEqual(
      quiet,
    );
    expect(existsSync(join(folder, "out/dist/index.js"))).toBe(true);
    expect(existsSync(join(folder, "out/first.normalized.yml"))).toBe(false);
    expect(
      await generate(folder, ["--spec", "second.yml", "--out", "out", "--check", "--quiet"]),
    ).toEqual(quiet);
  });

  test("records what the package came from, and checks it", async () => {
    const lock = (spec: string): string =>
      JSON.stringify({ sha256: sha256(spec), upstreamSha256: "of-upstream" });
    const folder = workspace({ "spec/lock.json": lock(widgets) });
    expect(await generate(folder, ["--quiet"])).toEqual(quiet);
    const manifest = (): Record<string, unknown> =>
      JSON.parse(snapshot(folder)["package/manifest.json"] ?? "") as Record<string, unknown>;
    expect(manifest()["generatedBy"]).toMatchObject({ pagewise: packageVersion() });
    const normalizedSha256 = sha256(snapshot(folder)["spec/openapi.normalized.yml"] ?? "");
    expect(manifest()["generatedFrom"]).toEqual({
      upstreamSha256: "of-upstream",
      documentSha256: sha256(widgets),
      normalizedSha256,
    });

    // A comment, which changes nothing of the package, and makes it no longer what was cut out of upstream.
    put(folder, { "spec/openapi.yml": `# Mine\n${widgets}` });
    const { code, stderr } = await generate(folder, ["--check", "--quiet"]);
    expect(code).toBe(1);
    expect(stderr).toContain("stale   package/manifest.json\n");
    await generate(folder, ["--quiet"]);
    expect(manifest()["generatedFrom"]).toEqual({
      documentSha256: sha256(`# Mine\n${widgets}`),
      normalizedSha256,
    });
  });

  test("keeps the version and the changelog of the package", async () => {
    const folder = workspace();
    await generate(folder, ["--out", "out"]);
    const version = (text = ""): string => text.replace('"version": "0.1.0"', '"version": "2.0.0"');
    const released = version(snapshot(folder)["out/package.json"]);
    expect(released).toContain("2.0.0");
    put(folder, { "out/package.json": released, "out/CHANGELOG.md": "# Mine\n" });
    const flags = ["--out", "out", "--quiet"];
    expect(await generate(folder, [...flags, "--check"])).toEqual(quiet);
    expect(await generate(folder, flags)).toEqual(quiet);
    expect(snapshot(folder)).toMatchObject({
      "out/package.json": released,
      "out/CHANGELOG.md": "# Mine\n",
    });
  });

  test("refuses its own folder if someone added a file to src/", async () => {
    const folder = workspace();
    await generate(folder, ["--out", "out"]);
    put(folder, { "out/src/mine.ts": "mine" });
    const before = snapshot(folder);
    const { code, stderr } = await generate(folder, ["--out", "out", "--quiet"]);
    expect(snapshot(folder)).toEqual(before);
    expect(code).toBe(64);
    expect(stderr).toContain("mine.ts");
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["a file", { "out/notes.txt": "mine" }, "notes.txt"],
    ["a hidden file", { "out/.env": "mine" }, ".env"],
    ["another package", { "out/package.json": "{}" }, "package.json"],
    ["another src/", { "out/src/index.ts": "mine" }, "src/index.ts"],
    ["another manifest", { "out/manifest.json": '{"name":"app"}' }, "manifest.json"],
    ["a manifest that is not JSON", { "out/manifest.json": "mine" }, "manifest.json"],
  ])("refuses a folder with %s", async (_, foreign, found) => {
    const folder = workspace(foreign);
    const before = snapshot(folder);
    const { code, stderr } = await generate(folder, ["--out", "out", "--quiet"]);
    expect(stderr).toBe(
      `out is not empty (${found}) and was not generated by this tool; choose another folder or empty it.\n`,
    );
    expect(code).toBe(64);
    expect(snapshot(folder)).toEqual(before);
  });
});

describe("generating gives the same bytes", () => {
  const written = (folder: string): Record<string, string> => {
    const { "spec/openapi.yml": _, ...all } = snapshot(folder);
    return all;
  };
  const input = { "spec/openapi.yml": gadgets };
  let first: Record<string, string> | undefined;
  const reference = async (): Promise<Record<string, string>> => {
    if (first) return first;
    const folder = workspace(input);
    expect(await generate(folder, ["--quiet"])).toEqual(quiet);
    return (first = written(folder));
  };

  test("in another folder", async () => {
    const folder = workspace(input);
    expect(await generate(folder, ["--quiet"])).toEqual(quiet);
    expect(written(folder)).toEqual(await reference());
  });

  test.each([
    ["another time zone", { TZ: "Pacific/Kiritimati" }],
    ["another locale", { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" }],
    ["colors and CI", { FORCE_COLOR: "3", CI: "true" }],
  ])("in a process with %s", async (_, env) => {
    const folder = workspace(input);
    expect(await runProcess("generate", folder, ["--quiet"], { env })).toEqual(quiet);
    expect(written(folder)).toEqual(await reference());
  });

  test("in a process in another working folder, whatever program or configuration of other tools is in it", async () => {
    const folder = workspace(input);
    const cwd = temporaryFolder();
    put(cwd, {
      "openapi-ts.config.mjs":
        "import { writeFileSync } from 'node:fs';\nwriteFileSync('ran', '');\nexport default {};\n",
      "index.js": "throw new Error('The working folder is a program, and it was run.');\n",
      ".prettierrc.json": '{ "tabWidth": 8, "semi": false }',
      ".oxfmtrc.json": '{ "tabWidth": 8, "semi": false }',
      ".editorconfig": "[*]\nindent_style = tab\n",
      "tsconfig.json": "{ broken",
      "package.json": '{ "type": "commonjs" }',
    });
    const before = snapshot(cwd);
    const env = { TMPDIR: temporaryFolder() }; // The loader of such configurations would cache there.
    expect(await runProcess("generate", folder, ["--quiet"], { cwd, env })).toEqual(quiet);
    expect(written(folder)).toEqual(await reference());
    expect(snapshot(cwd)).toEqual(before);
  });

  test("from a document with all keys reversed, except for line numbers and its own hash", async () => {
    const reverse = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reverse);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, member]) => [key, reverse(member)])
          .reverse(),
      );
    };
    const folder = workspace({ "spec/openapi.yml": stringify(reverse(parse(gadgets))) });
    expect(await generate(folder, ["--quiet"])).toEqual(quiet);
    const withoutLines = (all: Record<string, string>): unknown => ({
      ...all,
      "spec/normalization.json": (
        JSON.parse(all["spec/normalization.json"] ?? "") as { line?: number }[]
      )
        .map(({ line: _, ...change }) => JSON.stringify(change))
        .sort(),
      "package/manifest.json": all["package/manifest.json"]?.replace(/"documentSha256": .*/, ""),
    });
    expect(withoutLines(written(folder))).toEqual(withoutLines(await reference()));
  });
});

describe("an interrupted replacement", () => {
  test.each(["--check", "--quiet"])(
    "is completed by the next command (%s) if its journal was written",
    async (flag) => {
      const folder = workspace();
      await generate(folder, []);
      const whole = snapshot(folder);
      for (const name of ["src", "README.md"])
        renameSync(join(folder, "package", name), join(folder, "package", `${name}.staged`));
      put(folder, {
        "package/src.replaced/index.ts": "old",
        [`package/${journalName}`]: '["README.md","src"]',
      });
      expect((await generate(folder, [flag])).code).toBe(0);
      expect(snapshot(folder)).toEqual(whole);
    },
  );

  test("is removed by the next command if it was not", async () => {
    const folder = workspace();
    await generate(folder, []);
    const whole = snapshot(folder);
    put(folder, {
      "package/src.staged/index.ts": "half",
      "package/README.md.staged": "half",
      "spec/openapi.normalized.yml.staged": "half",
      [`package/${journalName}.staged`]: '["REA',
    });
    expect((await generate(folder, ["--check"])).code).toBe(0);
    expect(snapshot(folder)).toEqual(whole);
  });
});

describe("a failure prints one sentence, sets an exit code, and changes nothing:", () => {
  const old = {
    "package/src/index.ts": "old",
    "package/package.json": "old",
    "package/dist/index.js": "built",
    "spec/openapi.normalized.yml": "old",
    "spec/normalization.json": "old",
  };
  const spec = (text: string): Record<string, string> => ({ "spec/openapi.yml": text });
  const other = (changes: object): Record<string, string> => ({
    "config.mjs": configuration(changes),
  });

  /** Problem · files · flags · exit code · pattern of the message. */
  test.each<[string, Record<string, string>, string[], number, RegExp]>([
    [
      "no such spec",
      {},
      ["--spec", "none.yml", "--out", "out"],
      3,
      /^none\.yml: no such file; check the path\.$/m,
    ],
    [
      "a folder for a spec",
      {},
      ["--spec", "spec", "--out", "out"],
      3,
      /^spec: a folder, not a file; check the path\.$/m,
    ],
    ["an empty spec", spec(""), [], 3, /^openapi\.yml:1:1: .* found nothing/],
    ["HTML", spec("<!doctype html><p>Log in"), [], 3, /^openapi\.yml:1:1: .*HTML/],
    ["broken YAML", spec("openapi: 3.1.0\npaths: {\n"), [], 3, /^openapi\.yml:3:1: /],
    [
      "an alias without an anchor",
      spec("openapi: 3.1.0\npaths: *p\n"),
      [],
      3,
      /^openapi\.yml:2:8: /,
    ],
    [
      "a `$ref` to nothing",
      spec(widgets.replace("schemas/Widget", "schemas/Gone")),
      [],
      3,
      /^openapi\.yml:29: .*#\/components\/schemas\/Gone/,
    ],
    [
      "a `$ref` without a slash",
      spec(widgets.replace("#/components/schemas/Widget", "#Widget")),
      [],
      3,
      /^openapi\.yml:29: .*#Widget/,
    ],
    [
      "Swagger 1.2",
      spec("swagger: '1.2'\npaths: {}\n"),
      [],
      3,
      /^openapi\.yml:1:1: .*Swagger "1\.2"/,
    ],
    ["no paths", spec("openapi: 3.1.0\n"), [], 3, /^openapi\.yml:1:1: .*`paths`/],
    [
      "no operations",
      spec("openapi: 3.1.0\npaths: {}\n"),
      [],
      3,
      /no operations, so there is nothing to generate/,
    ],
    [
      "an operation that is not there",
      {},
      ["--operations", "ListWidget"],
      3,
      /^openapi\.yml: no operation with operationId ListWidget; did you mean ListWidgets\?/,
    ],
    [
      "one in the configuration",
      other({ operations: ["Zzzz"] }),
      [],
      3,
      /Zzzz.*available: ListWidgets\./,
    ],
    [
      "an empty list of operations",
      {},
      ["--operations", ""],
      3,
      /no operations, so there is nothing to generate/,
    ],
    ["an unknown flag", {}, ["--chek"], 64, /^unknown flag --chek; did you mean --check\?$/m],
    [
      "a flag that resembles none",
      {},
      ["--xyzzyxyzzy"],
      64,
      /^unknown flag --xyzzyxyzzy; see --help\.$/m,
    ],
    ["a short flag", {}, ["-q"], 64, /^unknown flag -q; see --help\.$/m],
    [
      "a word",
      {},
      ["spec/openapi.yml"],
      64,
      /^unexpected argument "spec\/openapi\.yml"; generate takes only flags, see/,
    ],
    [
      "--spec alone",
      {},
      ["--spec", "spec/openapi.yml"],
      64,
      /^--spec needs --out <dir> or --check: without one it would overwrite generated\/\.$/m,
    ],
    ["a flag without its value", {}, ["--out"], 64, /^--out needs a value; see --help\.$/m],
    [
      "a flag for a value",
      {},
      ["--out", "--check"],
      64,
      /^--out needs a value, but is followed by the flag --check; see/,
    ],
    [
      "a value for a switch",
      {},
      ["--check=yes"],
      64,
      /^--check takes no value, but was given "yes"; see/,
    ],
    [
      "no such configuration",
      {},
      ["--config", "none.mjs"],
      64,
      /^none\.mjs: no such file; correct --config, or leave it out\.$/m,
    ],
    [
      "a broken configuration",
      { "config.mjs": "export default {" },
      [],
      64,
      /^config\.mjs: cannot be loaded: .+; correct it, or pass another --config\.$/m,
    ],
    [
      "a configuration without a default",
      { "config.mjs": "export {}" },
      [],
      64,
      /^config\.mjs: no default export; export/,
    ],
    [
      "a misspelled setting",
      other({ ouput: "a" }),
      [],
      64,
      /^config\.mjs: unknown setting ouput; did you mean output\?$/m,
    ],
    [
      "a configuration without a document",
      other({ spec: undefined }),
      [],
      64,
      /^config\.mjs: missing setting spec; see pipeline\.config\.ts/,
    ],
    [
      "a setting of the wrong type",
      other({ arrayFormat: "commas" }),
      [],
      64,
      /^config\.mjs: setting arrayFormat must be one of comma, brackets, repeat, indices, but is "commas"\.$/m,
    ],
    [
      "a nested setting of the wrong type",
      other({ retry: { timeout: "5s" } }),
      [],
      64,
      /^config\.mjs: setting retry\.timeout must be a number, 0 or more, but is "5s"\.$/m,
    ],
    [
      "a misspelled nested setting",
      other({ retry: { timout: 5 } }),
      [],
      64,
      /^config\.mjs: unknown setting retry\.timout; did you mean retry\.timeout\?$/m,
    ],
    [
      "a group of settings that is none",
      other({ paging: 7 }),
      [],
      64,
      /^config\.mjs: setting paging must be an object with maxPages\.$/m,
    ],
    [
      "a file where the package belongs",
      { ...other({ output: "spec/openapi.yml" }) },
      [],
      74,
      /openapi\.yml/,
    ],
    [
      "a file on the way to the package",
      other({ output: "config.mjs/package" }),
      [],
      74,
      /config\.mjs/,
    ],
    ["a file for --out", {}, ["--out", "config.mjs"], 74, /config\.mjs/],
    ["a file on the way to --out", {}, ["--out", "config.mjs/out"], 74, /config\.mjs/],
  ])("%s", async (_, changes, flags, code, sentence) => {
    const folder = workspace({ ...old, ...changes });
    const before = snapshot(folder);
    const got = await generate(folder, ["--quiet", ...flags]);
    expect.soft(got.stderr).toMatch(/^[^\n]+[.?]\n$/);
    expect.soft(got.stderr).not.toMatch(/[.?!] [A-Z]/);
    expect.soft(got.stderr).toMatch(sentence);
    expect.soft({ code: got.code, stdout: got.stdout }).toEqual({ code, stdout: "" });
    expect.soft(snapshot(folder)).toEqual(before);
  });

  test("--out leaves no folder behind", async () => {
    const folder = workspace(spec(""));
    expect((await generate(folder, ["--out", "out"])).code).toBe(3);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test("without --quiet, the stages that ran are printed first, one per line", async () => {
    const folder = workspace(spec(widgets.replace("schemas/Widget", "schemas/Gone")));
    const lines = (await generate(folder, [])).stderr.trimEnd().split("\n");
    const stages = lines.slice(0, -1).map((line) => /^ +\d+ ms {2}(\w+)$/.exec(line)?.[1]);
    expect(stages).toEqual(["read", "select", "normalize", "plan"]);
    expect(lines.at(-1)).toMatch(/^openapi\.yml:29: /);
  });
});

test("--help describes every flag, and does nothing else", async () => {
  const folder = workspace();
  const before = snapshot(folder);
  const { code, stdout, stderr } = await generate(folder, ["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const flag of [
    "check",
    "spec",
    "out",
    "operations",
    "skip-faulty",
    "config",
    "quiet",
    "help",
  ])
    expect(stdout).toMatch(new RegExp(`^ +--${flag}\\b`, "m"));
  expect(snapshot(folder)).toEqual(before);
});

describe("a document of another API", () => {
  const petShop = `openapi: 3.0.3
info: { title: Pet Shop API, version: "1" }
servers: [{ url: https://pets.example.com }]
security: [{ token: [] }]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: page, in: query, schema: { type: object, properties: { number: { type: integer } } } }]
      responses: { "204": { description: None } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
`;
  const foreign = (folder: string, ...flags: string[]) =>
    call(generateCommand, folder, ["--spec", "pets.yml", "--out", "out", ...flags]);

  test("gets nothing of this project's configuration", async () => {
    const folder = workspace({ "pets.yml": petShop });
    const { code, stderr } = await foreign(folder);
    expect(code).toBe(0);
    const written = Object.entries(snapshot(join(folder, "out")));
    expect(
      written.filter(([, text]) => /telnyx|fixture/i.test(text)).map(([path]) => path),
    ).toEqual([]);
    const files = new Map(written);
    expect(JSON.parse(files.get("package.json") ?? "")).toMatchObject({
      name: "pet-shop-api",
      description: "A small typed client for Pet Shop API, generated from its OpenAPI document.",
    });
    expect(files.get("src/runtime/api.ts")).toContain(
      'apiKeyVariable: string = "PET_SHOP_API_KEY"',
    );
    expect(files.get("src/operations/list-pets.ts")).toContain("style: form");
    expect(stderr).toContain(
      "note: assumed packageName pet-shop-api, apiKeyVariable PET_SHOP_API_KEY, arrayFormat comma;",
    );
  });

  test("gets the name given with --name", async () => {
    const folder = workspace({ "pets.yml": petShop });
    expect((await foreign(folder, "--name", "@acme/pets", "--quiet")).code).toBe(0);
    expect(snapshot(join(folder, "out"))["package.json"]).toContain('"name": "@acme/pets"');
  });

  test("gets a configuration's settings, and defaults for the others", async () => {
    const folder = workspace({
      "pets.yml": petShop,
      "pets.mjs": 'export default { spec: "pets.yml", apiKeyVariable: "PETS" };\n',
    });
    expect((await foreign(folder, "--config", "pets.mjs", "--quiet")).code).toBe(0);
    const files = snapshot(join(folder, "out"));
    expect(files["src/runtime/api.ts"]).toContain('apiKeyVariable: string = "PETS"');
    expect(files["package.json"]).toContain('"name": "pet-shop-api"');
  });
});
