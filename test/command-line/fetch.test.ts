import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runCommand } from "../commands.ts";
import {
  configuration,
  gadgets,
  serveUpstream,
  snapshot,
  vendored,
  widgets,
  workspace,
} from "../fetch/upstream-server.ts";

const done = { code: 0, stderr: "", stdout: "" };
const idsIn = (text: string | undefined): readonly string[] =>
  [...(text ?? "").matchAll(/operationId: (\w+)/g)].map(([, id = ""]) => id);

describe("--source", () => {
  test("reads a file", async () => {
    const folder = workspace("none.yml", { "whole.yml": widgets });
    const flags = ["--source", "whole.yml", "--quiet"];
    expect(await runCommand("fetch", folder, flags)).toEqual(done);
    expect(snapshot(folder)["spec/openapi.yml"]).toBe(widgets);
  });

  test("reads standard input", async () => {
    const folder = workspace("none.yml");
    const flags = ["--source", "-", "--quiet"];
    expect(await runCommand("fetch", folder, flags, { input: widgets })).toEqual(done);
    expect(snapshot(folder)["spec/openapi.yml"]).toBe(widgets);
  });

  test("reads a URL instead of the one configured", async () => {
    const upstream = await serveUpstream();
    const folder = workspace("none.yml");
    const flags = ["--source", upstream.url("plain"), "--quiet"];
    expect(await runCommand("fetch", folder, flags)).toEqual(done);
    expect(snapshot(folder)["spec/openapi.yml"]).toBe(widgets);
  });
});

describe("--operations", () => {
  test.each([
    ["ListWidgets, CreateGadget", ["ListWidgets", "CreateGadget"]],
    ["all", ["ListWidgets", "CreateGadget"]],
  ])("vendors these instead of those configured: %s", async (list, ids) => {
    const folder = workspace("whole.yml", { "whole.yml": gadgets });
    expect(await runCommand("fetch", folder, ["--operations", list, "--quiet"])).toEqual(done);
    expect(idsIn(snapshot(folder)["spec/openapi.yml"])).toEqual(ids);
  });
});

test("operations of a path that refers to another one are vendored", async () => {
  const again = widgets.replace(/^paths:\n/m, 'paths:\n  /again: { $ref: "#/paths/~1widgets" }\n');
  const folder = workspace("whole.yml", { "whole.yml": again });
  expect(await runCommand("fetch", folder, ["--operations", "all", "--quiet"])).toEqual(done);
  const { paths } = parse(snapshot(folder)["spec/openapi.yml"] ?? "") as {
    readonly paths: Readonly<Record<string, object>>;
  };
  expect(Object.values(paths).map((item) => Object.keys(item))).toEqual([["get"], ["get"]]);
});

test("the first fetch needs no spec, and creates the folder", async () => {
  const folder = workspace("whole.yml", {
    "whole.yml": widgets,
    "config.mjs": configuration({ source: "whole.yml", spec: "new/folder/openapi.yml" }),
  });
  expect(await runCommand("fetch", folder, ["--quiet"])).toEqual(done);
  expect(Object.keys(snapshot(folder))).toEqual(
    expect.arrayContaining(["new/folder/lock.json", "new/folder/openapi.yml"]),
  );
});

test("a configured file is found from the folder of the configuration, wherever the command runs", async () => {
  const folder = workspace("whole.yml", {
    "project/config.mjs": configuration({ source: "whole.yml", spec: "spec/openapi.yml" }),
    "project/whole.yml": widgets,
  });
  const flags = ["--config", "project/config.mjs", "--quiet"];
  expect(await runCommand("fetch", folder, flags)).toEqual(done);
  expect(snapshot(folder)["project/spec/openapi.yml"]).toBe(widgets);
});

describe("without --quiet it prints", () => {
  const lines = async (folder: string, env?: Readonly<Record<string, string>>) => {
    const { stderr, stdout } = await runCommand("fetch", folder, [], env ? { env } : {});
    expect(stdout).toBe("");
    return stderr.trimEnd().split("\n");
  };

  test("each stage with its time, one per line, and what was written", async () => {
    const folder = workspace("whole.yml", { "whole.yml": widgets });
    const said = await lines(folder, { CI: "true" });
    const stages = said.slice(0, -1).map((line) => /^ +\d+ ms {2}(\w+)$/.exec(line)?.[1]);
    expect(stages).toEqual(["download", "read", "select", "cut", "write"]);
    expect(said.at(-1)).toBe(
      "wrote spec/openapi.yml; run `npm run generate` to update the package",
    );
  });

  test("that nothing has changed", async () => {
    const folder = workspace("whole.yml", { "whole.yml": vendored });
    expect((await lines(folder)).at(-1)).toBe(
      "spec/openapi.yml is up to date: the selected operations have not changed",
    );
  });
});

describe("a failure prints one sentence, sets an exit code, and changes nothing:", () => {
  const whole = (text: string): Record<string, string> => ({ "whole.yml": text });
  const latin1 = Buffer.from(widgets.replace("List all", "Liste für"), "latin1");

  /** Problem · files · flags · exit code · pattern of the message. */
  test.each<[string, Record<string, string | Uint8Array>, string[], number, RegExp]>([
    [
      "an unknown flag",
      {},
      ["--sorce", "a.yml"],
      64,
      /^unknown flag --sorce; did you mean --source\?$/m,
    ],
    ["a flag without its value", {}, ["--source"], 64, /^--source needs a value/],
    [
      "no such configuration",
      {},
      ["--config", "none.mjs"],
      64,
      /^none\.mjs: no such file; correct --config, or leave it out\.$/m,
    ],
    [
      "http to another machine",
      {},
      ["--source", "http://example.com/a.yml"],
      64,
      /^http:\/\/example\.com\/a\.yml: http is not allowed, only https .*; correct `source`/,
    ],
    [
      "http to a host whose name only starts like this machine's",
      {},
      ["--source", "http://127.0.0.1.example.com/a.yml"],
      64,
      /: http is not allowed, only https/,
    ],
    [
      "an incomplete address",
      {},
      ["--source", "https://"],
      64,
      /^https:\/\/: not a valid address; correct `source`/,
    ],
    [
      "a timeout of zero",
      {},
      ["--source", "https://127.0.0.1:1/", "--timeout", "0"],
      64,
      /^--timeout must be a number of seconds above 0, not 0; /,
    ],
    [
      "no such file",
      {},
      ["--source", "none.yml"],
      3,
      /^none\.yml: no such file; check the path\.$/m,
    ],
    ["empty standard input", {}, ["--source", "-"], 3, /^standard input:1:1: .*found nothing/],
    ["a document not in UTF-8", { "whole.yml": latin1 }, [], 3, /^whole\.yml: .*UTF-8/],
    [
      "a `$ref` to nothing",
      whole(widgets.replace("schemas/Widget", "schemas/Gone")),
      [],
      3,
      /^whole\.yml:29: .*#\/components\/schemas\/Gone/,
    ],
    [
      "an operation removed upstream",
      whole(gadgets.replace("ListWidgets", "ListGizmos")),
      [],
      3,
      /^whole\.yml: no operation with operationId ListWidgets; /,
    ],
    [
      "a misspelled operation",
      whole(gadgets),
      ["--operations", "CreateGadgets"],
      3,
      /did you mean CreateGadget\?/,
    ],
    [
      "a file where the spec's folder belongs",
      {
        "config.mjs": configuration({ source: "whole.yml", spec: "whole.yml/openapi.yml" }),
        ...whole(widgets),
      },
      [],
      74,
      /^cannot write to \S+whole\.yml: .+; /,
    ],
    [
      "a folder where the spec belongs",
      {
        "config.mjs": configuration({ source: "whole.yml", spec: "taken" }),
        "taken/a.txt": "mine",
        ...whole(widgets),
      },
      [],
      74,
      /taken/,
    ],
  ])("%s", async (_, files, flags, code, sentence) => {
    const folder = workspace("whole.yml", files);
    const before = snapshot(folder);
    const got = await runCommand("fetch", folder, ["--quiet", ...flags]);
    expect.soft(got.stderr).toMatch(/^[^\n]+[.?]\n$/);
    expect.soft(got.stderr).not.toMatch(/[.?!] [A-Z]/);
    expect.soft(got.stderr).toMatch(sentence);
    expect.soft({ code: got.code, stdout: got.stdout }).toEqual({ code, stdout: "" });
    expect.soft(snapshot(folder)).toEqual(before);
  });
});

test("--help describes every flag, and does nothing else", async () => {
  const folder = workspace("none.yml");
  const before = snapshot(folder);
  const { code, stderr, stdout } = await runCommand("fetch", folder, ["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const flag of ["source", "operations", "timeout", "config", "quiet", "help"])
    expect(stdout).toMatch(new RegExp(`^ +--${flag}\\b`, "m"));
  expect(snapshot(folder)).toEqual(before);
});
