import type { Progress } from "../lib/stage.ts";
import { layOutBatch } from "./lay-out.ts";

/** Work that several threads share: each takes the next batch that no other has taken. */
export interface Work {
  readonly batches: readonly (readonly string[])[];
  /** The number of batches taken so far, in shared memory. */
  readonly taken: Int32Array;
}

/** What one thread did: batches by their index. */
export type Share = ReadonlyMap<number, readonly string[]>;

export const layOutShare = async (
  { batches, taken }: Work,
  progress?: Progress,
): Promise<Share> => {
  const share = new Map<number, readonly string[]>();
  for (;;) {
    const index = Atomics.add(taken, 0, 1);
    const batch = batches[index];
    if (batch === undefined) return share;
    progress?.(index / batches.length);
    share.set(index, await layOutBatch(batch));
  }
};
