/** Packs the tool, installs the tarball into an empty folder with each Node that it promises, and uses it as people do. */
import { strict as assert } from "node:assert";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { command, installRunTimes, npm } from "../consumers/installation.ts";
import { type MockApis, startMockApis } from "./mock-apis.ts";
import { leftByNpm, makeProject, type Project } from "./project.ts";

const root = join(import.meta.dirname, "../..");
const here = import.meta.dirname;
const npmFlags = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];

/** Document → the name of its package, what its program prints, and what reaches the server meanwhile. */
const documents = {
  "books.yml": [
    "book-shop-api",
    "Emma,Dracula",
    [
      "GET /books?filter[title][contains]=a b&page[number]=1",
      "GET /books?filter[title][contains]=a b&page[number]=2",
    ],
  ],
  "jobs.json": ["jobs", "7 sweep", ["POST /jobs"]],
  "notes/openapi.yml": [
    "notes",
    '["a",null,"c"]',
    ["GET /notes?limit=2", "GET /notes?limit=2&offset=2"],
  ],
} as const;

const folder = mkdtempSync(join(tmpdir(), "tool-"));
const mock = await startMockApis();
let failed = 0;
try {
  await installRunTimes();
  await npm(["pack", "--pack-destination", folder], root);
  const [name = "no tarball"] = globSync("*.tgz", { cwd: folder });
  const tarball = join(folder, name);
  await attempt("publint", () => checkWithPublint(tarball));
  await attempt("Node 20", () => refuseOldNode(tarball));
  for (const version of ["22", "24", "26"])
    await attempt(`Node ${version}`, () => useWith(version, tarball));
} finally {
  mock.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${5 - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function attempt(name: string, test: () => Promise<string>): Promise<void> {
  try {
    console.log(`${name}: ${await test()}`);
  } catch (error) {
    failed++;
    console.log(`${name}: failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function checkWithPublint(tarball: string): Promise<string> {
  const bytes = readFileSync(tarball);
  const { messages } = await publint({
    pack: { tarball: new Uint8Array(bytes).buffer },
    strict: true,
  });
  assert.deepEqual(messages, []);
  return "the tarball passes";
}

async function install(version: string, tarball: string) {
  const project = makeProject(command(`node-${version}/bin/node`));
  const packageJson = { private: true, type: "module", workspaces: ["packages/*"] };
  writeFileSync(join(project.folder, "package.json"), JSON.stringify(packageJson));
  cpSync(join(here, "documents"), join(project.folder, "documents"), { recursive: true });
  cpSync(join(here, "programs"), join(project.folder, "programs"), { recursive: true });
  await project.run("npm", ["install", ...npmFlags, tarball]);
  return project;
}

async function refuseOldNode(tarball: string): Promise<string> {
  const project = await install("20", tarball);
  try {
    const said = await project.pagewise(["generate"], [], 64);
    assert.match(said, /^pagewise needs Node 22\.18 or later, but this is Node 20\.\S+; .+\.\n$/);
    return said.trim();
  } finally {
    rmSync(project.all, { recursive: true, force: true });
  }
}

async function useWith(version: string, tarball: string): Promise<string> {
  const project = await install(version, tarball);
  try {
    const steps = { generateAll, callAll, followUpstream };
    for (const step of Object.values(steps)) await step(project, mock);
    return "generates, builds, type-checks, calls, and follows an upstream";
  } finally {
    rmSync(project.all, { recursive: true, force: true });
  }
}

async function generateAll({ pagewise }: Project): Promise<void> {
  for (const [document, [name]] of Object.entries(documents)) {
    const out = `packages/${name}`;
    const flags = ["--spec", join("documents", document), "--out", out, "--quiet"];
    assert.equal(await pagewise(["generate", ...flags], ["packages"]), "");
    assert.equal(await pagewise(["generate", ...flags, "--check"]), "");
  }
}

async function callAll({ run }: Project, { takeRequests, url }: MockApis): Promise<void> {
  await run("npm", ["install", ...npmFlags]);
  await run("npm", ["run", "--silent", "build", "--workspaces"]);
  await run("node", ["node_modules/typescript/bin/tsc", "-p", "programs"]);
  for (const [document, [, prints, requests]] of Object.entries(documents)) {
    takeRequests();
    const program = `programs/${document.replace(/[/.].*/, "")}.ts`;
    assert.equal(
      (await run("node", ["--disable-warning=ExperimentalWarning", program, url])).trim(),
      prints,
    );
    assert.deepEqual(takeRequests(), requests);
  }
}

/** As `init` sets it up; then with a configuration that imports from the tool. */
async function followUpstream({ folder, pagewise, run }: Project, mock: MockApis): Promise<void> {
  const text = readFileSync(join(here, "documents/books.yml"), "utf8");
  const source = `${mock.url}/openapi.yml`;
  mock.document = text;
  const created = ["package.json", "pipeline.config.ts", ".gitattributes", ".github", ".gitignore"];
  const written = ["spec", "generated"];
  const initialized = ["init", "--source", source, "--name", "followed", "--quiet"];
  assert.equal(await pagewise(initialized, [...created, ...written]), "");
  assert.equal(readFileSync(join(folder, "spec/openapi.yml"), "utf8"), text);
  assert.equal(await pagewise(["generate", "--check", "--quiet"]), "");
  assert.match(await pagewise(["drift", "--quiet"]), /^same/);

  writeFileSync(
    join(folder, "pipeline.config.ts"),
    `import { defineConfig, type PipelineConfig } from "pagewise";

const paging: PipelineConfig["paging"] = { maxPages: 7 };

export default defineConfig({ source: "${source}", spec: "spec/openapi.yml", packageName: "followed", paging });
`,
  );
  const strict = ["--strict", "--noEmit", "--module", "nodenext", "--skipLibCheck", "false"];
  const only = ["--ignoreConfig", "pipeline.config.ts"];
  await run("node", ["node_modules/typescript/bin/tsc", ...strict, ...only]);
  await pagewise(["generate", "--quiet"], written);
  assert.match(readFileSync(join(folder, "generated/src/runtime/api.ts"), "utf8"), /= 7;/);

  mock.document = text.replace("contains:", "equals:");
  assert.match(await pagewise(["drift", "--quiet"], [], 2), /^breaking/);
  assert.match(await pagewise(["update", "--quiet"], [...written, ...leftByNpm]), /^breaking/);
  assert.match(await pagewise(["drift", "--quiet"]), /^same/);
}
