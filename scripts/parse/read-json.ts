import type { Json } from "../lib/json.ts";
import { lineIn, type LocatedData, type NodeLines } from "./node-lines.ts";

/**
 * Text of JSON → its data; nothing for any other text, nor where an object has a key twice. The parser of YAML can say
 * where either is, and takes thirty times as long.
 */
export const readJson = (text: string): LocatedData | undefined => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let data: Json;
  try {
    data = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  const lines = new JsonLines(text).of(data);
  return lines && { data, lineAt: (path) => lineIn(lines, data, path) };
};

const space = /[ \t\r\n]*/y;
const string = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const scalar = /[^ \t\r\n,\]}]+/y;

/** A walk through a text that is known to be JSON, with its data beside it. */
class JsonLines {
  readonly #text: string;
  readonly #lines: number[] = [];
  #position = 0;
  #line = 1;
  #isAnyKeyTwice = false;

  constructor(text: string) {
    this.#text = text;
  }

  of(data: Json): NodeLines | undefined {
    this.#skipSpace();
    this.#add(data, this.#line);
    return this.#isAnyKeyTwice ? undefined : Int32Array.from(this.#lines);
  }

  /** Adds a value, which begins here; its line is that of its key, if it has one. */
  #add(value: Json | undefined, line: number): void {
    const lines = this.#lines;
    const size = lines.push(line, 0) - 1;
    const first = this.#text[this.#position];
    if (first === "{") this.#addMembers((value ?? {}) as Readonly<Record<string, Json>>);
    else if (first === "[") this.#addItems((value ?? []) as readonly Json[]);
    else this.#take(first === '"' ? string : scalar);
    lines[size] = (lines.length - 1 - size) / 2;
  }

  #addMembers(object: Readonly<Record<string, Json>>): void {
    const starts = new Map<string, number>();
    this.#each("}", () => {
      const line = this.#line;
      const key = JSON.parse(this.#take(string)) as string;
      this.#skipSpace();
      this.#position++; // The colon.
      this.#skipSpace();
      this.#isAnyKeyTwice ||= starts.has(key);
      starts.set(key, this.#lines.length);
      this.#add(object[key], line);
    });
    this.#reorder(starts, Object.keys(object));
  }

  #addItems(list: readonly Json[]): void {
    let index = 0;
    this.#each("]", () => {
      this.#add(list[index++], this.#line);
    });
  }

  /** Members in the order of the text → in that of the object, in which keys that are whole numbers come first. */
  #reorder(starts: ReadonlyMap<string, number>, keys: readonly string[]): void {
    const given = [...starts];
    if (given.every(([key], index) => key === keys[index])) return;
    const [[, begin] = ["", 0]] = given;
    const lines = this.#lines.splice(begin);
    for (const key of keys) {
      const from = (starts.get(key) ?? 0) - begin;
      const to = from + 2 + 2 * (lines[from + 1] ?? 0);
      for (let at = from; at < to; at++) this.#lines.push(lines[at] ?? 0);
    }
  }

  /** Goes through what is between this bracket and its end. */
  #each(end: string, take: () => void): void {
    this.#position++;
    this.#skipSpace();
    while (this.#text[this.#position] !== end) {
      take();
      this.#skipSpace();
      if (this.#text[this.#position] === ",") this.#position++;
      this.#skipSpace();
    }
    this.#position++;
  }

  #skipSpace(): void {
    for (const character of this.#take(space)) if (character === "\n") this.#line++;
  }

  #take(pattern: RegExp): string {
    const start = this.#position;
    pattern.lastIndex = start;
    pattern.test(this.#text);
    this.#position = pattern.lastIndex;
    return this.#text.slice(start, this.#position);
  }
}
