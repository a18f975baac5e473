import "../lib/compile-cache.ts";
import { parentPort, workerData } from "node:worker_threads";
import { layOutShare, type Work } from "./lay-out-share.ts";

parentPort?.postMessage(await layOutShare(workerData as Work));
