import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defineCommand } from "../../scripts/lib/command-line.ts";
import { call, type CommandName, runCommand, runProcess } from "../commands.ts";
import {
  put,
  serveUpstream,
  snapshot,
  vendored,
  widgets,
  workspace,
} from "../fetch/upstream-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** Most tests call commands as functions. These check that a process does the same. */
describe("a process", () => {
  test.each<CommandName>(["drift", "fetch", "generate", "update"])(
    "prints the help of %s",
    async (name) => {
      const folder = workspace("none.yml");
      const before = snapshot(folder);
      const outcome = await runProcess(name, folder, ["--help"]);
      expect(outcome).toMatchObject({ code: 0, stderr: "" });
      expect(outcome.stdout).toMatch(new RegExp(`^Usage: npm run ${name} -- \\[flags\\]\n`));
      expect(outcome).toEqual(await runCommand(name, folder, ["--help"]));
      expect(snapshot(folder)).toEqual(before);
    },
  );

  test.each<[number, CommandName, string[]]>([
    [0, "fetch", ["--source", "same.yml"]],
    [1, "drift", ["--upstream", "words.yml"]],
    [1, "generate", ["--check"]],
    [2, "drift", ["--upstream", "moved.yml", "--format", "json"]],
    [3, "generate", ["--spec", "none.yml", "--out", "out"]],
    [4, "fetch", ["--source", "missing"]],
    [64, "drift", ["--format", "yaml"]],
    [64, "update", ["--sorce", "a.yml"]],
    [74, "drift", ["--upstream", "words.yml", "--output", "none/report.txt"]],
  ])("exits with %i and prints what the function does: %s %j", async (code, name, flags) => {
    const files = {
      "same.yml": vendored,
      "words.yml": vendored.replace("      summary:", "      tags: [Catalog]\n      summary:"),
      "moved.yml": vendored.replace("/widgets:", "/gizmos:"),
    };
    const folder = workspace("none.yml", files);
    const upstream = await serveUpstream();
    const args = [...flags, "--quiet"].map((each) =>
      each === "missing" ? upstream.url("missing") : each,
    );
    const outcome = await runProcess(name, folder, args);
    expect(outcome.code).toBe(code);
    expect(outcome).toEqual(await runCommand(name, folder, args));
  });

  test("reads what is piped in", async () => {
    const folder = workspace("none.yml");
    const outcome = await runProcess("fetch", folder, ["--source", "-", "--quiet"], {
      input: widgets,
    });
    expect(outcome).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(snapshot(folder)["spec/openapi.yml"]).toBe(widgets);
  });

  test("prints on standard output nothing that a library says", async () => {
    const folder = workspace("none.yml", { "talk.mjs": 'setTimeout(() => console.log("hello"));' });
    const outcome = await runProcess("generate", folder, ["--quiet"], { preload: "talk.mjs" });
    expect(outcome).toEqual({ code: 0, stdout: "", stderr: "hello\n" });
  });

  test("explains a configuration that does not parse in one sentence, as Node words it", async () => {
    const folder = workspace("none.yml", { "config.mjs": "export default {" });
    const { code, stderr } = await runProcess("generate", folder);
    expect(code).toBe(64);
    expect(stderr).toMatch(/^config\.mjs: cannot be loaded: Unexpected .+; correct it, .+\.\n$/);
  });

  test("fills the compile cache, so that the next one starts faster", async () => {
    const folder = workspace("none.yml");
    const cache = temporaryFolder();
    const env = { NODE_COMPILE_CACHE: cache };
    const compiled = (): number => readdirSync(cache, { recursive: true }).length;
    await runProcess("generate", folder, ["--chek"], { env });
    expect(compiled()).toBeLessThan(50); // An error in flags loads no compilers.
    await runProcess("generate", folder, ["--check", "--quiet"], { env });
    expect(compiled()).toBeGreaterThan(100);
  });

  test("leaves nothing in the folder for temporary files, nor at home", async () => {
    const folder = workspace("none.yml");
    const [home, temporary] = [temporaryFolder(), temporaryFolder()];
    const env = { HOME: home, TMPDIR: temporary, NODE_COMPILE_CACHE: undefined };
    await runProcess("generate", folder, ["--out", "out", "--quiet"], { env });
    expect([...readdirSync(home), ...readdirSync(temporary)]).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(["config.mjs", "out", "spec"]);
  });
});

describe("a command", () => {
  const failing = (error: Error) =>
    defineCommand({ name: "failing", help: "", flags: {} }, () => Promise.reject(error));

  test("that fails unexpectedly says so, with the trace, and exits with 70", async () => {
    const error = new TypeError("x is not a function");
    const { code, stderr, stdout } = await call(failing(error), "/", []);
    expect({ code, stdout }).toEqual({ code: 70, stdout: "" });
    expect(stderr).toBe(
      `failing: internal error. Please report it with the trace below.\n${error.stack ?? ""}\n`,
    );
  });

  const staged = defineCommand({ name: "staged", help: "", flags: {} }, async (_, { stage }) => {
    await stage("one", () => undefined);
    return 0;
  });

  const long = defineCommand(
    { name: "long", help: "", flags: {}, stages: { one: 20, two: 50, three: 30 } },
    async (_, { stage }) => {
      await stage("one", () => undefined);
      await stage("two", (progress) => {
        for (const part of [0, 0.001, 0.5, 0.5, 0.25]) progress?.(part);
      });
      await stage("one", () => undefined); // Once more, as after operations were left out.
      await stage("three", () => undefined);
      await stage("more", () => undefined);
      return 0;
    },
  );

  test("shows on a terminal how much of its work is done, on one line", async () => {
    const { stderr } = await call(long, "/", [], { isTTY: true, env: { NO_COLOR: "1" } });
    const lines = stderr.replaceAll(/ +\d+ ms/g, " 1 ms").split("\n");
    expect(lines).toEqual([
      "… 0 % one\r\u001b[K 1 ms  one",
      "… 20 % two\r… 45 % two\r\u001b[K 1 ms  two",
      "… 70 % one\r\u001b[K 1 ms  one",
      "… 70 % three\r\u001b[K 1 ms  three",
      "… more\r\u001b[K 1 ms  more",
      "",
    ]);
  });

  test.each<[string, object, readonly string[]]>([
    ["without a terminal", { isTTY: false }, []],
    ["in CI", { isTTY: true, env: { CI: "true" } }, []],
    ["with --quiet", { isTTY: true }, ["--quiet"]],
  ])("shows no progress %s", async (_, options, flags) => {
    const { stderr } = await call(long, "/", flags, options);
    expect(stderr).not.toMatch(/…|%/);
  });

  test.each([
    ["generate", []],
    ["drift", ["--upstream", "other.yml"]],
  ] as const)("%s knows its stages: its progress grows up to the last one", async (name, flags) => {
    const folder = workspace("none.yml");
    put(folder, { "other.yml": widgets.replace("[red,", "[blue, red,") });
    const { stderr } = await runCommand(name, folder, flags, { isTTY: true });
    const shown = [...stderr.matchAll(/… (\d+) % /g)].map(([, percent]) => Number(percent));
    expect(shown.length).toBeGreaterThan(4);
    expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
    expect(shown.at(-1)).toBeGreaterThan(90);
  });

  test("shows a stage on a terminal while it runs, then its time in place of it", async () => {
    const env = { TERM: "xterm-256color" };
    const { stderr } = await call(staged, "/", [], { isTTY: true, env });
    // eslint-disable-next-line no-control-regex -- These are the codes of a terminal.
    expect(stderr).toMatch(/^… one\r\u001b\[K\u001b\[2m +\d+ ms\u001b\[22m {2}one\n$/);
  });

  test.each([
    ["with NO_COLOR", { TERM: "xterm-256color", NO_COLOR: "1" }, /^… one\r.\[K +\d+ ms {2}one\n$/],
    ["in CI", { CI: "true" }, /^ +\d+ ms {2}one\n$/],
  ])("shows no colors on a terminal %s", async (_, env, want) => {
    expect((await call(staged, "/", [], { isTTY: true, env })).stderr).toMatch(want);
  });
});
