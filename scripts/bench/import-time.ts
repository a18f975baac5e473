import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { runNode } from "./child.ts";
import { type Figure, figure, milliseconds } from "./figure.ts";
import { packageName } from "./places.ts";
import { atMostTimes, type Row } from "./row.ts";

const rounds = 31;

/** A fresh process for each import; the time to import an empty module is subtracted. */
export const importTime: Row = {
  name: "import-time",
  async measure({ folder }) {
    writeFileSync(join(folder, "nothing.mjs"), "");
    writeFileSync(join(folder, "importing.mjs"), importing);
    const timesOf = (name: string) => async (): Promise<Times> =>
      JSON.parse((await runNode(["importing.mjs", name], { cwd: folder })).output) as Times;
    const { nothing, ours, telnyx } = await alternate(rounds, {
      nothing: timesOf("./nothing.mjs"),
      ours: timesOf(packageName),
      telnyx: timesOf("telnyx"),
    });
    const beyond = (runs: readonly Times[], by: keyof Times): Figure => {
      const start = figure(
        milliseconds,
        nothing.map((each) => each[by]),
      ).median;
      return figure(
        milliseconds,
        runs.map((each) => each[by] - start),
      );
    };
    return (["time", "cpu"] as const).map((by) =>
      atMostTimes(
        budgets.importTime,
        by === "time" ? "import time" : "CPU of the import",
        beyond(ours, by),
        { telnyx: beyond(telnyx, by) },
      ),
    );
  },
};

/** Milliseconds; those of CPU tell an import that is slow from a machine that is busy. */
interface Times {
  readonly time: number;
  readonly cpu: number;
}

// Timed from within: the start of a process varies by more than our import takes.
const importing = `
const cpu = process.cpuUsage();
const start = performance.now();
await import(process.argv[2]);
const time = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ time, cpu: (user + system) / 1000 }));
`;
