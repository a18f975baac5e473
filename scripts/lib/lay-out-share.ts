import { layOutBatch } from "./lay-out.ts";

/** Work that several threads do together: each takes the next batch that none has taken yet. */
export interface Work {
  readonly batches: readonly (readonly string[])[];
  /** How many batches are taken; in memory that the threads share. */
  readonly taken: Int32Array;
}

/** What one thread got done of it, by place among the batches. */
export type Share = ReadonlyMap<number, readonly string[]>;

export const layOutShare = async ({ batches, taken }: Work): Promise<Share> => {
  const share = new Map<number, readonly string[]>();
  for (;;) {
    const place = Atomics.add(taken, 0, 1);
    const batch = batches[place];
    if (batch === undefined) return share;
    share.set(place, await layOutBatch(batch));
  }
};
