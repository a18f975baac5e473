/** Packs the package, installs the tarball, and has it read a list in every run time that it promises. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Consumer, consumersOf } from "./consumers.ts";
import { check } from "./expectation.ts";
import { installPackage, installRunTimes } from "./installation.ts";
import { startServer } from "./server.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "consumers-")));
const api = await startServer();
const otherOrigin = await startServer();
const consumers = consumersOf(folder, api, otherOrigin);
const remedy =
  "npm ci in test/consumers installs it, and CHROMIUM_PATH may name a Chromium where npm has none";
let passed = 0;

try {
  await installRunTimes();
  await installPackage(folder);
  for (const consumer of consumers) await attempt(consumer);
} catch (error) {
  console.log(`Nothing could be run: ${inWords(error)}`);
} finally {
  api.close();
  otherOrigin.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${consumers.length - passed} failed`);
process.exitCode = passed === consumers.length ? 0 : 1;

async function attempt({ read, runTime, version, way, ...expected }: Consumer): Promise<void> {
  let name = `${runTime}, ${way}`;
  try {
    const said = await version().catch((cause: unknown) => {
      throw new Error(`${inWords(cause)}; ${remedy}`, { cause });
    });
    const [number = "without a version"] = /\d[\d.-]*\d/.exec(said) ?? [];
    name = `${runTime} ${number}, ${way}`;
    const report = await read();
    console.log(`${name}: ${check(report, api.takeArrivals(), expected)}`);
    passed++;
  } catch (error) {
    api.takeArrivals();
    console.log(`${name}: failed: ${inWords(error)}`);
  }
}

function inWords(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ");
}
