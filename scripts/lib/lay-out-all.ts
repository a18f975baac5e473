import { once } from "node:events";
import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { layOutShare, type Share, type Work } from "./lay-out-share.ts";
import type { Progress } from "./stage.ts";

/** Lays out TypeScript, in this thread and in as many workers as requested. */
export const layOutAll = async (
  texts: readonly string[],
  workerCount = 0,
  progress?: Progress,
): Promise<readonly string[]> => {
  const batches: (readonly string[])[] = [];
  for (let start = 0; start < texts.length; start += batchSize)
    batches.push(texts.slice(start, start + batchSize));
  const work: Work = { batches, taken: new Int32Array(new SharedArrayBuffer(4)) };

  const workers = Array.from({ length: workerCount }, () => startWorker(work));
  try {
    const shares = await Promise.all([layOutShare(work, progress), ...workers.map(shareOf)]);
    const all = new Map(shares.flatMap((share) => [...share]));
    return batches.flatMap((_, index) => all.get(index) ?? []);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};

const batchSize = 20;

/** How many workers pay off: starting one costs as much as laying out a few hundred texts. */
export const workersFor = (texts: number): number =>
  Math.min(availableParallelism() - 1, Math.floor(texts / 500), 3);

/** The worker is TypeScript here, and JavaScript once this is built. */
const startWorker = (work: Work): Worker =>
  new Worker(new URL(`./lay-out-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: work,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });

const shareOf = async (worker: Worker): Promise<Share> => {
  const [share] = (await once(worker, "message")) as [Share]; // Rejects with the worker's error.
  return share;
};
