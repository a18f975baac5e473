import { once } from "node:events";
import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import type { Progress } from "../lib/stage.ts";
import { startWorker } from "../lib/start-worker.ts";
import { layOutShare, type Share, type Work } from "./lay-out-share.ts";

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

  const workers = Array.from({ length: workerCount }, () =>
    startWorker("print/lay-out-worker", {
      workerData: work,
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    }),
  );
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

const shareOf = async (worker: Worker): Promise<Share> => {
  const [share] = (await once(worker, "message")) as [Share]; // Rejects with the worker's error.
  return share;
};
