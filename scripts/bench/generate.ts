import { join } from "node:path";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import type { Ended } from "./child.ts";
import { generateClient } from "./clients.ts";
import { figure, milliseconds } from "./figure.ts";
import { vendored } from "./places.ts";
import { atMostTimes, type Bench, type Row } from "./row.ts";

const rounds = 9;

export const generate: Row = {
  name: "generate",
  async measure(bench) {
    const { heyApi, ours } = await alternate(rounds, runsOfBoth(bench, vendored));
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
export const runsOfBoth = (
  { folder, peers }: Bench,
  document: string,
): Record<"heyApi" | "ours", () => Promise<Ended>> => {
  const run = (name: "@hey-api/openapi-ts" | "pagewise") => (): Promise<Ended> =>
    generateClient(
      name,
      { document, folder: join(folder, "printed", name), peers },
      { withPeak: true },
    );
  return { heyApi: run("@hey-api/openapi-ts"), ours: run("pagewise") };
};
