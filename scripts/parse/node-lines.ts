import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter } from "yaml";
import type { Json } from "../lib/json.ts";

/**
 * The line, from 1, of each value of some data, as a walk through it meets them; and how many values are in it:
 *
 *     a: { b: 1,     →  1, 4   all of it
 *          c: 2 }       1, 2   `a`
 *     d: 3              1, 0   `b`
 *                       2, 0   `c`
 *                       3, 0   `d`
 *
 * Much smaller than the nodes of the parser, and one block of memory, which another thread can hand over.
 */
export type NodeLines = Int32Array;

/** Some data, and the line, from 1, of the value at a path, or of its nearest ancestor. */
export interface LocatedData {
  readonly data: Json;
  readonly lineAt: (path: readonly string[]) => number;
}

/** Of a member the line is that of its key, since people look for that. */
export const nodeLinesOf = (
  tree: Document.Parsed,
  data: Json,
  lineCounter: LineCounter,
): NodeLines => {
  const lines: number[] = [];
  const add = ({ node, place }: Part, value: Json, parentLine: number): void => {
    const line =
      isNode(place) && place.range ? lineCounter.linePos(place.range[0]).line : parentLine;
    const size = lines.push(line, 0) - 1;
    if (typeof value !== "object" || value === null) return;
    const parts = partsOf(isAlias(node) ? node.resolve(tree) : node);
    for (const [key, member] of Object.entries<Json>(value))
      add(parts.get(key) ?? elsewhere, member, line);
    lines[size] = (lines.length - 1 - size) / 2;
  };
  add({ node: tree.contents, place: tree.contents }, data, 1);
  return Int32Array.from(lines);
};

interface Part {
  readonly node: unknown;
  /** The node that tells the line. */
  readonly place: unknown;
}

/** What is merged into a mapping has no line of its own in it. */
const elsewhere: Part = { node: undefined, place: undefined };

/** What is in a node, by key or by index. */
const partsOf = (node: unknown): ReadonlyMap<string, Part> => {
  if (isMap(node))
    return new Map(
      node.items.map(({ key, value }) => [
        isScalar(key) ? String(key.value) : "",
        { node: value, place: key },
      ]),
    );
  const items = isSeq(node) ? node.items : [];
  return new Map(items.map((item, index) => [String(index), { node: item, place: item }]));
};

/** The line of the value at a path, or of its nearest ancestor. */
export const lineIn = (lines: NodeLines, data: Json, path: readonly string[]): number => {
  let at = 0;
  let value: Json | undefined = data;
  for (const segment of path) {
    if (typeof value !== "object" || value === null) break;
    const position = Object.keys(value).indexOf(segment);
    if (position === -1) break;
    at += 2;
    for (let passed = 0; passed < position; passed++) at += 2 + 2 * (lines[at + 1] ?? 0);
    value = (value as Readonly<Record<string, Json>>)[segment];
  }
  return lines[at] ?? 1;
};
