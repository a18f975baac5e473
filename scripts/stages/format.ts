import type { Files } from "../lib/files.ts";
import type { Progress } from "../lib/stage.ts";
import { layOut } from "../print/lay-out.ts";

/** Files → the same, as Prettier lays them out. */
export const format = async (files: Files, progress?: Progress): Promise<Files> => {
  const formatted = new Map(files); // In the same order, whichever is ready first.
  const entries = [...files].entries(); // All of the loops below take from it.
  const formatRest = async (): Promise<void> => {
    for (const [index, [path, text]] of entries) {
      progress?.(index / files.size);
      formatted.set(path, await formatFile(path, text));
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, formatRest));
  return formatted;
};

/** Enough for its threads. All files at once would take ten times as long, and 300 kB of memory each. */
const filesAtOnce = 4;

const formatFile = async (path: string, text: string): Promise<string> => {
  if (path.endsWith(".md")) return formatExamples(text);
  return /\.(ts|json)$/.test(path) ? layOut(path, text) : text;
};

/** Only the examples of a Markdown page: its tables can be long, and Prettier would align them. */
const formatExamples = async (page: string): Promise<string> => {
  const fence = /(?<=^```ts\n)[\s\S]*?(?=^```)/gm;
  const texts: string[] = [];
  for (const [text] of page.matchAll(fence))
    texts.push(await layOut("example.ts", text).catch(() => text)); // A description may contain code that does not parse.
  return page.replace(fence, () => texts.shift() ?? "");
};
