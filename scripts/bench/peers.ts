import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { Failure } from "../lib/failure.ts";
import { npm } from "./npm.ts";

const { "@hey-api/openapi-ts": heyApi, typescript } = packageJson.dependencies;

/** The packages to compare with; @hey-api/openapi-ts needs typescript. */
const versions = {
  telnyx: "7.24.0",
  "@redocly/cli": "2.77.0",
  "@hey-api/openapi-ts": heyApi,
  typescript,
};

/** A folder whose `node_modules` holds the peers, installed once for each set of versions. */
export const installPeers = async (): Promise<string> => {
  const parent = join(tmpdir(), `${packageJson.name}-bench`);
  const key = Object.entries(versions).map((each) => each.join("@").replaceAll("/", "+"));
  const folder = join(parent, key.join("_"));
  if (existsSync(folder)) return folder;
  mkdirSync(parent, { recursive: true });
  const unfinished = mkdtempSync(join(parent, "install-"));
  try {
    writeFileSync(
      join(unfinished, "package.json"),
      JSON.stringify({ private: true, type: "module", dependencies: versions }),
    );
    await npm(unfinished, "install", "--ignore-scripts", "--no-audit", "--no-fund");
    renameSync(unfinished, folder); // Only a complete install gets the final name.
  } catch (cause) {
    const { message } = cause as Error;
    const reason = /npm error code (\S+)/.exec(message)?.[1] ?? message.split("\n")[0];
    throw new Failure(
      "upstream",
      `bench: expected to install ${Object.keys(versions).join(", ")} from the registry, found ${reason ?? "no reason"}; check the network and npm's registry setting.`,
      { cause },
    );
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
};

/** The @hey-api/openapi-ts command line in that folder, without its bin, which only starts this in another process. */
export const heyApiCommand = (peers: string): string =>
  join(peers, "node_modules/@hey-api/openapi-ts/dist/run.mjs");

export const redoclyCommand = (peers: string): string =>
  join(peers, "node_modules/@redocly/cli/bin/cli.js");
