import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command, Context, Output } from "../lib/command-line.ts";
import { exitCode } from "../lib/failure.ts";
import { type Files, readFiles } from "../lib/files.ts";
import { type ProjectSettings, settingsFor, toConfig } from "./configuration.ts";

/** What the commands wrote, by path below the project's folder; or the exit code of the one that failed. */
export type GeneratedApart =
  | { readonly files: Files; readonly spec: string }
  | { readonly failed: number };

/** Fetches and generates in a folder for temporary files, as if it were the project: a failure leaves nothing half done. */
export const generateApart = async (
  commands: Readonly<Record<"fetch" | "generate", Command>>,
  fetchFlags: readonly string[],
  sharedFlags: readonly string[],
  chosen: Omit<ProjectSettings, "spec">,
  { log, stage: _stage, ...io }: Context,
): Promise<GeneratedApart> => {
  const folder = mkdtempSync(join(tmpdir(), "init-"));
  const configure = (spec: string): string => {
    // Paths to other files are among the flags: here they would start from the wrong folder.
    const config = toConfig(settingsFor({ ...chosen, allowRefs: undefined, spec }));
    writeFileSync(join(folder, configName), JSON.stringify(config));
    return spec;
  };
  // What they wrote is not where they say.
  const stderr: Output = {
    ...(io.stderr.isTTY && { isTTY: true }),
    write: (text) => text.startsWith("wrote ") || io.stderr.write(text),
  };
  const run = (name: "fetch" | "generate", ...flags: readonly string[]): Promise<number> => {
    log(`── ${name}`);
    return commands[name]([...flags, ...sharedFlags], { ...io, project: folder, stderr });
  };
  try {
    let spec = configure("spec/openapi.yml");
    const fetched = await run("fetch", ...fetchFlags);
    if (fetched !== exitCode.done) return { failed: fetched };
    if (readFileSync(join(folder, spec), "utf8").startsWith("{")) {
      renameSync(join(folder, spec), join(folder, "spec/openapi.json"));
      spec = configure("spec/openapi.json");
    }
    const generated = await run("generate");
    if (generated !== exitCode.done) return { failed: generated };
    return { spec, files: readFiles(folder, [configName]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const configName = "pipeline.config.json";
