import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";

test("another vendor's API, from init to a call", async () => {
  const folder = temporaryFolder();
  const start = join(import.meta.dirname, "../../examples/another-api/start.ts");
  // npm alone needs more of the environment: where its cache, its registry and its proxy are named.
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, [start], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  expect(code, stdout + stderr).toBe(0);
  expect(stdout.split("$ node call.ts\n")[1]).toBe(
    [
      "Dover",
      "  2.2 m",
      "  2.8 m",
      "Deal",
      "  2.1 m",
      "  2.6 m",
      "Ramsgate",
      "  2.5 m",
      "  3.1 m",
      "Margate",
      "  2.4 m",
      "  3.0 m",
      "Whitstable",
      "  2.7 m",
      "  3.4 m",
      "",
    ].join("\n"),
  );
  expect(readdirSync(folder).filter((name) => name.startsWith("another-api-"))).toEqual([]);
});
