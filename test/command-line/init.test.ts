import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { drift } from "../../scripts/drift.ts";
import { fetch } from "../../scripts/fetch.ts";
import { generate } from "../../scripts/generate.ts";
import { init } from "../../scripts/init.ts";
import { packageVersion } from "../../scripts/lib/package-root.ts";
import { call, type Outcome } from "../commands.ts";
import { put, serveUpstream, snapshot, widgets } from "../fetch/upstream-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const quiet = { code: 0, stderr: "", stdout: "" };

/** A project with these files, and a document beside it. */
const projectWith = (files: Readonly<Record<string, string>> = {}, document = widgets): string => {
  const folder = temporaryFolder();
  put(folder, { "upstream/openapi.yml": document });
  put(join(folder, "project"), { ...files });
  return join(folder, "project");
};

const source = ["--source", "../upstream/openapi.yml", "--quiet"];
const run = (folder: string, flags: readonly string[] = source): Promise<Outcome> =>
  call(init, folder, flags);
const check = (folder: string): Promise<Outcome> => call(generate, folder, ["--check", "--quiet"]);

describe("init", () => {
  test("makes a project of an empty folder, which passes its own check", async () => {
    const folder = projectWith();
    expect(await run(folder)).toEqual(quiet);
    const files = snapshot(folder);
    expect(files["pipeline.config.ts"]).toBe(`import type { PipelineConfig } from "pagewise";

export default {
  // Where upstream publishes its document: \`npm run fetch\` and \`npm run drift\` read it.
  source: "../upstream/openapi.yml",
  // The vendored copy, which \`npm run generate\` reads. Never edit it: correct it with \`overlays\`.
  spec: "spec/openapi.yml",
} satisfies PipelineConfig;
`);
    expect(files["spec/openapi.yml"]).toBe(widgets);
    expect(Object.keys(files).filter((path) => !path.startsWith("generated/"))).toEqual([
      ".gitattributes",
      ".github/workflows/check.yml",
      ".github/workflows/drift.yml",
      ".gitignore",
      "package.json",
      "pipeline.config.ts",
      "spec/lock.json",
      "spec/normalization.json",
      "spec/openapi.normalized.yml",
      "spec/openapi.yml",
    ]);
    expect(JSON.parse(files["package.json"] ?? "")).toEqual({
      private: true,
      type: "module",
      workspaces: ["generated"],
      scripts: {
        generate: "pagewise generate",
        fetch: "pagewise fetch",
        drift: "pagewise drift",
        update: "pagewise update",
      },
      devDependencies: { pagewise: packageVersion() },
    });
    expect(await check(folder)).toEqual(quiet);
  });

  test("extends what a project has, and keeps its indentation and its order", async () => {
    const packageJson = `{
    "name": "app",
    "scripts": {
        "test": "vitest",
        "drift": "pagewise drift"
    },
    "workspaces": [
        "apps/*"
    ],
    "dependencies": {
        "pagewise": "^0.1.0"
    }
}
`;
    const folder = projectWith({
      "package.json": packageJson,
      ".gitignore": "node_modules/\n.env",
      "README.md": "# App\n",
    });
    expect(await run(folder)).toEqual(quiet);
    const files = snapshot(folder);
    expect(files["package.json"]).toBe(`{
    "name": "app",
    "scripts": {
        "generate": "pagewise generate",
        "fetch": "pagewise fetch",
        "drift": "pagewise drift",
        "update": "pagewise update",
        "test": "vitest"
    },
    "workspaces": [
        "apps/*",
        "generated"
    ],
    "dependencies": {
        "pagewise": "^0.1.0"
    }
}
`);
    expect(files[".gitignore"]).toBe(
      "node_modules/\n.env\ngenerated/dist/\n*.staged\n*.replaced\n.swap.json\n",
    );
    expect(files["README.md"]).toBe("# App\n");
    // A project of CommonJS.
    expect(files).toHaveProperty(["pipeline.config.mts"]);
    expect(files).not.toHaveProperty(["pipeline.config.ts"]);
    expect(await check(folder)).toEqual(quiet);
  });

  test("says why each setting that was chosen is there", async () => {
    const folder = projectWith();
    const flags = [...source, "--name", "@acme/widgets", "--operations", "ListWidgets"];
    expect(await run(folder, flags)).toEqual(quiet);
    const files = snapshot(folder);
    expect(files["pipeline.config.ts"]).toContain(
      '  // Chosen with `--name`; by default the title of the document.\n  packageName: "@acme/widgets",\n',
    );
    expect(files["pipeline.config.ts"]).toContain(
      '  // Chosen with `--operations`; by default all that the document has.\n  operations: ["ListWidgets"],\n',
    );
    expect(files["generated/package.json"]).toContain('"name": "@acme/widgets"');
    expect(await check(folder)).toEqual(quiet);
  });

  test("with --skip-faulty leaves out what is wrong, now and whenever its commands run", async () => {
    const faulty = widgets.replace(
      "components:\n",
      `  /broken:
    get:
      operationId: GetBroken
      responses: { "200": { $ref: "#/components/responses/Gone" } }
  /hidden:
    get:
      operationId: GetHidden
      parameters: [{ name: toString, in: query, schema: { type: string } }]
      responses: { "204": { description: None } }
components:
`,
    );
    const folder = projectWith({}, faulty);
    expect(await run(folder)).toMatchObject({ code: 3 });
    const { code, stderr } = await run(folder, [...source, "--skip-faulty"]);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(
      /^left out 1 operation:\nopenapi\.yml:\d+: GetBroken: .+\nleft out 1 operation:\nopenapi\.yml:\d+: GetHidden: .+\n$/,
    );
    const files = snapshot(folder);
    expect(files["pipeline.config.ts"]).toContain(
      "  // Chosen with `--skip-faulty`: operations that the document is wrong about are left out, and listed.\n  skipFaulty: true,\n",
    );
    expect(Object.keys(files).filter((path) => path.includes("/operations/"))).toEqual([
      "generated/src/operations/list-widgets.ts",
    ]);
    expect(await check(folder)).toMatchObject({ code: 0 });
    expect(await call(drift, folder, ["--quiet"])).toMatchObject({ code: 0 });
    expect(await call(fetch, folder, ["--quiet"])).toMatchObject({ code: 0 });
    expect(snapshot(folder)).toEqual(files);
  });

  test("with --allow-ref reads files elsewhere, now and whenever its commands run", async () => {
    const folder = projectWith(
      {},
      widgets.replace("{ type: string, enum: [red, green] }", '{ $ref: "../common/color.yml" }'),
    );
    put(folder, { "../common/color.yml": "type: string\nenum: [red, green]\n" });
    expect(await run(folder)).toMatchObject({ code: 3 });
    const flags = [...source, "--allow-ref", "../common", "--allow-ref", "https://example.com/"];
    expect(await run(folder, flags)).toEqual(quiet);
    const files = snapshot(folder);
    expect(files["pipeline.config.ts"]).toContain(
      '  allowRefs: ["../common", "https://example.com/"],\n',
    );
    expect(await check(folder)).toEqual(quiet);
    expect(await call(drift, folder, ["--quiet"])).toMatchObject({ code: 0 });
    put(folder, { "../common/color.yml": "type: string\nenum: [red, green, blue]\n" });
    expect(await call(drift, folder, ["--quiet"])).toMatchObject({ code: 1 });
    expect(await call(fetch, folder, ["--quiet"])).toEqual(quiet);
    expect(snapshot(folder)["spec/openapi.yml"]).toContain("blue");
  });

  test("vendors JSON from a server as JSON", async () => {
    const upstream = await serveUpstream();
    const folder = projectWith();
    const flags = ["--source", upstream.url("json"), "--quiet"];
    expect(await run(folder, flags)).toEqual(quiet);
    const files = snapshot(folder);
    expect(JSON.parse(files["spec/openapi.json"] ?? "")).toEqual(parse(widgets));
    expect(files["pipeline.config.ts"]).toContain(`source: "${upstream.url("json")}"`);
    expect(await check(folder)).toEqual(quiet);
  });

  test("with --dry-run lists exactly what it would write", async () => {
    const files = { "package.json": "{}\n", ".gitattributes": "* text=auto\n" };
    const folder = projectWith(files);
    const before = snapshot(folder);
    const { code, stdout } = await run(folder, [...source, "--dry-run"]);
    expect(code).toBe(0);
    expect(snapshot(folder)).toEqual(before);
    await run(folder);
    const written = Object.keys(snapshot(folder)).map(
      (path) => `${path in files ? "extend" : "create"}  ${path}\n`,
    );
    expect(stdout).toBe(written.join(""));
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["pipeline.config.json", { "pipeline.config.json": "{}" }],
    ["pipeline.config.ts", { "pipeline.config.ts": "mine" }],
    [".github/workflows/drift.yml", { ".github/workflows/drift.yml": "mine" }],
    ["spec/lock.json, spec/openapi.yml", { "spec/openapi.yml": "mine", "spec/lock.json": "mine" }],
    ["generated", { "generated/notes.txt": "mine" }],
    ["generated", { generated: "a file" }],
    [
      "the script generate of package.json",
      { "package.json": '{"scripts":{"generate":"prisma generate"}}' },
    ],
  ])("refuses to overwrite %s, and changes nothing", async (named, files) => {
    const folder = projectWith(files);
    const before = snapshot(folder);
    expect(await run(folder)).toEqual({
      code: 64,
      stderr: `init would overwrite ${named}; move that out of the way, or run init in another folder.\n`,
      stdout: "",
    });
    expect(snapshot(folder)).toEqual(before);
  });

  test.each<[string, number, Readonly<Record<string, string>>, readonly string[], RegExp]>([
    ["without a source", 64, {}, [], /^init needs a document that it can read again later; /],
    ["from a pipe", 64, {}, ["--source", "-"], /^init needs a document that it can read again /],
    [
      "from a file that is not there",
      3,
      {},
      ["--source", "none.yml", "--quiet"],
      /^none\.yml: no such file/,
    ],
    [
      "of operations that are not there",
      3,
      {},
      [...source, "--operations", "ListGizmos"],
      /no operation with operationId ListGizmos/,
    ],
    ["where package.json is none", 3, { "package.json": "[]" }, source, /^package\.json: not an /],
    [
      "of the project's own name",
      64,
      { "package.json": '{"name":"widgets"}' },
      source,
      /^the package would be called widgets, as this project is; pass another --name\.\n$/,
    ],
  ])("fails %s, and changes nothing", async (_, code, files, flags, says) => {
    const folder = projectWith(files);
    const before = snapshot(folder);
    const outcome = await run(folder, flags);
    expect(outcome.stderr).toMatch(says);
    expect(outcome.stderr).toMatch(/^[^\n]+\n$/);
    expect(outcome.code).toBe(code);
    expect(snapshot(folder)).toEqual(before);
  });
});
