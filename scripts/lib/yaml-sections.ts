import { type Document, isMap, isScalar, LineCounter } from "yaml";
import type { Json } from "./json.ts";
import { dataOf, offsetOf, parseTree } from "./yaml-tree.ts";

/** The sections that were parsed, by their text: what several documents have in common is parsed once, and shared. */
export type KnownSections = Map<string, ParsedEntry>;

/** One key of a mapping and its value. */
interface ParsedEntry {
  readonly key: string;
  readonly value: Json;
  readonly tree: Document.Parsed;
  readonly lines: LineCounter;
}

/** A mapping whose entries were parsed one by one, or an entry; and the line, from 0, at which it begins. */
type Section =
  | { readonly line: number; readonly entry: ParsedEntry }
  | { readonly line: number; readonly entries: ReadonlyMap<string, Section> };

export interface Sections {
  readonly data: Json;
  /** The line, from 0, of the value at a path, or of its nearest ancestor. */
  readonly lineAt: (path: readonly string[]) => number;
}

/** Shorter texts (in characters) are parsed as they are, and so are shorter entries (in lines). */
const short = { text: 100_000, entry: 200 };

/**
 * A long text of YAML, parsed in sections:
 *
 *     paths:            paths: { /a: …, /b: … }   as two sections,
 *       /a: …       →   `/a: …` and `/b: …`
 *       /b: …
 *
 * Nothing where it is not written in such a way, or is not well-formed: then it must be parsed as a whole.
 */
export const parseSections = (
  text: string,
  known: KnownSections,
  limits = short,
): Sections | undefined => {
  if (text.length < limits.text || text.includes("__proto__")) return undefined;
  const lines = text.split("\n");
  const start = lines[0]?.trimEnd() === "---" ? 1 : 0;
  const root = new SectionParser(lines, known, limits.entry).entriesIn(start, lines.length);
  return root && { data: dataIn(root), lineAt: (path) => lineIn(root, path) };
};

class SectionParser {
  readonly #lines: readonly string[];
  readonly #known: KnownSections;
  readonly #shortEntry: number;

  constructor(lines: readonly string[], known: KnownSections, shortEntry: number) {
    this.#lines = lines;
    this.#known = known;
    this.#shortEntry = shortEntry;
  }

  /** The mapping in some lines, whose own line may be before them. */
  entriesIn(from: number, to: number, line?: number): Section | undefined {
    const starts = this.#startsIn(from, to);
    const [first] = starts;
    if (first === undefined) return undefined;
    const entries = new Map<string, Section>();
    for (const [index, start] of starts.entries()) {
      const found = this.#entryIn(start, starts[index + 1] ?? to);
      if (found === undefined || entries.has(found.key)) return undefined;
      entries.set(found.key, found.section);
    }
    return { line: line ?? first, entries };
  }

  /** The lines at which the entries of a block mapping begin; none where something else is among them. */
  #startsIn(from: number, to: number): readonly number[] {
    const starts: number[] = [];
    let indentation = -1;
    for (let line = from; line < to; line++) {
      const text = this.#lines[line] ?? "";
      const start = text.search(/[^ ]/);
      if (start === -1 || text[start] === "#" || text.trim() === "") continue;
      if (indentation === -1) indentation = start;
      if (start > indentation) continue;
      const written = text.slice(start);
      if (start < indentation || /^(---|\.\.\.|[?%:&*!{}[\]\uFEFF\t])/.test(written)) return [];
      // The items of a list may be as far out as its key.
      if (!/^-(\s|$)/.test(written)) starts.push(line);
      else if (starts.length === 0) return [];
    }
    return starts;
  }

  #entryIn(start: number, end: number): { key: string; section: Section } | undefined {
    const header = this.#lines[start] ?? "";
    if (end - start > this.#shortEntry && header.trimEnd().endsWith(":")) {
      const key = parseAlone(header, this.#known)?.key;
      const section = key === undefined ? undefined : this.entriesIn(start + 1, end, start);
      if (key !== undefined && section) return { key, section };
    }
    const text = this.#lines.slice(start, end).join("\n");
    const entry = parseAlone(end < this.#lines.length ? `${text}\n` : text, this.#known);
    return entry && { key: entry.key, section: { line: start, entry } };
  }
}

const parseAlone = (text: string, known: KnownSections): ParsedEntry | undefined => {
  const found = known.get(text);
  if (found) return found;
  const lines = new LineCounter();
  const tree = parseTree(text, lines);
  const { contents, errors } = tree;
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return undefined;
  const key = contents.items[0]?.key;
  if (!isScalar(key) || typeof key.value !== "string" || key.value === "<<") return undefined;
  let data: unknown;
  try {
    data = dataOf(tree);
  } catch {
    return undefined; // An alias of what is in another section.
  }
  const entry = {
    key: key.value,
    value: (data as Record<string, Json>)[key.value] ?? null,
    tree,
    lines,
  };
  known.set(text, entry);
  return entry;
};

const dataIn = (section: Section): Json =>
  "entry" in section
    ? section.entry.value
    : Object.fromEntries([...section.entries].map(([key, each]) => [key, dataIn(each)]));

const lineIn = (section: Section, path: readonly string[]): number => {
  const { line } = section;
  if ("entry" in section) {
    const { key, lines, tree } = section.entry;
    return line + lines.linePos(offsetOf(tree, [key, ...path])).line - 1;
  }
  const [key, ...rest] = path;
  const inner = key === undefined ? undefined : section.entries.get(key);
  return inner ? lineIn(inner, rest) : line;
};
