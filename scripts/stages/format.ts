import { format as prettify, type Options } from "prettier";
import options from "../../.prettierrc.json" with { type: "json" };
import type { Files } from "../lib/files.ts";

// Of the two TypeScript parsers the faster one; `prettier --check` holds its output against the other.
const parsers: Readonly<Record<string, string>> = { ts: "babel-ts", json: "json", md: "markdown" };

/** Files → the same, as prettier lays them out; its options are passed along, so no file in any folder changes them. */
export const format = async (files: Files): Promise<Files> => {
  const formatted = new Map(files);
  const typeScript = [...files].filter(([path]) => path.endsWith(".ts"));
  for (let start = 0; start < typeScript.length; start += batchSize) {
    const batch = typeScript.slice(start, start + batchSize);
    const texts = await formatBatch(batch.map(([, text]) => text));
    batch.forEach(([path], index) => formatted.set(path, texts[index] ?? ""));
  }
  for (const [path, text] of files) {
    // As prettier itself does by name.
    const parser = path.endsWith("package.json") ? "json-stringify" : parsers[extension(path)];
    if (parser !== undefined && !path.endsWith(".ts"))
      formatted.set(path, await layOut(text, parser));
  }
  return formatted;
};

const extension = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

const layOut = (text: string, parser: string): Promise<string> =>
  prettify(text, { ...(options as Options), endOfLine: "lf", parser });

/** Starting prettier costs more than a small file does, so it is given several at once, and what it gives is cut apart. */
const formatBatch = async (texts: readonly string[]): Promise<readonly string[]> => {
  const together = await layOut(texts.join(`\n${border}\n`), "babel-ts");
  const parts = together.split(`\n${border}\n`).map((part) => `${part.trim()}\n`);
  if (parts.length === texts.length) return parts;
  return Promise.all(texts.map((text) => layOut(text, "babel-ts"))); // Somebody's words hold the border.
};

const batchSize = 20;
const border = "/* ~~~~~~ one file ends here, and the next begins ~~~~~~ */";
