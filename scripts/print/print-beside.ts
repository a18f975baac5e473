import { once } from "node:events";
import { availableParallelism } from "node:os";
import { startWorker } from "../lib/start-worker.ts";
import { printYaml } from "./print-yaml.ts";

/** {@link printYaml}, in a thread of its own where that pays off: this one can go on with something else. */
export const printBeside = async (data: object, isLarge: boolean): Promise<string> => {
  if (!isLarge || availableParallelism() === 1) return printYaml(data);
  const worker = startWorker("print/print-worker", { workerData: data });
  const [text] = (await once(worker, "message")) as [string]; // Rejects with the worker's error.
  return text;
};
