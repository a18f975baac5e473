import type { Ended } from "./child.ts";
import { figure, milliseconds } from "./figure.ts";
import { atMostTimes, type Comparison } from "./row.ts";

/** Two lines for the same runs: CPU tells a program that is slow from a machine that is busy. */
export const timeAndCpu = (
  factor: number,
  what: string,
  ours: readonly Ended[],
  peers: Readonly<Record<string, readonly Ended[]>>,
): readonly Comparison[] =>
  (["time", "cpu"] as const).map((by) => {
    const inFigures = (runs: readonly Ended[]) =>
      figure(
        milliseconds,
        runs.map((each) => each[by]),
      );
    return atMostTimes(
      factor,
      by === "time" ? what : `${what}: CPU`,
      inFigures(ours),
      Object.fromEntries(Object.entries(peers).map(([name, runs]) => [name, inFigures(runs)])),
    );
  });
