import {
  byRequest,
  checkArchive,
  checkFeeds,
  type Report,
  withoutReasons,
} from "./archive-expectation.ts";
import { readInChromium, versionOfChromium } from "./chromium.ts";
import type { Proof } from "./consumers.ts";
import { command, programsIn, versionOf } from "./installation.ts";
import { run } from "./process.ts";
import type { Server } from "./server.ts";
import { babel, commonJs, esm, readInJest, readInVitest, tsJest } from "./test-runners.ts";
import { readInWorkerd } from "./workerd.ts";

/** The package of archive.yml in every runtime, in test runners, and with other makes of `fetch`. */
export function archiveConsumersOf(
  folder: string,
  api: Server,
  otherOrigin: Server,
): readonly Proof[] {
  const baseUrl = `${api.url}/archive`;
  const proof = (
    runTime: string,
    way: string,
    version: string,
    read: () => Promise<string>,
    apart?: Report,
  ): Proof => ({
    runTime,
    way: `the archive, ${way}`,
    read,
    version: () =>
      version === "chromium" ? versionOfChromium(folder) : versionOf(folder, version),
    check: (report) => checkArchive(report, apart),
  });
  const program = (
    runTime: string,
    path: string,
    args: readonly string[] = [],
    way = "its own fetch",
    apart?: Report,
  ): Proof => {
    const given = [...args, "archive.mjs", baseUrl, way];
    const read = () => run(command(path), given, { folder: programsIn(folder) });
    return proof(runTime, way, path, read, apart);
  };
  const jest = (way: string, project: Parameters<typeof readInJest>[2], apart?: Report): Proof =>
    proof("Jest", way, ".bin/jest", () => readInJest(folder, baseUrl, project), apart);
  const node = "node-24/bin/node";
  const parameters = { baseUrl, program: "archive" };

  return [
    ...["20", "22", "24", "26"].map((version) => program("Node", `node-${version}/bin/node`)),
    program("Bun", ".bin/bun"),
    program("Deno", ".bin/deno", ["run", "--no-prompt", "--allow-net=127.0.0.1"]),
    program("Node", node, [], "undici's fetch"),
    program("Node", node, [], "node-fetch", { misused: undefined }),
    program("Node", node, [], "node-fetch and abort-controller", {
      ...withoutReasons,
      misused: undefined,
    }),
    proof("workerd", "its own fetch", ".bin/workerd", () =>
      readInWorkerd(folder, "plain", parameters),
    ),
    proof("Chromium", "page of the API's origin", "chromium", () =>
      readInChromium(folder, api, parameters),
    ),
    proof("Chromium", "page of another origin", "chromium", () =>
      readInChromium(folder, otherOrigin, parameters),
    ),
    {
      runTime: "Chromium",
      way: "the archive, beside EventSource",
      version: () => versionOfChromium(folder),
      read: () => readInChromium(folder, api, { baseUrl, program: "feeds" }),
      check: checkFeeds,
    },
    jest("modules", esm("node")),
    jest("modules, jsdom and whatwg-fetch", esm("jsdom", ["./polyfills.cjs"]), byRequest),
    jest("modules, what React Native has", esm("jsdom", ["./react-native.cjs"]), {
      ...byRequest,
      ...withoutReasons,
    }),
    jest("CommonJS and babel-jest", commonJs("cjs", babel)),
    jest("CommonJS and ts-jest", commonJs("ts", tsJest)),
    proof("Vitest", "jsdom and msw", ".bin/vitest", () => readInVitest(folder, baseUrl)),
  ];
}
