import { pageBody } from "./page-body.ts";

const pages = 400;
const pageSize = 250;

/** How a reader is to go through the items, and what it is given in place of the network. */
export interface Task {
  readonly by: "items" | "pages";
  readonly fetch: () => Promise<Response>;
}

/** In a warm process, how often all items are read before it is measured. */
const warmUps = 4;

/**
 * Prints the milliseconds of CPU that a reader takes for all items, in a process that is new or `warm`; it returns the
 * number of items it has seen.
 */
export const measureReading = async (read: (task: Task) => Promise<number>): Promise<void> => {
  const texts = Array.from({ length: pages }, (_, index) => pageBody(index + 1, pages, pageSize));
  const headers = { "Content-Type": "application/json" };
  const [, , by, state] = process.argv;
  const measure = async (): Promise<number> => {
    let next = 0;
    const fetch = async (): Promise<Response> => new Response(texts[next++], { headers });
    globalThis.gc?.();
    const before = process.cpuUsage();
    const seen = await read({ by: by === "pages" ? "pages" : "items", fetch });
    const { system, user } = process.cpuUsage(before);
    if (seen !== pages * pageSize) throw new Error(`${seen} items`);
    return (user + system) / 1000;
  };
  if (state === "warm") for (let count = 0; count < warmUps; count++) await measure();
  process.stdout.write(String(await measure()));
};
