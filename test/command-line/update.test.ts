import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
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

/** Updates from a file. `run` are the programs that were run, `steps` what was announced. */
const update = async (
  folder: string,
  flags: readonly string[] = [],
  exitCodes: Readonly<Record<string, number>> = {},
) => {
  const run: string[] = [];
  const outcome = await runCommand("update", folder, flags, {
    runProgram: (program, args, cwd) => {
      run.push([program, ...args, "in", cwd.replace(folder, ".")].join(" "));
      return exitCodes[args.at(-1) ?? ""] ?? 0;
    },
  });
  const steps = [...outcome.stderr.matchAll(/^── (.*)$/gm)].map(([, name]) => name);
  return { ...outcome, run, steps };
};

/** Upstream has changed since it was vendored. */
const changed = (): string => workspace("upstream.yml", { "upstream.yml": widgets });

describe("npm run update", () => {
  test("fetches, generates, builds, and reports what changed", async () => {
    const folder = changed();
    const { code, run, stdout, steps } = await update(folder);
    expect(code).toBe(0);
    // Another configuration has no tests of its own.
    expect(steps).toEqual(["fetch", "generate", "build", "drift"]);
    expect(run).toEqual(["npm run --silent build in ./package"]);
    expect(snapshot(folder)).toMatchObject({
      "spec/openapi.yml": widgets,
      "package/src/index.ts": expect.any(String) as string,
    });
    expect(stdout).toMatch(/^compatible {2}/);
    expect(stdout).toContain("ListWidgets");
  });

  test("passes its flags on", async () => {
    const folder = workspace("none.yml", { "whole.yml": gadgets });
    const flags = ["--source", "whole.yml", "--operations", "CreateGadget", "--quiet"];
    const { code, stderr } = await update(folder, flags);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(readdirSync(join(folder, "package/src/operations"))).toEqual(["create-gadget.ts"]);
  });

  test("reports nothing after the first fetch, for there is nothing to compare with", async () => {
    const folder = workspace("upstream.yml", {
      "upstream.yml": widgets,
      "config.mjs": configuration({ source: "upstream.yml", spec: "new/openapi.yml" }),
    });
    const { code, stdout, steps } = await update(folder);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(steps).toEqual(["fetch", "generate", "build"]);
  });

  test.each<[string, string, string[], number, string[]]>([
    ["the fetch", "none.yml", [], 3, ["fetch"]],
    ["the download", "missing", [], 4, ["fetch"]],
    ["generating", "upstream.yml", ["--config", "blocked.mjs"], 74, ["fetch", "generate", "drift"]],
  ])("stops where %s fails, with its exit code", async (_, source, flags, want, names) => {
    const folder = workspace("upstream.yml", {
      "upstream.yml": widgets,
      "blocked.mjs": configuration({ output: "upstream.yml" }),
    });
    const from = source === "missing" ? (await serveUpstream()).url(source) : source;
    const { code, steps } = await update(folder, ["--source", from, ...flags]);
    expect({ code, steps }).toEqual({ code: want, steps: names });
  });

  test("still reports what was fetched if the build fails", async () => {
    const folder = changed();
    const { code, stdout, steps } = await update(folder, [], { build: 2 });
    expect({ code, steps }).toEqual({ code: 2, steps: ["fetch", "generate", "build", "drift"] });
    expect(stdout).toContain("ListWidgets");
  });

  test("leaves no temporary folder behind", async () => {
    const folder = changed();
    vi.stubEnv("TMPDIR", join(folder, "temporary"));
    mkdirSync(join(folder, "temporary"));
    await update(folder).finally(() => vi.unstubAllEnvs());
    expect(readdirSync(join(folder, "temporary"))).toEqual([]);
    expect(snapshot(folder)["spec/openapi.yml"]).not.toBe(vendored);
  });
});
