import type { Files } from "../lib/files.ts";
import type { Progress } from "../lib/stage.ts";
import { layOutAll } from "../print/lay-out-all.ts";
import { layOut } from "../print/lay-out.ts";

/** Files → the same, as Prettier lays them out. */
export const format = async (files: Files, progress?: Progress): Promise<Files> => {
  const typeScript = new Map([...files].filter(([path]) => path.endsWith(".ts")));
  const formatted = new Map(files);
  for (const [path, text] of await layOutAll(typeScript, progress)) formatted.set(path, text);
  for (const [path, text] of files) {
    if (path.endsWith(".json")) formatted.set(path, await layOut(path, text));
    if (path.endsWith(".md")) formatted.set(path, await formatExamples(text));
  }
  return formatted;
};

/** Only the examples of a Markdown page: its tables can be long, and Prettier would align them. */
const formatExamples = async (page: string): Promise<string> => {
  const fence = /(?<=^```ts\n)[\s\S]*?(?=^```)/gm;
  const examples = [...page.matchAll(fence)].map(([text]) => text);
  const files = new Map(examples.map((text, index) => [`${index}.ts`, text]));
  const formatted = await layOutAll(files).catch(() => undefined);
  const texts = formatted ? [...formatted.values()] : await Promise.all(examples.map(orAsGiven));
  return page.replace(fence, () => texts.shift() ?? "");
};

/** A description may contain code that does not parse. */
const orAsGiven = (example: string): Promise<string> =>
  layOut("example.ts", example).catch(() => example);
