import { type Document, isNode, LineCounter, type Node, visit, type YAMLError } from "yaml";
import { Failure } from "../lib/failure.ts";
import type { Json } from "../lib/json.ts";
import { fromPointer } from "../lib/references.ts";
import { indentQuoted } from "./indent-quoted.ts";
import { lineIn, type LocatedData, type NodeLines, nodeLinesOf } from "./node-lines.ts";
import { readJson } from "./read-json.ts";
import { type KnownEntries, parseSections } from "./yaml-sections.ts";
import { dataOf, parseTree } from "./yaml-tree.ts";

/** A file of YAML or JSON that knows its lines. */
export interface ParsedFile {
  /** What messages call it. */
  readonly name: string;
  /** What its tree was read from. */
  readonly text: string;
  readonly tree: () => Document.Parsed;
  readonly data: Json;
  /** 1-based line of the value at a JSON pointer, or of its nearest ancestor that the file holds. */
  readonly lineOf: (pointer: string) => number;
}

/** Text of YAML or JSON → its data. `firstLine` is the line of the file at which the text begins. */
export const parseFile = (
  text: string,
  name: string,
  firstLine = 1,
  known: KnownEntries = new Map(),
): ParsedFile => {
  const read = readQuickly(text, known);
  if (read === undefined) return parseWhole(text, name, firstLine);
  const { data, lineAt } = read;
  return {
    name,
    text,
    data,
    tree: () => parseTree(text),
    lineOf: (pointer) => lineAt(fromPointer(pointer)) + firstLine - 1,
  };
};

/** The quick ways to read a text, where it is written for one of them: JSON, and long YAML in sections. */
const readQuickly = (text: string, known: KnownEntries): LocatedData | undefined =>
  text.includes("__proto__") ? undefined : (readJson(text) ?? parseSections(text, known));

/** How many texts in quotes are indented, one at a time, since each error may be due to the one before. */
const maxIndented = 20;

const parseWhole = (
  text: string,
  name: string,
  firstLine: number,
  indentedCount = 0,
): ParsedFile => {
  const lines = new LineCounter();
  const tree = parseTree(text, lines);
  const position: Position = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, col };
  };
  const [error] = tree.errors;
  const indented = error && indentedCount < maxIndented ? indentQuoted(text, error) : undefined;
  if (indented !== undefined) return parseWhole(indented, name, firstLine, indentedCount + 1);
  const conflict = error && /^<{7} /m.exec(text);
  if (conflict) throw conflictFault(name, position(conflict.index));
  if (error) throw syntaxFault(name, error, position(error.pos[0]));
  if (text.includes("__proto__")) checkKeys(tree, name, position);
  const data = toData(tree, name, position);
  let known: NodeLines | undefined;
  return {
    name,
    text,
    data,
    tree: () => tree,
    lineOf(pointer) {
      known ??= nodeLinesOf(tree, data, lines);
      return lineIn(known, data, fromPointer(pointer)) + firstLine - 1;
    },
  };
};

type Position = (offset: number) => { readonly line: number; readonly col: number };

const toData = (tree: Document.Parsed, name: string, position: Position): Json => {
  let data: unknown;
  try {
    data = dataOf(tree);
  } catch (cause) {
    let offset = 0;
    visit(tree, {
      Alias(_, alias) {
        offset = alias.range?.[0] ?? 0;
        return alias.resolve(tree) === undefined ? visit.BREAK : undefined;
      },
    });
    const { line, col } = position(offset);
    throw new Failure(
      "input",
      `${name}:${line}:${col}: ${(cause as Error).message}; fix the alias, or write its value in place.`,
      { cause },
    );
  }
  return data as Json;
};

/** `__proto__` as a key would reach into the objects that tools build from it. */
const checkKeys = (tree: Document.Parsed, name: string, position: Position): void => {
  visit(tree, {
    Pair(_, pair) {
      const key = isNode(pair.key)
        ? String((pair.key as { value?: unknown }).value)
        : String(pair.key);
      if (key !== "__proto__") return;
      const { line, col } = position((pair.key as Node).range?.[0] ?? 0);
      throw new Failure(
        "input",
        `${name}:${line}:${col}: the name \`__proto__\` is not safe as an object key; rename it.`,
      );
    },
  });
};

const conflictFault = (name: string, { line, col }: { line: number; col: number }): Failure =>
  new Failure(
    "input",
    `${name}:${line}:${col}: a merge conflict; resolve it, or take one side's file as it is.`,
  );

const syntaxFault = (
  name: string,
  error: YAMLError,
  { line, col }: { line: number; col: number },
): Failure =>
  new Failure(
    "input",
    `${name}:${line}:${col}: not well-formed YAML or JSON: ${error.message.split("\n")[0]}; fix it there.`,
  );
