import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { init } from "../scripts/init.ts";
import { call } from "./commands.ts";
import { fencesOf, guides } from "./guides.ts";
import { put, serveUpstream, widgets } from "./fetch/upstream-server.ts";
import { readFiles } from "../scripts/lib/files.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { copyRepository } from "./workflows/checkout.ts";

const root = join(import.meta.dirname, "..");
const installed = join(root, "node_modules/.bin");

/** Commands that are left out here, and why. */
const leftOut: Readonly<Record<string, string>> = {
  "npm ci": "It needs the registry. Every job of CI begins with it.",
  "npm install": "It needs the registry. `npm run test:install` runs it for three packages.",
  "npm test": "It runs this test.",
};

/** The commands of a fence: one line each, without what is left out. */
const commandsIn = (fence: string): readonly string[] =>
  fence
    .split("\n")
    .map((line) => partsOf(line).filter((part) => !Object.hasOwn(leftOut, part)))
    .filter((parts) => parts.length > 0)
    .map((parts) => parts.join(" && "));

const partsOf = (line: string): readonly string[] =>
  line
    .replace(/\s#.*/, "")
    .split("&&")
    .map((part) => part.trim())
    .filter(Boolean);

const commandsOf = (guide: string): readonly string[] =>
  fencesOf(guide)
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => commandsIn(text));

/** Runs a command in a new shell, without network, on the Node and with the compiler of this repository. */
const start = (command: string, folder: string, env: Readonly<Record<string, string>> = {}) =>
  spawn("bash", ["-c", command], {
    cwd: folder,
    detached: true, // So that a server can be stopped with the npm that runs it.
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      HOME: process.env["HOME"],
      npm_config_offline: "true",
      npm_config_fund: "false",
      PATH: [installed, process.env["PATH"]].join(delimiter),
      ...env,
    },
  });

const run = async (command: string, folder: string, code = 0): Promise<void> => {
  const child = start(command, folder);
  const [stdout, stderr, [found]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  expect(found, `${command}: ${stdout}${stderr}`).toBe(code);
};

/** A folder where `npx pagewise` is this tool, as it is once it is installed. */
const emptyProject = (): string => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  symlinkSync(join(root, "scripts/bin.ts"), join(folder, "node_modules/.bin/pagewise"));
  return folder;
};

const repository = (): string => {
  const folder = temporaryFolder();
  copyRepository(folder);
  cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
  return folder;
};

/** The address that guides give to upstream's document. */
const atUpstream = (commands: readonly string[], url: string): readonly string[] =>
  commands.map((command) => command.replace("https://example.com/openapi.yml", url));

/** Guide → runs all of its commands as somebody who follows it. */
const followed: Readonly<Record<string, (commands: readonly string[]) => Promise<void>>> = {
  async "README.md"(commands) {
    const folder = repository();
    rmSync(join(folder, "generated/src"), { recursive: true });
    for (const command of commands) await run(command, folder);
    const written = (project: string) =>
      new Map(readFiles(join(project, "generated"), ["dist", "node_modules"]));
    expect(written(folder)).toEqual(written(root));
  },

  async "docs/index.md"(commands) {
    const upstream = await serveUpstream();
    const folder = emptyProject();
    for (const command of atUpstream(commands, upstream.url("plain"))) await run(command, folder);
    expect(existsSync(join(folder, "generated/src/index.ts"))).toBe(true);
  },

  async "docs/your-api.md"(commands) {
    const upstream = await serveUpstream();
    const folder = emptyProject();
    put(folder, { "openapi.yml": widgets });
    for (const command of atUpstream(commands, upstream.url("plain"))) await run(command, folder);
    expect(existsSync(join(folder, "petshop/dist/index.js"))).toBe(true);
    expect(readFileSync(join(folder, "spec/openapi.yml"), "utf8")).toBe(widgets);
  },

  async "docs/maintain.md"(commands) {
    const upstream = await serveUpstream();
    const folder = emptyProject();
    const flags = ["--source", upstream.url("plain"), "--quiet"];
    expect(await call(init, folder, flags)).toMatchObject({ code: 0 });
    upstream.text = widgets.replace("red, green", "red, green, blue");
    for (const command of commands)
      await run(command, folder, command.startsWith("npm run drift") ? 1 : 0);
    expect(readFileSync(join(folder, "drift.html"), "utf8")).toContain("blue");
    expect(readFileSync(join(folder, "spec/openapi.yml"), "utf8")).toBe(upstream.text);
    expect(existsSync(join(folder, "generated/dist/index.js"))).toBe(true);
  },

  async "examples/README.md"(commands) {
    const folder = repository();
    const mock = commands.at(-1) ?? "";
    for (const command of commands.slice(0, -1)) await run(command, folder);
    expect(existsSync(join(folder, "generated/dist/index.js"))).toBe(true);
    expect(mock).toContain("npm run mock");
    const child = start(mock, folder, { PORT: "0" });
    try {
      let said = "";
      for await (const chunk of child.stdout) {
        said += String(chunk);
        if (/at (http\S+)\/v2, and its key is \S+\./.test(said)) break;
      }
      const [, url = ""] = /at (http\S+), and/.exec(said) ?? [];
      expect((await fetch(`${url}/external_connections`)).status, said).toBe(401);
    } finally {
      if (child.pid !== undefined) process.kill(-child.pid);
    }
  },
};

test("A reader can follow every guide", async () => {
  const failures = guides.map(async (guide) => {
    const commands = commandsOf(guide);
    if (commands.length === 0) return [];
    const follow = followed[guide];
    if (!follow) return [`${guide}: nothing here runs its commands`];
    return follow(commands).then(
      () => [],
      (error: unknown) => [`${guide}: ${(error as Error).message}`],
    );
  });
  expect((await Promise.all(failures)).flat()).toEqual([]);
}, 180_000);

test("What is left out is in a guide", () => {
  const parts = guides
    .flatMap((guide) => fencesOf(guide))
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.split("\n").flatMap(partsOf));
  expect(Object.keys(leftOut).filter((each) => !parts.includes(each))).toEqual([]);
});
