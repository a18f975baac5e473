import { type MessagePort, workerData } from "node:worker_threads";
import { begun, ended, parseShare, type Work } from "./parse-share.ts";

const { port, work } = workerData as { readonly port: MessagePort; readonly work: Work };
Atomics.store(work.state, begun, 1);
port.postMessage(parseShare(work));
Atomics.store(work.state, ended, 1);
Atomics.notify(work.state, ended);
