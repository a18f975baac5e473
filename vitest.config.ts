import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** They replace modules for the whole worker, so they need one to themselves. */
const mockingModules = ["test/files/swap.test.ts", "test/runtime/styles.test.ts"];

/** They run whole jobs with real installations and builds. */
const wholeJobs = [
  "test/docs-commands.test.ts",
  "test/workflows/init.test.ts",
  "test/workflows/release.test.ts",
  "test/install/examples.test.ts",
];

const timeouts = (milliseconds: number) => ({
  testTimeout: milliseconds,
  hookTimeout: milliseconds,
});

export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    reporters: ["default", "./test/summary-reporter.ts"],
    projects: [
      {
        test: {
          name: "repository",
          include: ["test/**/*.test.ts"],
          exclude: ["test/consumers/**", "**/node_modules/**", ...mockingModules, ...wholeJobs],
          // Compilers and generator are loaded once per worker instead of once per file.
          isolate: false,
          // Configurations are loaded by Node itself, as the commands do.
          server: { deps: { external: [/\/config\.mjs$|\/pipeline\.config\.\w+$/] } },
          ...timeouts(60_000),
        },
      },
      { test: { name: "mocks", include: mockingModules, ...timeouts(60_000) } },
      { test: { name: "install", include: wholeJobs, ...timeouts(300_000) } },
      // Needs the compilers and runtimes that test/consumers installs.
      {
        test: { name: "consumers", include: ["test/consumers/*.test.ts"], ...timeouts(300_000) },
      },
    ],
  },
});
