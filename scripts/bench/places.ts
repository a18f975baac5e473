import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../../pipeline.config.ts";
import { normalizedName } from "../lib/config.ts";

const root = resolve(import.meta.dirname, "../..");
export const { packageName } = config;
export const generated = join(root, config.output);
export const vendored = join(root, config.spec);
export const normalized = normalizedName(vendored);
export const generateCommand = join(root, "scripts/generate.ts");
export const driftCommand = join(root, "scripts/drift.ts");
export const readBothCommand = join(root, "scripts/bench/programs/read-both.ts");
export const compiler = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));
