import type { Reporter, SerializedError, TestModule, TestSuite } from "vitest/node";

/** Ends the output with one plain line of counts, for programs that read logs. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== "pending") counts[state]++;
      }
      counts.failed += failuresOutsideTests(module);
    }
    const skipped = counts.skipped > 0 ? `, ${String(counts.skipped)} skipped` : "";
    process.on("exit", (code) => {
      // Whatever made the run fail, such as no tests at all, the line must not look like success.
      const failed = code === 0 ? counts.failed : Math.max(counts.failed, 1);
      process.stdout.write(`${String(counts.passed)} passed, ${String(failed)} failed${skipped}\n`);
    });
  }
}

/** Files that did not load, and hooks that failed. */
const failuresOutsideTests = (module: TestModule): number => {
  const suites: readonly (TestModule | TestSuite)[] = [module, ...module.children.allSuites()];
  return suites.filter((suite) => suite.errors().length > 0).length;
};
