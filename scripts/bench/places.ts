import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../../pipeline.config.ts";
import { normalizedName } from "../lib/config.ts";

const root = resolve(import.meta.dirname, "../..");
export const { packageName } = config;
export const generated = join(root, config.output);
export const vendored = join(root, config.spec);
export const normalized = normalizedName(vendored);
export const compiler = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));

/** The arguments of Node that run a program as the npm scripts do. */
const call = (program: string): readonly string[] => [
  "--import",
  join(root, "scripts/lib/compile-cache.js"),
  join(root, program),
];
export const callGenerate = call("scripts/generate.ts");
export const callDrift = call("scripts/drift.ts");
export const callReadBoth = call("scripts/bench/programs/read-both.ts");
