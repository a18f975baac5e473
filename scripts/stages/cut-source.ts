import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  parse,
  type Pair,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { Failure } from "../lib/failure.ts";
import { isEqual, type Json } from "../lib/json.ts";
import { toPointer } from "../lib/references.ts";
import type { SourceDocument } from "./read-source.ts";
import type { SelectedDocument } from "./select.ts";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Cuts by offset what `select` did not keep, instead of serializing the rest again, so comments, quotes, line endings and
 * order survive. A comment above a key is cut with it; a file-level comment is kept only if nothing is cut.
 */
export const cutSource = (source: SourceDocument, { keeps, root }: SelectedDocument): string => {
  const cuts: Edit[] = [];
  const tree = source.tree();
  const { contents } = tree;
  if (isMap(contents)) cutCollection(source.text, contents, [], source.text.length, keeps, cuts);
  if (cuts.length === 0) return source.text;

  const edits = [...cuts, ...headEdits(source.text, contents), ...resolvedAliases(tree, cuts)];
  const text = endInEmptyLine(apply(source.text, edits));
  const ids = (parse(text, { stringKeys: true, merge: true, maxAliasCount: 1000 }) ?? null) as Json;
  if (!isEqual(withoutIds(ids), withoutIds(root)))
    throw new Failure(
      "internal",
      `${source.name}: internal error: the cut text differs from what was selected. Please report the document.`,
    );
  return text;
};

/** `select` may have numbered or invented ids; the text keeps those that upstream wrote. */
const withoutIds = (value: Json): Json =>
  JSON.parse(
    JSON.stringify(value, (key, member: Json) => (key === "operationId" ? undefined : member)),
  ) as Json;

const cutCollection = (
  text: string,
  node: YAMLMap | YAMLSeq,
  at: readonly string[],
  end: number,
  keeps: (pointer: string) => boolean,
  cuts: Edit[],
): void => {
  const items = node.items as readonly (Pair<Node, Node | null> | Node)[];
  const starts = items.map((item) => ownedStart(text, keyOf(item)));
  const names = items.map((item) => [...at, nameOf(item)]);
  const kept = names.map((segments) => keeps(toPointer(...segments)));
  const lastKept = kept.lastIndexOf(true);

  items.forEach((item, index) => {
    const itemEnd = starts[index + 1] ?? end;
    const segments = names[index] ?? [];
    const value = isPair(item) ? item.value : item;
    if (kept[index] !== true) {
      if (node.flow && index > lastKept)
        cuts.push({ start: endOf(items[index - 1]), end: endOf(item), text: "" });
      else cuts.push({ start: starts[index] ?? 0, end: itemEnd, text: "" });
    } else if (isCollection(value) && isDecided(segments)) {
      cutCollection(
        text,
        value,
        segments,
        value.flow ? (value.range?.[1] ?? end) : itemEnd,
        keeps,
        cuts,
      );
    }
  });
};

/** `select` decides on sections, their members, and the members of those; of `additionalOperations` on one more. */
const isDecided = ([section, first, second, third]: readonly string[]): boolean =>
  (second === undefined ||
    (section === "paths" && second === "additionalOperations" && third === undefined)) &&
  (section === "paths" || section === "components" || (section === "tags" && first === undefined));

const keyOf = (item: Pair<Node, Node | null> | Node): Node => (isPair(item) ? item.key : item);

/** The key of a pair, or the `name` of a tag, which is in a list. */
const nameOf = (item: Pair<Node, Node | null> | Node): string => {
  if (isPair(item)) return isScalar(item.key) ? String(item.key.value) : "";
  return isMap(item) ? String(item.get("name")) : "";
};

const endOf = (item: Pair<Node, Node | null> | Node | undefined): number =>
  (item && (isPair(item) ? (item.value ?? item.key) : item).range?.[1]) ?? 0;

/** Where a member begins: at its line, or at comments right above it that are indented no deeper; inside a line, at itself. */
const ownedStart = (text: string, key: Node): number => {
  const offset = key.range?.[0] ?? 0;
  let start = text.lastIndexOf("\n", offset - 1) + 1;
  const lead = text.slice(start, offset);
  if (!/^[ \t]*(?:- +)?$/.test(lead)) return offset;
  const indentation = lead.search(/\S|$/);
  while (start > 0) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    const line = text.slice(above, start);
    if (!/^[ \t]*#/.test(line) || line.indexOf("#") > indentation) break;
    start = above;
  }
  return start;
};

const headEdits = (text: string, contents: Node | null): Edit[] => {
  const bom = text.startsWith("\uFEFF") ? 1 : 0;
  const firstKey = text.lastIndexOf("\n", (contents?.range?.[0] ?? 0) - 1) + 1;
  const head = text.slice(bom, firstKey);
  return head === ""
    ? []
    : [{ start: bom, end: firstKey, text: head.replace(/^[ \t]*(#.*)?(\r?\n)/gm, "") }];
};

/**
 * An alias whose anchor was cut is replaced by its value:
 * `limit: *limit` → `limit: {"type":"integer"}`.
 */
const resolvedAliases = (tree: Document.Parsed, cuts: readonly Edit[]): Edit[] => {
  const isCut = (offset: number): boolean =>
    cuts.some(({ start, end }) => offset >= start && offset < end);
  const edits: Edit[] = [];
  visit(tree, {
    Alias(_, alias) {
      const [start, end] = alias.range ?? [0, 0];
      const anchored = alias.resolve(tree);
      if (!anchored || isCut(start) || !isCut(anchored.range?.[0] ?? 0)) return;
      edits.push({ start, end, text: JSON.stringify(anchored.toJS(tree)) });
    },
  });
  return edits;
};

/** Ends with one empty line, as upstream's own pages of one operation do: their slice and ours are the same bytes. */
const endInEmptyLine = (text: string): string => {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  return text.trimEnd() + lineEnd + lineEnd;
};

const apply = (text: string, edits: readonly Edit[]): string => {
  let result = "";
  let position = 0;
  for (const { start, end, text: insert } of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(position, Math.max(position, start)) + insert;
    position = Math.max(position, end);
  }
  return result + text.slice(position);
};
