import { join } from "node:path";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import type { Ended } from "./child.ts";
import { generateClient } from "./clients.ts";
import { vendored } from "./places.ts";
import type { Bench, Row } from "./row.ts";
import { timeAndCpu } from "./time-and-cpu.ts";

const rounds = 9;

export const generate: Row = {
  name: "generate",
  async measure(bench) {
    const { heyApi, ours } = await alternate(rounds, runsOfBoth(bench, vendored));
    return timeAndCpu(budgets.generate, "generate, vendored spec", ours, {
      "@hey-api/openapi-ts": heyApi,
    });
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
      { withUsage: true },
    );
  return { heyApi: run("@hey-api/openapi-ts"), ours: run("pagewise") };
};
