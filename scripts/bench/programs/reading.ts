import { answer } from "./answers.ts";

const pages = 400;
const pageSize = 250;

/** How a reader is to go through the items, and what it is given in place of the network. */
export interface Task {
  readonly by: "items" | "pages";
  readonly fetch: () => Promise<Response>;
}

/** Prints the milliseconds of CPU that a reader takes for all items; it returns the number of items it has seen. */
export const measureReading = async (read: (task: Task) => Promise<number>): Promise<void> => {
  const texts = Array.from({ length: pages }, (_, index) => answer(index + 1, pages, pageSize));
  const headers = { "Content-Type": "application/json" };
  let next = 0;
  const fetch = async (): Promise<Response> => new Response(texts[next++], { headers });
  globalThis.gc?.();
  const before = process.cpuUsage();
  const seen = await read({ by: process.argv[2] === "pages" ? "pages" : "items", fetch });
  const { system, user } = process.cpuUsage(before);
  if (seen !== pages * pageSize) throw new Error(`${seen} items`);
  process.stdout.write(String((user + system) / 1000));
};
