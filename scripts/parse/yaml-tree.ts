import { type Document, LineCounter, parseDocument } from "yaml";

/** Text of YAML or JSON → its nodes, which know where they are. */
export const parseTree = (text: string, lineCounter = new LineCounter()): Document.Parsed =>
  parseDocument(text, {
    lineCounter,
    stringKeys: true,
    merge: true,
    prettyErrors: false,
    logLevel: "error",
  });

/** The data of a tree; throws for an alias that names nothing. */
export const dataOf = (tree: Document.Parsed): unknown => tree.toJS({ maxAliasCount: 1000 });
