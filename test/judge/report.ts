/** A plain line for each check as it ends, and at last how many there were. */
export class Report {
  #passed = 0;
  #failed = 0;

  /** Passes if `run` resolves; what it resolves to is said beside the name. */
  async check(name: string, run: () => Promise<string | undefined>): Promise<void> {
    try {
      const remark = await run();
      this.#passed++;
      this.say(`passed  ${name}${remark ? ` (${remark})` : ""}`);
    } catch (error) {
      this.#fail(name, error);
    }
  }

  /** Runs checks that share a server; what keeps them from running counts as one failure. */
  async section(name: string, run: () => Promise<void>): Promise<void> {
    this.say(`${name}:`);
    await run().catch((error: unknown) => {
      this.#fail(name, error);
    });
  }

  #fail(name: string, error: unknown): void {
    this.#failed++;
    const reason = error instanceof Error ? error.message : String(error);
    this.say(`failed  ${name}\n${reason.trimEnd().replace(/^/gm, "        ")}`);
  }

  say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** The counts, and the exit code that they ask for. */
  end(): 0 | 1 {
    this.say(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed > 0 ? 1 : 0;
  }
}
