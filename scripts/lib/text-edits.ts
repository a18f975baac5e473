import type { Node } from "ts-morph";

/** What takes the place of a part of a text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const replaceNode = (node: Node, text: string): TextEdit => ({
  start: node.getStart(),
  end: node.getEnd(),
  text,
});

export const insert = (at: number, text: string): TextEdit => ({ start: at, end: at, text });

/** Makes all edits at once, which ts-morph cannot: it parses the file anew for each. */
export const applyEdits = (given: string, edits: readonly TextEdit[]): string => {
  let result = "";
  let position = 0;
  for (const { end, start, text } of edits.toSorted((a, b) => a.start - b.start)) {
    result += given.slice(position, start) + text;
    position = end;
  }
  return result + given.slice(position);
};
