import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { Failure } from "../lib/failure.ts";

export interface Ended {
  /** Milliseconds from its start to its end. */
  readonly time: number;
  /** Milliseconds of CPU, of all its threads; only with `withUsage`. */
  readonly cpu: number;
  /** Bytes of memory at the most; only with `withUsage`. */
  readonly peak: number;
  readonly output: string;
  readonly code: number | null;
}

export interface RunOptions {
  readonly cwd: string;
  readonly withUsage?: boolean;
  /** Whether the caller looks at its exit code. */
  readonly mayFail?: boolean;
  /** Milliseconds until it is stopped. */
  readonly timeout?: number;
}

// As text: a TypeScript file would make the child load what strips its types.
const reportUsage = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from "node:fs";
   import { isMainThread } from "node:worker_threads"; // Workers load it as well.
   if (isMainThread) process.on("exit", () => {
     const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage();
     writeSync(3, JSON.stringify({ peak: maxRSS * 1024, cpu: (systemCPUTime + userCPUTime) / 1000 }));
   });`,
)}`;

/** Runs a program in a fresh process of this Node. */
export const runNode = async (
  args: readonly string[],
  { cwd, mayFail = false, timeout, withUsage = false }: RunOptions,
): Promise<Ended> => {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [...(withUsage ? ["--import", reportUsage] : []), ...args],
    {
      cwd,
      env: { ...process.env, NO_COLOR: "1", REDOCLY_TELEMETRY: "off" },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      ...(timeout === undefined ? {} : { timeout }),
    },
  );
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  const [output, errors, usage, code] = await Promise.all([
    text(child.stdout as Readable),
    text(child.stderr as Readable),
    text(child.stdio[3] as Readable),
    ended,
  ]);
  const time = performance.now() - start;
  if (code !== 0 && !mayFail)
    throw new Failure(
      "internal",
      `${args.join(" ")}: expected it to end with 0, found ${String(code)}: ${(errors || output).trim().slice(-2000)}`,
    );
  const { cpu, peak } = JSON.parse(usage || `{"cpu":0,"peak":0}`) as Pick<Ended, "cpu" | "peak">;
  return { time, cpu, peak, output, code };
};
