import { parentPort, workerData } from "node:worker_threads";
import { printYaml } from "./print-yaml.ts";

parentPort?.postMessage(printYaml(workerData as object));
