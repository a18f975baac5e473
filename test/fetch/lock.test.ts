import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { runCommand, runProcess } from "../commands.ts";
import {
  etagOf,
  fetchedFrom,
  gadgets,
  lastModified,
  serveUpstream,
  snapshot,
  vendored,
  widgets,
  workspace,
} from "./upstream-server.ts";

const sha256 = (text: string | Uint8Array): string =>
  createHash("sha256").update(text).digest("hex");
const done = { code: 0, stderr: "", stdout: "" };

const fetch = (folder: string, ...flags: string[]) =>
  runCommand("fetch", folder, ["--quiet", ...flags]);

describe("the lock in this repository", () => {
  const read = (path: string): Buffer => readFileSync(join(import.meta.dirname, "../..", path));
  const lock = JSON.parse(read("spec/lock.json").toString()) as Record<string, unknown>;

  test("contains the sha256 of the vendored spec", () => {
    expect(lock["sha256"]).toBe(sha256(read("spec/external-connects.yml")));
  });

  test("records where the spec came from, once it was fetched", () => {
    const { sha256: _, ...origin } = lock;
    const isFetched = origin["url"] !== null;
    for (const key of ["url", "operations", "version", "upstreamSha256"])
      expect(origin[key] !== null, key).toBe(isFetched);
    if (!isFetched) expect([origin["etag"], origin["lastModified"]]).toEqual([null, null]);
  });
});

describe("after a fetch the lock records", () => {
  test("the source, the operations, the versions and the validators", async () => {
    const upstream = await serveUpstream(gadgets);
    const folder = workspace(upstream.url("tagged"));
    expect(await fetch(folder)).toEqual(done);
    const { "spec/lock.json": lock = "", "spec/openapi.yml": spec = "" } = snapshot(folder);
    expect(JSON.parse(lock)).toEqual({
      sha256: sha256(spec),
      url: upstream.url("tagged"),
      operations: ["ListWidgets"],
      version: "1.0.0",
      upstreamSha256: sha256(gadgets),
      etag: etagOf(gadgets),
      lastModified: null,
    });
    expect(spec).not.toContain("CreateGadget");
    const [request] = upstream.requests("tagged");
    expect(request?.headers).not.toHaveProperty("if-none-match");
    expect(request?.headers).not.toHaveProperty("if-modified-since");
  });

  test("the same if the spec was already right", async () => {
    const upstream = await serveUpstream();
    const url = upstream.url("dated");
    const folder = workspace(url, { "spec/openapi.yml": widgets });
    expect(await fetch(folder)).toEqual(done);
    expect(snapshot(folder)).toMatchObject(fetchedFrom(url, { lastModified }));
  });
});

describe("nothing changes, not even the lock, if", () => {
  test.each([
    ["tagged", "if-none-match", etagOf(gadgets)],
    ["dated", "if-modified-since", lastModified],
  ] as const)("upstream says so: %s, %s", async (behaviour, header, value) => {
    const upstream = await serveUpstream(gadgets);
    const folder = workspace(upstream.url(behaviour));
    await fetch(folder);
    const before = snapshot(folder);
    expect(await fetch(folder)).toEqual(done);
    expect(snapshot(folder)).toEqual(before);
    const [first, second] = upstream.requests(behaviour);
    expect([first?.headers[header], second?.headers[header]]).toEqual([undefined, value]);
  });

  test("upstream sends the same document again, under another validator", async () => {
    const upstream = await serveUpstream();
    const url = upstream.url("tagged");
    const folder = workspace(url, fetchedFrom(url, { etag: '"of yesterday"', lastModified }));
    const before = snapshot(folder);
    expect(await fetch(folder)).toEqual(done);
    expect(snapshot(folder)).toEqual(before);
    expect(upstream.requests("tagged")[0]?.headers).toMatchObject({
      "if-none-match": '"of yesterday"',
      "if-modified-since": lastModified,
    });
  });

  test("upstream changes only what is not selected", async () => {
    const upstream = await serveUpstream(gadgets);
    const folder = workspace(upstream.url("tagged"));
    await fetch(folder);
    const before = snapshot(folder);
    upstream.text = gadgets.replace("CreateGadget", "MakeGadget");
    expect(await fetch(folder)).toEqual(done);
    expect(snapshot(folder)).toEqual(before);
    expect(upstream.requests("tagged")).toHaveLength(2);
  });

  test.each([
    ["before the first real fetch", { "spec/openapi.yml": widgets }],
    ["after it", fetchedFrom("https://widgets.example.com/", { etag: '"of yesterday"' })],
  ])("the source is a file with the same operations, %s", async (_, files) => {
    const folder = workspace("none.yml", { "whole.yml": widgets, ...files });
    const before = snapshot(folder);
    expect(await fetch(folder, "--source", "whole.yml")).toEqual(done);
    expect(snapshot(folder)).toEqual(before);
  });
});

test("spec and lock change together if a selected operation does", async () => {
  const changed = widgets.replace("red, green", "red, green, blue");
  const upstream = await serveUpstream(changed);
  const url = upstream.url("tagged");
  const folder = workspace(url, fetchedFrom(url, { etag: etagOf(widgets) }));
  const before = snapshot(folder);
  expect(await fetch(folder)).toEqual(done);
  const { "spec/lock.json": lock = "", ...after } = snapshot(folder);
  expect(after["spec/openapi.yml"]).toBe(changed);
  expect(JSON.parse(lock)).toEqual({
    ...(JSON.parse(before["spec/lock.json"] ?? "") as object),
    sha256: sha256(changed),
    upstreamSha256: sha256(changed),
    etag: etagOf(changed),
  });
});

describe("the whole document is requested", () => {
  const edit = (path: string, change: (text: string) => string) => (folder: string) => {
    const file = join(folder, path);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  };
  const remove = (path: string) => (folder: string) => {
    rmSync(join(folder, path));
  };

  test.each<[string, (folder: string) => void]>([
    ["the vendored spec was edited", edit("spec/openapi.yml", (text) => `${text}# Mine.\n`)],
    ["the vendored spec is gone", remove("spec/openapi.yml")],
    [
      "the lock came from elsewhere",
      edit("spec/lock.json", (text) => text.replace("/tagged", "/dated")),
    ],
    [
      "the lock has other operations",
      edit("spec/lock.json", (text) => text.replace("ListWidgets", "ListGadgets")),
    ],
  ])("if %s, which repairs it", async (_, change) => {
    const upstream = await serveUpstream();
    const url = upstream.url("tagged");
    const folder = workspace(url, fetchedFrom(url, { etag: etagOf(widgets) }));
    const right = snapshot(folder);
    change(folder);
    expect(await fetch(folder)).toEqual(done);
    expect(snapshot(folder)).toEqual(right);
    const [request] = upstream.requests("tagged");
    expect(request).toBeDefined();
    expect(request?.headers).not.toHaveProperty("if-none-match");
  });
});

test.each([
  ["is not JSON", "{", /lock\.json: not valid JSON \(.*\); restore it from git/],
  ["has no sha256", "{}", /lock\.json: no sha256 of the vendored spec; restore it from git/],
])("a lock that %s is an error, without a request or a change", async (_, lock, sentence) => {
  const upstream = await serveUpstream();
  const folder = workspace(upstream.url("tagged"), { "spec/lock.json": lock });
  const before = snapshot(folder);
  const { code, stderr } = await fetch(folder);
  expect(stderr).toMatch(sentence);
  expect(code).toBe(3);
  expect(snapshot(folder)).toEqual(before);
  expect(upstream.requests("tagged")).toEqual([]);
});

describe("killed", () => {
  test("while it downloads, nothing has changed", async () => {
    const upstream = await serveUpstream();
    const folder = workspace(upstream.url("endless"));
    const before = snapshot(folder);
    const killed = new AbortController();
    const running = runProcess("fetch", folder, [], { signal: killed.signal });
    await vi.waitFor(
      () => {
        expect(upstream.requests("endless")).toHaveLength(1);
      },
      { timeout: 30_000 },
    );
    killed.abort();
    expect((await running).code).toBe(null);
    expect(snapshot(folder)).toEqual(before);
  });

  /** Kills the process in the middle of one write to the disk. */
  const powerCut = `
    import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const [name, path] = process.env.POWER_CUT.split(" ");
    const original = fs[name];
    fs[name] = (target, ...rest) => {
      if (!target.endsWith(path)) return original(target, ...rest);
      if (name === "writeFileSync") original(target, rest[0].slice(0, 9));
      process.kill(process.pid, "SIGKILL");
      for (;;);
    };
    syncBuiltinESMExports();
  `;

  /** Fetches a change, and is killed at one write to the disk. → The files before, and those expected after. */
  const cutAt = async (at: string) => {
    const upstream = await serveUpstream();
    const source = upstream.url("plain");
    const folder = workspace(source, { "cut.mjs": powerCut, "new.yml": widgets });
    const before = snapshot(folder);
    const options = { preload: "cut.mjs", env: { POWER_CUT: at } };
    const { code } = await runProcess("fetch", folder, [], options);
    expect(code).toBe(null);
    return { folder, before, after: { ...before, ...fetchedFrom(source) } };
  };

  test.each([
    ["writeFileSync .swap.json.staged", "before"],
    ["renameSync openapi.yml.staged", "after"],
    ["renameSync lock.json.staged", "after"],
  ] as const)("while it writes (%s), the next fetch leaves the files of %s", async (at, which) => {
    const { folder, ...expected } = await cutAt(at);
    expect([vendored, widgets]).toContain(snapshot(folder)["spec/openapi.yml"]);
    expect((await fetch(folder, "--source", "none.yml")).code).toBe(3);
    expect(snapshot(folder)).toEqual(expected[which]);
  });

  test.each([
    ["drift", ["--upstream", "new.yml"]],
    ["generate", ["--check", "--operations", "None"]],
  ] as const)("the next command completes the change: %s", async (command, flags) => {
    const { after, folder } = await cutAt("renameSync openapi.yml.staged");
    await runCommand(command, folder, flags);
    expect(snapshot(folder)).toEqual(after);
  });
});
