import type { Command } from "./lib/command-line.ts";
import { exitCode } from "./lib/failure.ts";
import { nearest } from "./lib/names.ts";
import { packageVersion } from "./lib/package-root.ts";

/** Loaded late: no command needs what another is made of. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  generate: async () => (await import("./generate.ts")).generate,
  fetch: async () => (await import("./fetch.ts")).fetch,
  drift: async () => (await import("./drift.ts")).drift,
  update: async () => (await import("./update.ts")).update,
  init: async () => (await import("./init.ts")).init,
};
const names = Object.keys(commands);

const help = `Usage: npx pagewise <command> [flags]

An OpenAPI document in, a small typed TypeScript client out. The current folder is the project: it holds the configuration
(pipeline.config.ts, .js or .json), the vendored document and the package.

  init        make a project of the current folder, from a document
  generate    turn the vendored document into the package
  fetch       vendor upstream's document
  drift       report what the difference between the two means for callers
  update      fetch, generate, build, test and report in one go

  --version   print the version
  --help      show this help, or that of a command: npx pagewise generate --help

Exit codes: those of the command · 64 unknown command
`;

/** `pagewise generate --check` → the command `generate` with the flag `--check`. */
export const pagewise: Command = async ([name, ...flags], io) => {
  if (name === "--help" || name === "--version") {
    io.stdout.write(name === "--help" ? help : `${packageVersion()}\n`);
    return exitCode.done;
  }
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load !== undefined) return (await load())(flags, io);
  if (name === undefined) io.stderr.write(help);
  else {
    const meant = nearest(name, names);
    io.stderr.write(
      `unknown command ${name}; ${meant ? `did you mean ${meant}?` : `use one of ${names.join(", ")}.`}\n`,
    );
  }
  return exitCode.usage;
};
