/** From a document to a call, in a folder for temporary files: what somebody does who has an API of his own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiKey, origin, startMock } from "./mock.ts";

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), "another-api-"));
const mock = await startMock();
try {
  // In place of `pagewise` from the registry: the tool of this repository.
  await run(`npm pack --silent --pack-destination ${folder}`, join(here, "../.."));
  const [pagewise = ""] = globSync("*.tgz", { cwd: folder });
  cpSync(join(here, "call.ts"), join(folder, "call.ts"));

  // Without a package.json here, npm would install into the nearest folder above that has one.
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');

  await run(`npm install --no-audit --no-fund --ignore-scripts ./${pagewise}`);
  await run(`npx pagewise init --source ${origin}/openapi.yml`);
  await run("npm install --no-audit --no-fund --ignore-scripts");
  await run("npm run build --workspace generated");
  await run("npx tsc --noEmit --strict --target es2024 --module nodenext call.ts");
  await run("node call.ts");
} finally {
  mock.close();
  mock.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
}

async function run(command: string, cwd = folder): Promise<void> {
  console.log(`$ ${command}`);
  const env = { ...process.env, TIDE_STATIONS_API_KEY: apiKey };
  const child = spawn(command, { cwd, env, shell: true, stdio: "inherit" });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${command}: expected exit code 0, found ${String(code)}`);
}
