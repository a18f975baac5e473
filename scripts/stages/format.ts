import { format as prettify, type Options } from "prettier";
import options from "../../.prettierrc.json" with { type: "json" };
import type { Files } from "../lib/files.ts";

// Of the two TypeScript parsers the faster one; `prettier --check` holds its output against the other.
const parsers: Readonly<Record<string, string>> = { ts: "babel-ts", json: "json" };

/** Files → the same, as prettier lays them out; its options are passed along, so no file in any folder changes them. */
export const format = async (files: Files): Promise<Files> => {
  const formatted = new Map(files);
  const typeScript = [...files].filter(([path]) => path.endsWith(".ts"));
  const texts = await formatAll(typeScript.map(([, text]) => text));
  typeScript.forEach(([path], index) => formatted.set(path, texts[index] ?? ""));
  for (const [path, text] of files) {
    // As prettier itself does by name.
    if (path.endsWith(".md")) formatted.set(path, await formatExamples(text));
    const parser = path.endsWith("package.json") ? "json-stringify" : parsers[extension(path)];
    if (parser !== undefined && !path.endsWith(".ts"))
      formatted.set(path, await layOut(text, parser));
  }
  return formatted;
};

const extension = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

const layOut = (text: string, parser: string): Promise<string> =>
  prettify(text, { ...(options as Options), endOfLine: "lf", parser });

/** Of a page of Markdown the examples alone: its tables are as long as the API is, and prettier would align them. */
const formatExamples = async (page: string): Promise<string> => {
  const fence = /(?<=^```ts\n)[\s\S]*?(?=^```)/gm;
  const given = [...page.matchAll(fence)].map(([text]) => text);
  const texts = await formatAll(given).catch(() => given); // A description may hold code that is none.
  return page.replace(fence, () => texts.shift() ?? "");
};

const formatAll = async (texts: readonly string[]): Promise<string[]> => {
  const formatted: string[] = [];
  for (let start = 0; start < texts.length; start += batchSize)
    formatted.push(...(await formatBatch(texts.slice(start, start + batchSize))));
  return formatted;
};

/** Starting prettier costs more than a small file does, so it is given several at once, and what it gives is cut apart. */
const formatBatch = async (texts: readonly string[]): Promise<readonly string[]> => {
  const together = await layOut(texts.join(`\n${border}\n`), "babel-ts");
  const parts = together.split(`\n${border}\n`).map((part) => `${part.trim()}\n`);
  if (parts.length === texts.length) return parts;
  return Promise.all(texts.map((text) => layOut(text, "babel-ts"))); // Somebody's words hold the border.
};

const batchSize = 20;
const border = "/* ~~~~~~ one file ends here, and the next begins ~~~~~~ */";
