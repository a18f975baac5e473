import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { runNode } from "./child.ts";
import { type Figure, figure, milliseconds } from "./figure.ts";
import { atMostTimes, type Comparison, type Row } from "./row.ts";

const rounds = 9;

/** 100 000 items out of memory, in pages of 250: what a client costs without the network, in a new process and a warm one. */
export const readingCpu: Row = {
  name: "reading-cpu",
  async measure({ folder }) {
    const reading = (program: string, by: string, state: string) => async (): Promise<number> => {
      const args = ["--expose-gc", `programs/${program}`, by, state];
      return Number((await runNode(args, { cwd: folder })).output);
    };
    const compare = async (by: string, factor: number, state: string): Promise<Comparison> => {
      const { byHand, ours, telnyx } = await alternate(rounds, {
        byHand: reading("read-by-hand.ts", by, state),
        ours: reading("read-ours.ts", by, state),
        telnyx: reading("read-telnyx.ts", by, state),
      });
      const inFigures = (times: readonly number[]): Figure => figure(milliseconds, times);
      return atMostTimes(
        factor,
        `CPU of reading 100 000 items by ${by}, ${state}`,
        inFigures(ours),
        {
          "by hand": inFigures(byHand),
          telnyx: inFigures(telnyx),
        },
      );
    };
    return [
      await compare("items", budgets.cpuByItems, "cold"),
      await compare("pages", budgets.cpuByPages, "cold"),
      await compare("items", budgets.cpuByItems, "warm"),
      await compare("pages", budgets.cpuByPages, "warm"),
    ];
  },
};
