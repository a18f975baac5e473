import { availableParallelism } from "node:os";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { startWorker } from "../lib/start-worker.ts";
import { begun, ended, parseShare, type Share, type Work } from "./parse-share.ts";

/** Texts of entries → the entries, in this thread and, for long texts, in a second one; not all where one is none. */
export const parseEntries = (texts: readonly string[]): Share => beginEntries(texts)();

/** Begins in the second thread; this one does its share when the result is asked for. */
export const beginEntries = (texts: readonly string[]): (() => Share) => {
  const work: Work = { texts, state: new Int32Array(new SharedArrayBuffer(12)) };
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length < worthwhile || availableParallelism() === 1) return () => parseShare(work);

  const { port1, port2 } = new MessageChannel();
  const worker = startWorker("parse/parse-worker", {
    workerData: { port: port2, work },
    transferList: [port2],
  });
  worker.unref(); // A command that fails before it asks for the result ends.
  port1.unref();
  return () => {
    try {
      const own = parseShare(work);
      // Without the event loop, since whoever reads a document waits for it.
      if (Atomics.load(work.state, begun) === 0) return own;
      Atomics.wait(work.state, ended, 0, patience);
      const { message } = (receiveMessageOnPort(port1) ?? {}) as { readonly message?: Share };
      return new Map([...own, ...(message ?? [])]);
    } finally {
      port1.close();
      void worker.terminate();
    }
  };
};

/** Characters: a thread costs as much as parsing a tenth of it. */
const worthwhile = 1_000_000;

/** Milliseconds. Should the thread have died, its texts are not among the entries, and the whole is parsed here. */
const patience = 60_000;
