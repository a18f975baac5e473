import type { Files } from "../lib/files.ts";
import type { Progress } from "../lib/stage.ts";
import { layOutAll, workersFor } from "../print/lay-out-all.ts";
import { layOut } from "../print/lay-out.ts";

/** Files → the same, as prettier lays them out. */
export const format = async (files: Files, progress?: Progress): Promise<Files> => {
  const formatted = new Map(files);
  const typeScript = [...files].filter(([path]) => path.endsWith(".ts"));
  const others = [...files].filter(([path]) => !path.endsWith(".ts"));
  const formatTypeScript = async (): Promise<void> => {
    const texts = await layOutAll(
      typeScript.map(([, text]) => text),
      workersFor(typeScript.length),
      progress,
    );
    typeScript.forEach(([path], index) => formatted.set(path, texts[index] ?? ""));
  };
  await Promise.all([
    formatTypeScript(),
    ...others.map(async ([path, text]) => formatted.set(path, await formatOther(path, text))),
  ]);
  return formatted;
};

const formatOther = async (path: string, text: string): Promise<string> => {
  if (path.endsWith(".md")) return formatExamples(text);
  // Prettier itself chooses this parser by the file's name.
  if (path.endsWith("package.json")) return layOut(text, "json-stringify");
  return path.endsWith(".json") ? layOut(text, "json") : text;
};

/** Only the examples of a Markdown page: its tables can be long, and prettier would align them. */
const formatExamples = async (page: string): Promise<string> => {
  const fence = /(?<=^```ts\n)[\s\S]*?(?=^```)/gm;
  const given = [...page.matchAll(fence)].map(([text]) => text);
  const texts = [...(await layOutAll(given).catch(() => given))]; // A description may contain code that does not parse.
  return page.replace(fence, () => texts.shift() ?? "");
};
