import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { runNode } from "./child.ts";
import { figure, milliseconds } from "./figure.ts";
import { pageBody } from "./programs/page-body.ts";
import { atMostTimes, type Row } from "./row.ts";

const rounds = 7;
const pages = 40;
const pageSize = 25;
const delay = 50;

/** A real server that takes its time, in this process; each client in a fresh one. */
export const concurrentPages: Row = {
  name: "concurrent-pages",
  async measure({ folder }) {
    const server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
      const page = Number(searchParams.get("page[number]") ?? 1);
      response.setHeader("Content-Type", "application/json");
      setTimeout(() => response.end(pageBody(page, pages, pageSize)), delay);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const walk = (program: string) => async (): Promise<number> =>
      Number(
        (
          await runNode([`programs/${program}`, url, String(pages * pageSize)], {
            cwd: folder,
          })
        ).output,
      );
    try {
      const { byHand, ours, telnyx } = await alternate(rounds, {
        byHand: walk("walk-by-hand.ts"),
        ours: walk("walk-ours.ts"),
        telnyx: walk("walk-telnyx.ts"),
      });
      return [
        atMostTimes(
          budgets.concurrentPages,
          `${pages} pages at ${delay} ms each, ours with concurrency: 8`,
          figure(milliseconds, ours),
          {
            telnyx: figure(milliseconds, telnyx),
            "by hand, 8 at a time": figure(milliseconds, byHand),
          },
        ),
      ];
    } finally {
      server.close();
    }
  },
};
