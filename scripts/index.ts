import type { PipelineConfig } from "./lib/config.ts";

export type { PipelineConfig };

/** Gives editors the type of a configuration, in JavaScript too: `export default defineConfig({ … })`. */
export const defineConfig = (config: PipelineConfig): PipelineConfig => config;
