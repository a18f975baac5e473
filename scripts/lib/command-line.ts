import { spawn } from "node:child_process";
import { Console } from "node:console";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { WriteStream } from "node:tty";
import { parseArgs, type ParseArgsConfig, styleText } from "node:util";
import { exitCode, Failure } from "./failure.ts";
import { nearest } from "./names.ts";
import { packageRoot } from "./package-root.ts";
import type { Progress, RunStage } from "./stage.ts";

/** Where a command prints. */
export interface Output {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** All that a command needs from the process around it, so that it can also be called as a function. */
export interface Io {
  /** All that is piped in. */
  readonly readInput: () => Promise<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** The project's folder, which holds its configuration. */
  readonly project: string;
  /** How a command is called here, for messages: `npm run fetch -- --source a.yml`. */
  readonly callOf: (command: string, flags?: string) => string;
  /** Runs another program in a folder, with the same streams, and resolves to its exit code. */
  readonly runProgram: (
    program: string,
    args: readonly string[],
    folder: string,
  ) => Promise<number>;
}

/** A command as a function: arguments and surroundings in, exit code out. It never rejects. */
export type Command = (argv: readonly string[], io: Io) => Promise<number>;

type Flags = NonNullable<ParseArgsConfig["options"]>;

export interface CommandDefinition<Options extends Flags = Flags> {
  readonly name: string;
  /** What `--help` prints below the line that says how the command is called. */
  readonly help: string;
  readonly flags: Options;
  /** How many percent of its time each stage takes with a large document, in this order. */
  readonly stages?: Readonly<Record<string, number>>;
}

type Values<Options extends Flags> = {
  readonly [Name in keyof Options]?: Options[Name]["type"] extends "boolean"
    ? boolean
    : Options[Name] extends { readonly multiple: true }
      ? readonly string[]
      : string;
} & { readonly quiet?: boolean };

/** What a command works with: its surroundings, and two ways to report progress that `--quiet` silences. */
export interface Context extends Io {
  /** Runs a stage and reports its time: live on a terminal, as plain lines elsewhere. */
  readonly stage: RunStage;
  readonly log: (line: string) => void;
}

/** Adds to a command what all of them share: flags, `--help`, progress, and one sentence for every failure. */
export const defineCommand =
  <Options extends Flags>(
    definition: CommandDefinition<Options>,
    main: (flags: Values<Options>, context: Context) => Promise<number>,
  ): Command =>
  async (argv, io) => {
    try {
      const flags = readFlags(definition, argv);
      if (flags["help"] !== true)
        return await main(flags as Values<Options>, {
          ...io,
          ...reportProgress(io, flags["quiet"] === true, definition.stages),
        });
      io.stdout.write(`Usage: ${io.callOf(definition.name, "[flags]")}\n\n${definition.help}`);
      return exitCode.done;
    } catch (error) {
      if (error instanceof Failure) {
        io.stderr.write(`${error.message}\n`);
        return error.code;
      }
      const trace = (error as Error).stack ?? String(error);
      io.stderr.write(
        `${definition.name}: internal error. Please report it with the trace below.\n${trace}\n`,
      );
      return exitCode.internal;
    }
  };

/** How the repository's own scripts run: they belong to it, whatever the working folder is. */
const asScript: Pick<Io, "callOf" | "project"> = {
  project: packageRoot,
  callOf: (command, flags) => `npm run ${command}${flags === undefined ? "" : ` -- ${flags}`}`,
};

/** Runs a command with the streams, environment and exit code of this process. */
export const runAsProcess = async (
  command: Command,
  installed: Pick<Io, "callOf" | "project"> = asScript,
): Promise<void> => {
  globalThis.console = new Console(process.stderr); // Standard output is for results, whatever libraries print.
  process.exitCode = await command(process.argv.slice(2), {
    ...installed,
    readInput: () => buffer(process.stdin),
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    async runProgram(program, args, folder) {
      const child = spawn(program, args, {
        cwd: folder,
        stdio: "inherit",
        shell: program === "npm" && process.platform === "win32",
      });
      const [code] = (await once(child, "close")) as [number | null];
      return code ?? exitCode.internal;
    },
  });
};

/** The value of a flag that takes one of a few. */
export const oneOf = <Value extends string>(
  flag: string,
  values: readonly Value[],
  value: string,
): Value => {
  const found = values.find((each) => each === value);
  if (found !== undefined) return found;
  const meant = nearest(value, values);
  throw new Failure(
    "usage",
    `${flag} must be one of ${values.join(", ")}, not ${value}; ${meant ? `did you mean ${meant}?` : "see --help."}`,
  );
};

/** Whether an output is a terminal that shows colors; `NO_COLOR` turns them off. */
export const showsColors = (output: Output, env: Io["env"]): boolean =>
  output.isTTY === true && WriteStream.prototype.hasColors(env);

const sharedFlags = { help: { type: "boolean" }, quiet: { type: "boolean" } } as const;

const readFlags = (
  { flags, name }: CommandDefinition,
  argv: readonly string[],
): Record<string, unknown> => {
  const known: Flags = { ...flags, ...sharedFlags };
  const { tokens, values } = parseArgs({
    args: [...argv],
    options: known,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === "positional")
      throw new Failure(
        "usage",
        `unexpected argument ${JSON.stringify(token.value)}; ${name} takes only flags, see --help.`,
      );
    if (token.kind !== "option") continue;
    const { inlineValue, name: flagName, rawName, value } = token;
    const type = Object.hasOwn(known, flagName) ? known[flagName]?.type : undefined;
    if (type === undefined) {
      const meant = nearest(flagName, Object.keys(known));
      throw new Failure(
        "usage",
        `unknown flag ${rawName}; ${meant ? `did you mean --${meant}?` : "see --help."}`,
      );
    }
    if (type === "boolean" && value !== undefined)
      throw new Failure(
        "usage",
        `${rawName} takes no value, but was given ${JSON.stringify(value)}; see --help.`,
      );
    if (type === "string" && value === undefined)
      throw new Failure("usage", `${rawName} needs a value; see --help.`);
    if (type === "string" && !inlineValue && value?.startsWith("--"))
      throw new Failure(
        "usage",
        `${rawName} needs a value, but is followed by the flag ${value}; see --help.`,
      );
  }
  return values;
};

const reportProgress = (
  { env, stderr }: Io,
  isQuiet: boolean,
  percentOf: CommandDefinition["stages"] = {},
): Pick<Context, "log" | "stage"> => {
  const ended = new Set<string>(); // A stage that runs again has been counted.
  const percentWith = (name: string, part: number): number => {
    const current = ended.has(name) ? 0 : (percentOf[name] ?? 0) * part;
    return Math.floor([...ended].reduce((sum, each) => sum + (percentOf[each] ?? 0), current));
  };
  const isLive = stderr.isTTY === true && !env["CI"] && !isQuiet;
  const log = (line: string): void => {
    if (!isQuiet) stderr.write(`${line}\n`);
  };
  return {
    log,
    async stage(name, run) {
      let shown = -1;
      const progress: Progress = (part) => {
        const percent = percentWith(name, part);
        if (!isLive || percent <= shown) return;
        const known = name in percentOf ? `${percent} % ` : "";
        stderr.write(`${shown < 0 ? "" : "\r"}… ${known}${name}`);
        shown = percent;
      };
      progress(0);
      const start = performance.now();
      try {
        return await run(progress);
      } finally {
        ended.add(name);
        const time = `${Math.round(performance.now() - start)} ms`.padStart(8);
        const dimmed = showsColors(stderr, env)
          ? styleText("dim", time, { validateStream: false })
          : time;
        log(`${isLive ? "\r\u001b[K" : ""}${dimmed}  ${name}`);
      }
    },
  };
};
