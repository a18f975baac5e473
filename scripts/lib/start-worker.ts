import { extname } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";

/** A thread that runs a file of `scripts/`: TypeScript here, and JavaScript once this is built. */
export const startWorker = (
  file: "parse/parse-worker" | "print/print-worker",
  options: WorkerOptions,
): Worker =>
  new Worker(new URL(`../${file}${extname(import.meta.url)}`, import.meta.url), {
    execArgv: ["--import", new URL("compile-cache.js", import.meta.url).href],
    ...options,
  });
