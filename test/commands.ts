import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { drift } from "../scripts/drift.ts";
import { fetch } from "../scripts/fetch.ts";
import { generate } from "../scripts/generate.ts";
import type { Command } from "../scripts/lib/command-line.ts";
import { update } from "../scripts/update.ts";

const commands = { drift, fetch, generate, update };
export type CommandName = keyof typeof commands;

export interface Outcome {
  /** Null for a process that was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  /** The working folder, if it is not the workspace. */
  readonly cwd?: string;
  /** The project's folder, if it is not the workspace. */
  readonly project?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is piped in. */
  readonly input?: string;
  /** Whether the output streams claim to be terminals. */
  readonly isTTY?: boolean;
  /** Stands in for the programs that a command runs; by default running any is an error. */
  readonly runProgram?: (program: string, args: readonly string[], folder: string) => number;
}

/** Calls any command as a function, with what a process would give it. */
export const call = async (
  command: Command,
  folder: string,
  flags: readonly string[],
  {
    cwd = folder,
    env = {},
    input = "",
    isTTY = false,
    project = folder,
    runProgram,
  }: CallOptions = {},
): Promise<Outcome> => {
  const written = { stdout: "", stderr: "" };
  const output = (name: keyof typeof written) => ({
    isTTY,
    write: (text: string): void => {
      written[name] += text;
    },
  });
  const code = await command(flags, {
    readInput: async () => Buffer.from(input),
    stdout: output("stdout"),
    stderr: output("stderr"),
    env,
    cwd,
    project,
    callOf: (name, flags) => `npm run ${name}${flags === undefined ? "" : ` -- ${flags}`}`,
    async runProgram(program, ...rest) {
      if (!runProgram) throw new Error(`${program}: no test runs programs without saying so`);
      return runProgram(program, ...rest);
    },
  });
  return { code, ...written };
};

/** Calls a command in a workspace, with the workspace's configuration. */
export const runCommand = (
  name: CommandName,
  folder: string,
  flags: readonly string[] = [],
  options: CallOptions = {},
): Promise<Outcome> =>
  call(commands[name], folder, withConfig(folder, flags, options.cwd), options);

const withConfig = (folder: string, flags: readonly string[], cwd = folder): readonly string[] =>
  flags.includes("--config")
    ? flags
    : ["--config", relative(cwd, join(folder, "config.mjs")), ...flags];

export interface ProcessOptions extends Pick<CallOptions, "cwd" | "input"> {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A module of the workspace that is loaded before the command. */
  readonly preload?: string;
  readonly signal?: AbortSignal;
}

/** Outside the folders that tests look at, and shared, so that only the first process has to compile. */
const compileCache = join(import.meta.dirname, "../node_modules/.cache/node-compile-cache");

/** Runs a command as its npm script does, for what only a whole process shows. */
export const runProcess = async (
  name: CommandName,
  folder: string,
  flags: readonly string[] = [],
  { cwd = folder, env, input = "", preload, signal }: ProcessOptions = {},
): Promise<Outcome> => {
  const entry = join(import.meta.dirname, `../scripts/${name}.ts`);
  const before = preload === undefined ? [] : ["--import", join(folder, preload)];
  const child = spawn(process.execPath, [...before, entry, ...withConfig(folder, flags, cwd)], {
    cwd,
    env: { PATH: process.env["PATH"], TMPDIR: folder, NODE_COMPILE_CACHE: compileCache, ...env },
  });
  signal?.addEventListener("abort", () => child.kill("SIGKILL"));
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
};
