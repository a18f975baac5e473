import { format as prettify } from "prettier";
import options from "../../.prettierrc.json" with { type: "json" };
import type { Files } from "../lib/files.ts";

// Of the two TypeScript parsers the faster one: a test holds its output against the other.
const parsers: Readonly<Record<string, string>> = {
  ts: "babel-ts",
  json: "json",
  md: "markdown",
};

/** Files → the same, as prettier lays them out; its options are passed along, so no file in any folder changes them. */
export const format = async (files: Files): Promise<Files> => {
  const formatted = new Map<string, string>();
  for (const [path, text] of files) {
    const parser = path.endsWith("package.json")
      ? "json-stringify" // As prettier itself does by name.
      : parsers[path.slice(path.lastIndexOf(".") + 1)];
    formatted.set(
      path,
      parser === undefined ? text : await prettify(text, { ...options, endOfLine: "lf", parser }),
    );
  }
  return formatted;
};
