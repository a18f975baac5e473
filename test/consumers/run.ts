/** Packs two packages, installs the tarballs, and has programs use them in every run time that is promised. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveConsumersOf } from "./archive-consumers.ts";
import { consumersOf, type Proof } from "./consumers.ts";
import { installPackages, installRunTimes } from "./installation.ts";
import { startServer } from "./server.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "consumers-")));
const api = await startServer();
const otherOrigin = await startServer();
const proofs = [consumersOf, archiveConsumersOf].flatMap((list) => list(folder, api, otherOrigin));
const remedy =
  "npm ci in test/consumers installs it, and CHROMIUM_PATH may name a Chromium where npm has none";
let passed = 0;

try {
  await installRunTimes();
  await installPackages(folder);
  for (const proof of proofs) await attempt(proof);
} catch (error) {
  console.log(`Nothing could be run: ${inWords(error)}`);
} finally {
  api.close();
  otherOrigin.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${proofs.length - passed} failed`);
process.exitCode = passed === proofs.length ? 0 : 1;

async function attempt({ check, read, runTime, version, way }: Proof): Promise<void> {
  let name = `${runTime}, ${way}`;
  try {
    const said = await version().catch((cause: unknown) => {
      throw new Error(`${inWords(cause)}; ${remedy}`, { cause });
    });
    const [number = "without a version"] = /\d[\d.-]*\d/.exec(said) ?? [];
    name = `${runTime} ${number}, ${way}`;
    const report = await read();
    console.log(`${name}: ${check(report)}`);
    passed++;
  } catch (error) {
    api.takeArrivals();
    console.log(`${name}: failed: ${inWords(error)}`);
  }
}

function inWords(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ");
}
