import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Most tests wait for a process or a server of theirs: a core left free is a core wasted.
    maxWorkers: availableParallelism(),
    reporters: ["default", "./test/closing-line.ts"],
    projects: [
      {
        test: {
          name: "repository",
          include: ["test/**/*.test.ts"],
          exclude: ["test/consumers/**", "**/node_modules/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Loaded by Node itself, as the commands do.
          server: { deps: { external: [/\/config\.mjs$/] } },
        },
      },
      // What needs the compilers and run times that test/consumers installs for itself.
      {
        test: {
          name: "consumers",
          include: ["test/consumers/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
