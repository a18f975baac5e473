import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import type { LaunchOptions } from "playwright-core";
import { programsIn } from "./installation.ts";
import { type Launch, oneLine, run, start, stop } from "./process.ts";
import type { Server } from "./server.ts";

/** Unpacks the Chromium that npm brings, which is for Linux on x64, unless CHROMIUM_PATH names another. */
export async function versionOfChromium(folder: string): Promise<string> {
  if (!existsSync(chromiumIn(folder)))
    await run(process.execPath, [join(import.meta.dirname, "unpack-chromium.mjs")], { folder });
  return run(chromiumIn(folder), ["--version"], launchIn(folder));
}

/** Bundles the program, opens a page with it on the host's origin, and resolves to the page's report. */
export async function readInChromium(
  folder: string,
  host: Server,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(programsIn(folder), "page.mjs")],
    bundle: true,
    logLevel: "silent",
    format: "esm",
    minify: true,
    write: false,
  });
  const report = host.host(outputFiles[0]?.text ?? "");
  const url = `${host.url}/?${new URLSearchParams(parameters).toString()}`;
  const chromium = await start(chromiumIn(folder), [...flags, url], launchIn(folder));
  const ended = text(chromium.stderr as Readable).then((said) => {
    throw new Error(`expected a report of the page, found none; Chromium said: ${oneLine(said)}`);
  });
  try {
    return await Promise.race([report, ended]);
  } finally {
    stop(chromium);
  }
}

const chromiumIn = (folder: string): string =>
  process.env["CHROMIUM_PATH"] ?? join(folder, "chromium");

/** How Playwright launches it. */
export async function launchOfChromium(folder: string): Promise<LaunchOptions> {
  await versionOfChromium(folder);
  const env = { HOME: folder, TMPDIR: folder, LD_LIBRARY_PATH: join(folder, "al2023/lib") };
  return { executablePath: chromiumIn(folder), args: [...flags], env };
}

const launchIn = (folder: string): Launch => ({
  folder,
  env: { LD_LIBRARY_PATH: join(folder, "al2023/lib") },
});

// Only what a machine without screen, sandbox and network needs: whatever protects users stays as they have it.
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
