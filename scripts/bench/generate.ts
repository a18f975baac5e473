import { join } from "node:path";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { type Ended, runNode } from "./child.ts";
import { figure, milliseconds } from "./figure.ts";
import { heyApiCommand } from "./peers.ts";
import { generateCommand, vendored } from "./places.ts";
import { atMostTimes, type Bench, type Row } from "./row.ts";

const rounds = 9;

export const generate: Row = {
  name: "generate",
  async measure(bench) {
    const { heyApi, ours } = await alternate(rounds, generators(bench, vendored));
    return [
      atMostTimes(
        budgets.generate,
        "generate, vendored spec",
        figure(
          milliseconds,
          ours.map(({ time }) => time),
        ),
        {
          "@hey-api/openapi-ts": figure(
            milliseconds,
            heyApi.map(({ time }) => time),
          ),
        },
      ),
    ];
  },
};

/** Ours and the bare @hey-api/openapi-ts on one document, each into a folder of its own in a fresh process. */
export const generators = (
  { folder, peers }: Bench,
  document: string,
): Record<"heyApi" | "ours", () => Promise<Ended>> => {
  const run = (...args: readonly string[]): Promise<Ended> =>
    runNode(args, { cwd: folder, withPeak: true });
  const place = (name: string): string => join(folder, "printed", name);
  return {
    heyApi: () =>
      run(heyApiCommand(peers), "-i", document, "-o", place("hey-api"), "-s", "--no-log-file"),
    ours: () =>
      run(
        generateCommand,
        ...["--spec", document, "--out", place("ours"), "--operations", "all", "--quiet"],
      ),
  };
};
