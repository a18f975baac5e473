import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { runNode } from "./child.ts";
import { type Figure, figure, milliseconds } from "./figure.ts";
import { atMostTimes, type Comparison, type Row } from "./row.ts";

const rounds = 9;

/** 100 000 items out of memory, in pages of 250: what a client costs without the network. */
export const readingCpu: Row = {
  name: "reading-cpu",
  async measure({ folder }) {
    const reading = (program: string, by: string) => async (): Promise<number> =>
      Number((await runNode(["--expose-gc", `programs/${program}`, by], { cwd: folder })).output);
    const compare = async (by: string, factor: number): Promise<Comparison> => {
      const { byHand, ours, telnyx } = await alternate(rounds, {
        byHand: reading("read-by-hand.ts", by),
        ours: reading("read-ours.ts", by),
        telnyx: reading("read-telnyx.ts", by),
      });
      const inFigures = (times: readonly number[]): Figure => figure(milliseconds, times);
      return atMostTimes(factor, `CPU of reading 100 000 items by ${by}`, inFigures(ours), {
        "by hand": inFigures(byHand),
        telnyx: inFigures(telnyx),
      });
    };
    return [await compare("items", budgets.cpuByItems), await compare("pages", budgets.cpuByPages)];
  },
};
