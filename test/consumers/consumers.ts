import { readInChromium, versionOfChromium } from "./chromium.ts";
import { check, type Expected } from "./expectation.ts";
import { command, programsIn, versionOf } from "./installation.ts";
import { run } from "./process.ts";
import { apiKey, type Server } from "./server.ts";
import { readInWorkerd } from "./workerd.ts";

/** A run time, and one way to use a package in it. */
export interface Proof {
  readonly runTime: string;
  readonly way: string;
  /** Resolves to what it says of its version, if it is there. */
  readonly version: () => Promise<string>;
  /** Runs the program, and resolves to its report. */
  readonly read: () => Promise<string>;
  /** Says what the report shows, or throws what is wrong with it. */
  readonly check: (report: string) => string;
}

type Consumer = Omit<Proof, "check"> & Expected;

/** The package of the repository in every run time that it promises. */
export const consumersOf = (folder: string, api: Server, otherOrigin: Server): readonly Proof[] =>
  listReaders(folder, api, otherOrigin).map((consumer) => ({
    ...consumer,
    check: (report) => check(report, api.takeArrivals(), consumer),
  }));

function listReaders(folder: string, api: Server, otherOrigin: Server): readonly Consumer[] {
  const baseUrl = api.url;
  const env = { TELNYX_API_KEY: apiKey };

  // A program that ends by itself. Its environment holds the key even where it is given one and may not look.
  const program = (
    runTime: string,
    way: string,
    path: string,
    args: readonly string[],
    given: readonly string[] = [],
  ): Consumer => ({
    runTime,
    way,
    version: () => versionOf(folder, path),
    read: () =>
      run(command(path), [...args, baseUrl, ...given], { folder: programsIn(folder), env }),
    givesKey: given.length > 0,
  });

  const deno = ["run", "--no-prompt", "--allow-net=127.0.0.1"];
  const workerd = { runTime: "workerd", version: () => versionOf(folder, ".bin/workerd") };
  const chromium = { runTime: "Chromium", version: () => versionOfChromium(folder) };

  return [
    ...["20", "22", "24", "26"].flatMap((version) => [
      program("Node", "import", `node-${version}/bin/node`, ["module.mjs"]),
      program("Node", "require", `node-${version}/bin/node`, ["commonjs.cjs"]),
    ]),
    program("Bun", "import", ".bin/bun", ["module.mjs"]),
    program("Bun", "require", ".bin/bun", ["commonjs.cjs"]),
    program("Deno", "environment allowed", ".bin/deno", [
      ...deno,
      "--allow-env=TELNYX_API_KEY",
      "module.mjs",
    ]),
    program("Deno", "environment refused", ".bin/deno", [...deno, "module.mjs"], [apiKey]),
    {
      ...workerd,
      way: "no environment",
      read: () => readInWorkerd(folder, "plain", { baseUrl, apiKey }),
      givesKey: true,
    },
    {
      ...workerd,
      way: "Node's environment",
      read: () => readInWorkerd(folder, "nodejs", { baseUrl }, env),
      givesKey: false,
    },
    {
      ...chromium,
      way: "page of the API's origin",
      read: () => readInChromium(folder, api, { baseUrl, apiKey }),
      givesKey: true,
      cookie: "session=of-the-page",
    },
    {
      ...chromium,
      way: "page of another origin",
      read: () => readInChromium(folder, otherOrigin, { baseUrl, apiKey }),
      givesKey: true,
      asksForLeave: true,
    },
  ];
}
