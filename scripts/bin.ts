#!/usr/bin/env node
import "./lib/compile-cache.js";
import { createRequire } from "node:module";

const { engines } = createRequire(import.meta.url)("pagewise/package.json") as {
  readonly engines: { readonly node: string };
};
const [wanted = "", major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(engines.node) ?? [];
const [ownMajor = 0, ownMinor = 0] = process.versions.node.split(".").map(Number);

// All else is imported once it is known that this Node can read it.
if (ownMajor > Number(major) || (ownMajor === Number(major) && ownMinor >= Number(minor))) {
  const { runAsProcess } = await import("./lib/command-line.ts");
  const { pagewise } = await import("./pagewise.ts");
  await runAsProcess(pagewise, {
    project: process.cwd(),
    callOf: (command, flags) => ["npx pagewise", command, flags].filter(Boolean).join(" "),
  });
} else {
  process.stderr.write(
    `pagewise needs Node ${wanted} or later, but this is Node ${process.versions.node}; install a newer one, such as the LTS release from https://nodejs.org.\n`,
  );
  process.exitCode = 64; // As for any call that cannot work.
}
