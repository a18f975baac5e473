import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { basename, delimiter, dirname } from "node:path";

export interface Launch {
  readonly folder: string;
  /** Beside the search path and the folder, all that the process finds in its environment. */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Milliseconds after which it is stopped. By default less than the minute that the client gives a request, so that a
   * timer which keeps a process alive shows.
   */
  readonly limit?: number;
}

/** Starts a process in a group of its own, since several run times come as a script that starts the real one. */
export async function start(
  command: string,
  args: readonly string[],
  { folder, env = {}, limit = 45_000 }: Launch,
): Promise<ChildProcess> {
  const child = spawn(command, args, {
    cwd: folder,
    detached: true,
    env: { HOME: folder, TMPDIR: folder, ...env, PATH: searchPath },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  AbortSignal.timeout(limit).addEventListener("abort", () => {
    stop(child);
  });
  await once(child, "spawn").catch((cause: unknown) => {
    const found = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new Error(`expected ${command} to start, found ${found}`, { cause });
  });
  return child;
}

/** Ends a process and those that it started. */
export function stop({ exitCode, pid, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, "SIGKILL");
}

/** Runs a process until it ends by itself, and resolves to what it printed. */
export async function run(
  command: string,
  args: readonly string[],
  launch: Launch,
): Promise<string> {
  const child = await start(command, args, launch);
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (text: string) => (printed[name] += text));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (code !== 0) {
    const what = `${basename(command)} ${args[0] ?? ""}`.trim();
    const found = code === null ? `it ended by ${String(signal)}` : `exit code ${code}`;
    throw new Error(
      `expected ${what} to end by itself with exit code 0, found ${found}; it printed: ${oneLine(printed.stderr + printed.stdout)}`,
    );
  }
  return printed.stdout;
}

/** As much of a text as a line holds. */
export const oneLine = (text: string): string =>
  text.trim().replaceAll(/\s+/g, " ").slice(0, 500) || "nothing";

// The Node that runs this comes first, for the scripts among the run times.
const searchPath = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
