import { parseArgs, type ParseArgsConfig, styleText } from "node:util";
import { exitCode, Failure } from "./failure.ts";
import { nearest } from "./names.ts";

type Flags = NonNullable<ParseArgsConfig["options"]>;

export interface Command<Options extends Flags = Flags> {
  readonly name: string;
  /** What `--help` prints. */
  readonly help: string;
  readonly flags: Options;
}

const common = { help: { type: "boolean" }, quiet: { type: "boolean" } } as const;

type Values<Options extends Flags> = {
  readonly [Name in keyof Options]?: Options[Name]["type"] extends "boolean" ? boolean : string;
} & { readonly quiet?: boolean };

/** The values of a command's flags; a flag that it does not know is refused with the nearest one that it does. */
const readFlags = (command: Command, argv: readonly string[]): Record<string, unknown> => {
  const known: Flags = { ...command.flags, ...common };
  const refuse = (expected: string, found: string, remedy = "see --help."): Failure =>
    new Failure("usage", `${command.name}: expected ${expected}, found ${found}; ${remedy}`);
  const { tokens, values } = parseArgs({
    args: [...argv],
    options: known,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === "positional") throw refuse("flags only", JSON.stringify(token.value));
    if (token.kind !== "option") continue;
    const flag = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (!flag) {
      const meant = nearest(token.name, Object.keys(known));
      const all = Object.keys(known).map((name) => `--${name}`);
      throw refuse(
        `one of ${all.join(", ")}`,
        token.rawName,
        meant ? `did you mean --${meant}?` : undefined,
      );
    }
    if (flag.type === "boolean" && token.value !== undefined)
      throw refuse(`${token.rawName} without a value`, JSON.stringify(token.value));
    if (flag.type === "string" && token.value === undefined)
      throw refuse(`a value after ${token.rawName}`, "none");
    if (flag.type === "string" && !token.inlineValue && token.value?.startsWith("--"))
      throw refuse(`a value after ${token.rawName}`, `the flag ${token.value}`);
  }
  return values;
};

/** The value of a flag that takes one of a few; another is refused with the nearest. */
export const oneOf = <Value extends string>(
  command: string,
  flag: string,
  values: readonly Value[],
  given: string,
): Value => {
  const found = values.find((each) => each === given);
  if (found !== undefined) return found;
  const meant = nearest(given, values);
  throw new Failure(
    "usage",
    `${command}: expected one of ${values.join(", ")} after ${flag}, found ${given}; ${meant ? `did you mean ${meant}?` : "see --help."}`,
  );
};

/** Reports each stage with its time: as it runs on a terminal, as plain lines elsewhere, not at all if quiet. */
export interface Progress {
  readonly stage: <Result>(name: string, run: () => Result | Promise<Result>) => Promise<Result>;
  readonly say: (line: string) => void;
}

const progress = (quiet: boolean): Progress => {
  const isLive = process.stderr.isTTY && !process.env["CI"];
  const say = (line: string): void => {
    if (!quiet) process.stderr.write(`${line}\n`);
  };
  return {
    say,
    async stage(name, run) {
      if (isLive && !quiet) process.stderr.write(`… ${name}`);
      const start = performance.now();
      try {
        return await run();
      } finally {
        const time = `${Math.round(performance.now() - start)} ms`.padStart(8);
        say(
          `${isLive ? "\r\u001b[K" : ""}${styleText("dim", time, { stream: process.stderr })}  ${name}`,
        );
      }
    },
  };
};

/** Runs a command: argv in, exit code out. What went wrong is one sentence; a stack trace only for a fault of ours. */
export const run = async <Options extends Flags>(
  command: Command<Options>,
  main: (flags: Values<Options>, progress: Progress) => Promise<number>,
): Promise<void> => {
  try {
    const flags = readFlags(command, process.argv.slice(2));
    if (flags["help"]) process.stdout.write(command.help);
    else process.exitCode = await main(flags as Values<Options>, progress(flags["quiet"] === true));
  } catch (error) {
    const isKnown = error instanceof Failure;
    process.stderr.write(
      `${isKnown ? error.message : `${command.name}: a fault of ours; please report it.\n${(error as Error).stack ?? String(error)}`}\n`,
    );
    process.exitCode = isKnown ? error.code : exitCode.internal;
  }
};
