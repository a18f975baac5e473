import { extname } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";

/** A thread that runs a file of this folder: TypeScript here, and JavaScript once this is built. */
export const startWorker = (
  name: "lay-out-worker" | "parse-worker" | "print-worker",
  options: WorkerOptions,
): Worker => new Worker(new URL(`./${name}${extname(import.meta.url)}`, import.meta.url), options);
