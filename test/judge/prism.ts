import { spawn } from "node:child_process";
import { join } from "node:path";

const cli = join(import.meta.dirname, "node_modules/@stoplight/prism-cli/dist/index.js");
const patience = 60_000;

export interface Prism {
  readonly port: number;
  readonly stop: () => void;
}

/** Serves a document's own examples on a free port of 127.0.0.1, and answers a violation with an error. */
export async function startPrism(document: string): Promise<Prism> {
  const options = ["--errors", "--host", "127.0.0.1", "--port", "0"];
  const child = spawn(process.execPath, [cli, "mock", ...options, document], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, FORCE_COLOR: "0" },
  });
  const stop = (): void => {
    child.kill();
  };
  process.once("exit", stop);
  child.once("exit", () => process.off("exit", stop));

  const timer = setTimeout(stop, patience);
  let output = "";
  const port = await new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        const [, port] = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(output) ?? [];
        if (port) resolve(Number(port));
      });
    }
    child.once("error", reject);
    child.once("exit", () => {
      reject(
        new Error(`prism mock ${document}: expected it to listen, found that it ended:\n${output}`),
      );
    });
  });
  clearTimeout(timer);
  return { port, stop };
}
