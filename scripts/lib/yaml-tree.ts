import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";

/** Text of YAML or JSON → its nodes, which know where they are. */
export const parseTree = (text: string, lineCounter: LineCounter): Document.Parsed =>
  parseDocument(text, {
    lineCounter,
    stringKeys: true,
    merge: true,
    prettyErrors: false,
    logLevel: "error",
  });

/** The data of a tree; throws for an alias that names nothing. */
export const dataOf = (tree: Document.Parsed): unknown => tree.toJS({ maxAliasCount: 1000 });

/** Offset of the deepest node that a pointer reaches; of a member its key, since that is the line people look for. */
export const offsetOf = (tree: Document.Parsed, segments: readonly string[]): number => {
  let node: unknown = tree.contents;
  let offset = startOf(node) ?? 0;
  for (const segment of segments) {
    if (isAlias(node)) node = node.resolve(tree);
    if (isMap(node)) {
      const pair = pairsOf(node).get(segment);
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else {
      const item: unknown = isSeq(node) ? node.items[Number(segment)] : undefined;
      if (item === undefined) break;
      offset = startOf(item) ?? offset;
      node = item;
    }
  }
  return offset;
};

const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

const pairsOf = (map: YAMLMap): ReadonlyMap<string, Pair> => {
  const known = indexes.get(map);
  if (known) return known;
  const index = new Map(
    map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : "", pair]),
  );
  indexes.set(map, index);
  return index;
};

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
