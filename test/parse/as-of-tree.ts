import { expect } from "vitest";
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node } from "yaml";
import type { Json } from "../../scripts/lib/json.ts";
import type { LocatedData } from "../../scripts/parse/node-lines.ts";
import { dataOf, parseTree } from "../../scripts/parse/yaml-tree.ts";

/** Expects the data, and the lines of everything in it and of what is not there, that the nodes of the whole text have. */
export const expectAsOfTree = (read: LocatedData | undefined, text: string): void => {
  const lines = new LineCounter();
  const tree = parseTree(text, lines);
  const data = dataOf(tree) as Json;
  expect(read?.data).toEqual(data);
  for (const path of pathsIn(data))
    expect([path, read?.lineAt(path)]).toEqual([path, lines.linePos(offsetAt(tree, path)).line]);
};

/** Paths to everything in some data, and to what is not there. */
const pathsIn = (value: Json, path: readonly string[] = []): (readonly string[])[] => [
  path,
  [...path, "none"],
  ...(typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))
    : []),
];

/** Where a path, or its nearest ancestor, stands; of a member it is its key. */
const offsetAt = (tree: ReturnType<typeof parseTree>, path: readonly string[]): number => {
  let node: unknown = tree.contents;
  let offset = tree.contents?.range[0] ?? 0;
  for (const segment of path) {
    if (isAlias(node)) node = node.resolve(tree);
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === segment)
      : undefined;
    const found = pair?.key ?? (isSeq(node) ? node.items[Number(segment)] : undefined);
    if (found === undefined) break;
    offset = (found as Node).range?.[0] ?? offset;
    node = pair ? pair.value : found;
  }
  return offset;
};
