import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { command, programsIn } from "./installation.ts";
import { oneLine, start, stop } from "./process.ts";

/** Serves the program by one of the configurations in workerd.capnp, and asks it for its report. */
export async function readInWorkerd(
  folder: string,
  configuration: "plain" | "nodejs",
  parameters: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const programs = programsIn(folder);
  await build({
    entryPoints: [join(programs, "worker.mjs")],
    outfile: join(programs, "worker.js"),
    bundle: true,
    logLevel: "silent",
    format: "esm",
    conditions: ["workerd", "worker"],
  });
  const { stop, url } = await startWorkerd(programs, configuration, env);
  try {
    const query = new URLSearchParams(parameters).toString();
    const response = await fetch(`${url}/?${query}`);
    return await response.text();
  } finally {
    stop();
  }
}

/** Serves by one of the configurations in a folder's workerd.capnp. */
export async function startWorkerd(
  folder: string,
  configuration: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly url: string; readonly stop: () => void }> {
  const workerd = await start(
    command(".bin/workerd"),
    ["serve", "workerd.capnp", configuration, "--control-fd=3"],
    { folder, env },
  );
  const said = text(workerd.stderr as Readable);
  const port = await listening(workerd.stdio[3] as Readable);
  if (port === undefined)
    throw new Error(`expected workerd to listen, found that it ended: ${oneLine(await said)}`);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      stop(workerd);
    },
  };
}

/** workerd says on its control channel where it listens. */
async function listening(control: Readable): Promise<string | undefined> {
  for await (const message of control.setEncoding("utf8")) {
    const port = /"port":\s*(\d+)/.exec(String(message))?.[1];
    if (port !== undefined) return port;
  }
  return undefined;
}
