import { isMap, isScalar, LineCounter } from "yaml";
import type { Json } from "../lib/json.ts";
import { type NodeLines, nodeLinesOf } from "./node-lines.ts";
import { dataOf, parseTree } from "./yaml-tree.ts";

/** One key of a mapping and its value, with the lines of what is in it. */
export interface YamlEntry {
  readonly key: string;
  readonly value: Json;
  readonly lines: NodeLines;
}

/** The text of one entry; nothing where it is anything else, or is not well-formed by itself. */
export const parseEntry = (text: string): YamlEntry | undefined => {
  const lineCounter = new LineCounter();
  const tree = parseTree(text, lineCounter);
  const { contents, errors } = tree;
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return undefined;
  const key = contents.items[0]?.key;
  if (!isScalar(key) || typeof key.value !== "string" || key.value === "<<") return undefined;
  let data: Json;
  try {
    data = dataOf(tree) as Json;
  } catch {
    return undefined; // An alias of what is in another entry.
  }
  const value = (data as Readonly<Record<string, Json>>)[key.value] ?? null;
  return { key: key.value, value, lines: nodeLinesOf(tree, data, lineCounter) };
};
