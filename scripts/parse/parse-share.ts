import { parseEntry, type YamlEntry } from "./yaml-entry.ts";

/** Texts that two threads parse: each takes the next one that the other has not taken. */
export interface Work {
  readonly texts: readonly string[];
  /** In shared memory: how many were taken; whether the second thread has begun, and whether it has ended. */
  readonly state: Int32Array;
}

const taken = 0;
export const begun = 1;
export const ended = 2;

/** What one thread parsed. */
export type Share = ReadonlyMap<string, YamlEntry>;

/** Ends with the first text that is no entry, for both threads: then nothing is known by its parts. */
export const parseShare = ({ state, texts }: Work): Share => {
  const share = new Map<string, YamlEntry>();
  for (;;) {
    const text = texts[Atomics.add(state, taken, 1)];
    if (text === undefined) return share;
    const entry = parseEntry(text);
    if (entry) share.set(text, entry);
    else Atomics.store(state, taken, texts.length);
  }
};
