import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pagewise } from "../../scripts/pagewise.ts";
import { call, type Outcome, runCommand } from "../commands.ts";
import { put, snapshot, widgets, workspace } from "../fetch/upstream-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const run = (args: readonly string[], folder = temporaryFolder()): Promise<Outcome> =>
  call(pagewise, folder, args);

describe("pagewise", () => {
  test.each([
    ["genrate", "unknown command genrate; did you mean generate?\n"],
    ["udpate", "unknown command udpate; did you mean update?\n"],
    ["--check", /^unknown command --check; use one of generate, fetch, drift, update\b.*\.\n$/],
    ["toString", /^unknown command toString; use one of /],
  ])("refuses %s, and names the command that was meant", async (name, says) => {
    const { code, stderr, stdout } = await run([name]);
    expect({ code, stdout }).toEqual({ code: 64, stdout: "" });
    expect(stderr).toMatch(says);
  });

  test("without a command says which there are", async () => {
    const { code, stderr } = await run([]);
    expect(code).toBe(64);
    expect({ code: 0, stderr: "", stdout: stderr }).toEqual(await run(["--help"]));
    for (const name of ["generate", "fetch", "drift", "update"])
      expect(stderr).toMatch(new RegExp(`^  ${name} `, "m"));
  });

  test("prints its version", async () => {
    const { version } = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"),
    ) as { readonly version: string };
    expect(await run(["--version"])).toEqual({ code: 0, stderr: "", stdout: `${version}\n` });
  });

  test("runs commands with their flags and exit codes", async () => {
    const folder = workspace("none.yml");
    const flags = ["--config", "config.mjs", "--chek"];
    const outcome = await run(["generate", ...flags], folder);
    expect(outcome).toEqual(await runCommand("generate", folder, flags));
    expect(outcome.code).toBe(64);
    expect((await run(["drift", "--help"])).stdout).toMatch(/^Usage: .*drift.*\n\nReports what/);
  });
});

describe("the project", () => {
  const config = { spec: "spec/openapi.yml", output: "package" };

  test.each([
    [
      "pipeline.config.ts",
      `const config: object = ${JSON.stringify(config)}; export default config;`,
    ],
    ["pipeline.config.mts", `export default ${JSON.stringify(config)} satisfies object;`],
    ["pipeline.config.js", `export default ${JSON.stringify(config)};`],
    ["pipeline.config.mjs", `export default ${JSON.stringify(config)};`],
    ["pipeline.config.json", JSON.stringify(config)],
  ])("is configured by its %s", async (name, text) => {
    const folder = workspace("none.yml", { [name]: text, "package.json": '{"type":"module"}' });
    const outcome = await run(["generate", "--quiet"], folder);
    expect(outcome).toEqual({ code: 0, stderr: "", stdout: "" });
    expect(snapshot(folder)["package/package.json"]).toContain('"name": "widgets"');
  });

  test("names the file that does not load", async () => {
    const folder = workspace("none.yml", { "pipeline.config.json": "{" });
    const { code, stderr } = await run(["generate"], folder);
    expect(code).toBe(64);
    expect(stderr).toMatch(/^pipeline\.config\.json: cannot be loaded: .*\n$/);
  });

  test("without a configuration has its document in spec/ and its package in generated/", async () => {
    const folder = temporaryFolder();
    expect(await run(["generate", "--quiet"], folder)).toEqual({
      code: 3,
      stderr:
        "spec/openapi.yml: no such file; to try a document, pass --spec <file> --out <dir>; to follow one from here, run `npx pagewise init --source <url|file>`.\n",
      stdout: "",
    });
    put(folder, { "sourced.json": '{ "source": "a.yml", "spec": "a.yml" }' });
    expect((await run(["generate", "--config", "sourced.json"], folder)).stderr).toBe(
      "a.yml: no such file; run `npm run fetch` first.\n",
    );
    const fetched = await call(pagewise, folder, ["fetch", "--source", "-", "--quiet"], {
      input: widgets,
    });
    expect(fetched).toEqual({ code: 0, stderr: "", stdout: "" });
    expect((await run(["generate", "--quiet"], folder)).code).toBe(0);
    expect((await run(["generate", "--check", "--quiet"], folder)).code).toBe(0);
    expect(Object.keys(snapshot(folder))).toEqual(
      expect.arrayContaining(["spec/lock.json", "generated/src/operations/list-widgets.ts"]),
    );
  });
});
