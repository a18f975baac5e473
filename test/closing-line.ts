import type { Reporter, TestModule } from "vitest/node";

/** Ends the output with one plain line that counts the tests, for whoever reads logs by machine. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== "pending") counts[state]++;
      }
      if (module.errors().length > 0) counts.failed++;
    }
    const skipped = counts.skipped > 0 ? `, ${String(counts.skipped)} skipped` : "";
    process.on("exit", () => {
      process.stdout.write(
        `${String(counts.passed)} passed, ${String(counts.failed)} failed${skipped}\n`,
      );
    });
  }
}
