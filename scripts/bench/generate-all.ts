import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { bytes, figure, milliseconds } from "./figure.ts";
import { runsOfBoth } from "./generate.ts";
import { unmeasured } from "./large-document.ts";
import { atMostTimes, type Row } from "./row.ts";

const rounds = 3;

export const generateAll: Row = {
  name: "generate-all",
  async measure(bench) {
    if (bench.largeDocument === undefined) return [unmeasured("generate, every operation")];
    const { heyApi, ours } = await alternate(rounds, runsOfBoth(bench, bench.largeDocument));
    return [
      atMostTimes(
        budgets.generateAllTime,
        "generate, every operation: time",
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
      atMostTimes(
        budgets.generateAllMemory,
        "generate, every operation: peak memory",
        figure(
          bytes,
          ours.map(({ peak }) => peak),
        ),
        {
          "@hey-api/openapi-ts": figure(
            bytes,
            heyApi.map(({ peak }) => peak),
          ),
        },
      ),
    ];
  },
};
