import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { answer } from "../examples/mock.ts";
import type { Outcome } from "./commands.ts";
import { json, type Seen, serve } from "./server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const examples = join(import.meta.dirname, "../examples");
const { scripts } = JSON.parse(readFileSync(join(examples, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The mock; it fails where it is told to. */
const serveMock = (fails: (request: Seen) => boolean = () => false) =>
  serve((request, response) => {
    if (fails(request)) json(response, {}, 503, { "retry-after": "120" });
    else answer({ headers: request.headers, url: request.target }, response);
  });

/** Runs an example as its npm script does, in a folder of its own. */
async function run(name: string, folder: string, url: string): Promise<Outcome> {
  const [, flags = "", file = ""] = /^node ((?:--\S+ )*)(\S+)$/.exec(scripts[name] ?? "") ?? [];
  const args = [...flags.split(" ").filter((flag) => flag && !flag.startsWith("--env-file"))];
  const child = spawn(process.execPath, [...args, join(examples, file)], {
    cwd: folder,
    env: { TELNYX_API_KEY: "mock-key", TELNYX_BASE_URL: `${url}/v2` },
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

const read = (folder: string) => {
  const database = new DatabaseSync(join(folder, "connections.db"));
  try {
    return database.prepare("SELECT * FROM connections ORDER BY id").all();
  } finally {
    database.close();
  }
};

describe("export", () => {
  test("writes every connection to SQLite and to CSV, and shows how far it is", async () => {
    const folder = temporaryFolder();
    const { url } = await serveMock();
    const { code, stderr } = await run("export", folder, url);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(`\r${"█".repeat(14)}${"░".repeat(16)} 150 of 320 connections\r`);
    expect(stderr).toMatch(
      /\r█{30} 320 of 320 connections\nWritten to connections.db and connections.csv\.\n$/,
    );

    const rows = read(folder);
    expect(rows).toHaveLength(320);
    expect(rows[7]).toEqual({
      id: "1930241863466354019",
      service: "zoom",
      created_at: "2026-01-04T08:07:00.000Z",
      outbound_voice_profile_id: null,
      tags: "tailspin",
    });
    const lines = readFileSync(join(folder, "connections.csv"), "utf8").split("\r\n");
    expect(lines).toHaveLength(322);
    expect(lines[0]).toBe('"id","service","created_at","outbound_voice_profile_id","tags"');
    expect(lines[1]).toMatch(/^"1930241863466354012",.*,"contoso the ""first"", of ten"$/);
    expect(lines[8]).toBe('"1930241863466354019","zoom","2026-01-04T08:07:00.000Z","","tailspin"');
  });

  test("goes on after an error where it stopped, and starts over after the end", async () => {
    const folder = temporaryFolder();
    let isDown = true;
    const { requests, url } = await serveMock(({ page }) => isDown && page === 3);
    const stopped = await run("export", folder, url);
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toMatch(
      /100 of 320 .*\nApiError: .* 503.*\nRun this again to go on\.\n$/,
    );
    expect(read(folder)).toHaveLength(100);
    expect(existsSync(join(folder, "connections.csv"))).toBe(false);

    isDown = false;
    expect(await run("export", folder, url)).toMatchObject({ code: 0 });
    expect(read(folder)).toHaveLength(320);
    expect(requests.map(({ page }) => page)).toEqual([1, 2, 3, 3, 4, 5, 6, 7]);

    expect(await run("export", folder, url)).toMatchObject({ code: 0 });
    expect(requests.slice(8).map(({ page }) => page)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(read(folder)).toHaveLength(320);
  });

  test("keeps the former export if nothing can be read", async () => {
    const folder = temporaryFolder();
    let isDown = false;
    const { url } = await serveMock(() => isDown);
    await run("export", folder, url);
    isDown = true;
    expect(await run("export", folder, url)).toMatchObject({ code: 1 });
    expect(read(folder)).toHaveLength(320);
  });
});

test("without-profile lists the connections without an outbound voice profile", async () => {
  const { requests, url } = await serveMock();
  const { code, stderr, stdout } = await run("without-profile", temporaryFolder(), url);
  expect(code, stderr).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(40);
  expect(lines[0]).toBe("1930241863466354019 zoom tailspin");
  expect(lines[1]).toBe("1930241863466354027 operator_connect tailspin");
  expect(requests.map(({ page }) => page).sort()).toEqual([1, 2, 3, 4]);
});

describe("the mock", () => {
  const ask = async (query: string, key = "mock-key"): Promise<[number, string]> => {
    const { url } = await serveMock();
    const response = await fetch(`${url}/v2/${query}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return [response.status, await response.text()];
  };

  test.each([
    ["external_connections?filter[connection_name][contains]=cONTOSO", 80],
    ["external_connections?filter[external_sip_connection]=zoom", 213],
    ["external_connections?filter[created_at]=2026-01-04", 2],
    ["external_connections?filter[phone_number][contains]=%2B15555550003", 1],
    ["external_connections?filter[phone_number][contains]=5550003", 0],
    ["external_connections?filter[id]=1930241863466354012", 1],
    ["external_connections?filter[unknown]=1", 320],
  ])("%s: %i connections", async (query, total) => {
    const [status, body] = await ask(query);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ meta: { total_results: total } });
  });

  test.each([
    ["external_connections", "other-key", 401, "10009"],
    ["numbers", "mock-key", 404, "10005"],
    ["external_connections?page[size]=251", "mock-key", 400, "page[size]"],
    ["external_connections?page[number]=0", "mock-key", 400, "page[number]"],
    ["external_connections?filter[connection_name][contains]=ab", "mock-key", 400, "three"],
  ])("refuses %s with %s: %i", async (query, key, wanted, says) => {
    const [status, body] = await ask(query, key);
    expect(status).toBe(wanted);
    expect(body).toContain(says);
  });
});

test("README.md says how to start each example", () => {
  const readme = readFileSync(join(examples, "README.md"), "utf8");
  const folders = readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map(({ name }) => name);
  for (const folder of folders) expect(readme).toContain(`](${folder}/`);
  for (const [, target = ""] of readme.matchAll(/\]\(([^)]+)\)/g))
    expect(existsSync(join(examples, target)), target).toBe(true);
  const started = [...readme.matchAll(/npm run ([\w-]+)/g)].map(([, name = ""]) => name);
  // `npm run build` is the root's, and comes first.
  expect([...new Set(started)].sort()).toEqual(["build", ...Object.keys(scripts)].sort());
});
