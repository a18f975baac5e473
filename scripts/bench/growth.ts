import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { listOperations } from "../lib/operations.ts";
import { readSource } from "../stages/read-source.ts";
import { select } from "../stages/select.ts";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import type { Ended } from "./child.ts";
import { type Figure, figure, milliseconds } from "./figure.ts";
import { runsOfBoth } from "./generate.ts";
import { unmeasured } from "./large-document.ts";
import { atMostTimes, type Row } from "./row.ts";

const rounds = 3;

/** Ten times the operations, ten times the time at most: whatever looks at everything for each of them shows here. */
export const growth: Row = {
  name: "growth",
  async measure(bench) {
    const { folder, largeDocument } = bench;
    if (largeDocument === undefined) return [unmeasured("generate, growth")];
    const takeOperations = operationsOf(largeDocument, folder);
    const generateFrom = (count: number) => runsOfBoth(bench, takeOperations(count)).ours;
    const { few, some, many } = await alternate(rounds, {
      few: generateFrom(10),
      some: generateFrom(100),
      many: generateFrom(1000),
    });
    return [
      atMostTimes(budgets.growth, "generate, 100 operations", times(some), {
        "10 operations": times(few),
      }),
      atMostTimes(budgets.growth, "generate, 1,000 operations", times(many), {
        "100 operations": times(some),
      }),
    ];
  },
};

const times = (runs: readonly Ended[]): Figure =>
  figure(
    milliseconds,
    runs.map(({ time }) => time),
  );

/** Documents of some of a large one's operations, taken evenly, so that all are of one kind; with what these refer to. */
const operationsOf = (largeDocument: string, folder: string): ((count: number) => string) => {
  const source = readSource(readFileSync(largeDocument, "utf8"), basename(largeDocument));
  const ids = listOperations(source.root)
    .map(({ id }) => id)
    .filter((id) => id !== "");
  return (count) => {
    const taken = ids.filter(
      (_, index) =>
        Math.floor((index * count) / ids.length) !== Math.floor(((index - 1) * count) / ids.length),
    );
    const file = join(folder, `${count}-operations.json`);
    writeFileSync(file, JSON.stringify(select(source, taken).root, null, 2));
    return file;
  };
};
