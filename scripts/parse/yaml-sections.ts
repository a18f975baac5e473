import { lineIn, type LocatedData } from "./node-lines.ts";
import { beginEntries, parseEntries } from "./parse-entries.ts";
import { parseEntry, type YamlEntry } from "./yaml-entry.ts";

/** The entries that were parsed, by their text: what several documents have in common is parsed once, and shared. */
export type KnownEntries = Map<string, YamlEntry>;

/** Some lines that hold one entry of a mapping; or a key whose entries are such lines. `line` counts from 0. */
type Section =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly key: string; readonly entries: readonly Section[] };

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
  known: KnownEntries,
  limits = short,
): LocatedData | undefined => {
  const sections = split(text, limits);
  const texts = new Set(sections.flatMap(textsIn).filter((each) => !known.has(each)));
  for (const [each, entry] of parseEntries([...texts])) known.set(each, entry);
  const [first] = sections;
  return first && join(sections, known, first.line);
};

/** Begins to parse a text in another thread, where that pays off, for a later `parseSections`. */
export const beginSections = (text: string): (() => KnownEntries) => {
  const finish = beginEntries([...new Set(split(text, short).flatMap(textsIn))]);
  return () => new Map(finish());
};

const split = (text: string, limits: typeof short): readonly Section[] => {
  if (text.length < limits.text) return [];
  const lines = text.split("\n");
  const start = lines[0]?.trimEnd() === "---" ? 1 : 0;
  return new Splitter(lines, limits.entry).sectionsIn(start, lines.length);
};

class Splitter {
  readonly #lines: readonly string[];
  readonly #shortEntry: number;

  constructor(lines: readonly string[], shortEntry: number) {
    this.#lines = lines;
    this.#shortEntry = shortEntry;
  }

  /** The entries of the block mapping in some lines; none where something else is among them. */
  sectionsIn(from: number, to: number): readonly Section[] {
    const starts = this.#startsIn(from, to);
    return starts.map((start, index) => this.#sectionIn(start, starts[index + 1] ?? to));
  }

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

  #sectionIn(line: number, end: number): Section {
    const header = this.#lines[line] ?? "";
    if (end - line > this.#shortEntry && header.trimEnd().endsWith(":")) {
      const key = parseEntry(header)?.key;
      const entries = key === undefined ? [] : this.sectionsIn(line + 1, end);
      if (key !== undefined && entries.length > 0) return { line, key, entries };
    }
    const text = this.#lines.slice(line, end).join("\n");
    return { line, text: end < this.#lines.length ? `${text}\n` : text };
  }
}

const textsIn = (section: Section): readonly string[] =>
  "text" in section ? [section.text] : section.entries.flatMap(textsIn);

/** Sections → the mapping of which they are the entries; nothing where two have the same key. */
const join = (
  sections: readonly Section[],
  known: KnownEntries,
  line: number,
): LocatedData | undefined => {
  const joined = sections.map((section) => joinOne(section, known));
  const entries = new Map(joined.flatMap((each) => (each ? [[each.key, each]] : [])));
  if (entries.size < sections.length) return undefined;
  return {
    data: Object.fromEntries([...entries].map(([key, { data }]) => [key, data])),
    lineAt: ([key, ...path]) =>
      (key === undefined ? undefined : entries.get(key)?.lineAt(path)) ?? line + 1,
  };
};

const joinOne = (
  section: Section,
  known: KnownEntries,
): (LocatedData & { readonly key: string }) | undefined => {
  const { line } = section;
  if ("entries" in section) {
    const inner = join(section.entries, known, line);
    return inner && { key: section.key, ...inner };
  }
  const entry = known.get(section.text);
  if (!entry) return undefined;
  const { key, lines, value } = entry;
  const whole = { [key]: value };
  return { key, data: value, lineAt: (path) => line + lineIn(lines, whole, [key, ...path]) };
};
