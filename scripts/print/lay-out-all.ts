import type { Files } from "../lib/files.ts";
import type { Progress } from "../lib/stage.ts";
import { layOut } from "./lay-out.ts";

/** {@link layOut} for files of TypeScript, by path. */
export const layOutAll = async (files: Files, progress?: Progress): Promise<Files> => {
  const result = new Map(files); // In the same order, whichever is ready first.
  const batches = batchesOf([...files]);
  const waiting = batches.entries(); // All of the loops below take from it.
  const layOutWaiting = async (): Promise<void> => {
    for (const [index, batch] of waiting) {
      progress?.(index / batches.length);
      for (const [path, text] of await layOutBatch(batch)) result.set(path, text);
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, layOutWaiting));
  return result;
};

type Batch = readonly (readonly [path: string, text: string])[];

const batchesOf = (entries: Batch): readonly Batch[] =>
  Array.from({ length: Math.ceil(entries.length / batchSize) }, (_, index) =>
    entries.slice(index * batchSize, (index + 1) * batchSize),
  );

const batchSize = 20;

/** Oxfmt has threads of its own: with all batches at once it takes twice as long, and twice the memory. */
const batchesAtOnce = 4;

/** Several files are laid out as one and then separated, since each call costs as much as laying out a small file. */
const layOutBatch = async (batch: Batch): Promise<Batch> => {
  const together = batch.map(([, text]) => text).join(`\n${separator}\n`);
  const laidOut = await layOut("together.ts", together).catch(() => undefined);
  const parts = laidOut?.split(`\n${separator}\n`);
  if (parts?.length === batch.length)
    return batch.map(([path], index) => [path, `${parts[index]?.trim() ?? ""}\n`]);
  // One of them does not parse, or contains the separator.
  return Promise.all(batch.map(async ([path, text]) => [path, await layOut(path, text)] as const));
};

const separator = "/* ~~~~~~ one file ends here, and the next begins ~~~~~~ */";
