import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import { Failure } from "../lib/failure.ts";
import { isObject, type JsonObject } from "../lib/json.ts";
import { fromPointer } from "../lib/references.ts";
import type { OpenApiDocument } from "../lib/openapi.ts";

/** An OpenAPI document together with the text it was read from, so that `select` can cut lines out of it. */
export interface SourceDocument extends OpenApiDocument {
  /** The YAML or JSON itself: of a documentation page only what stands in the fence. */
  readonly text: string;
  readonly tree: Document.Parsed;
}

/**
 * Text of an OpenAPI 3.0 or 3.1 document in YAML or JSON, or of a Markdown page that carries one in a fenced `yaml`
 * block → the document. What is wrong in parts of it is a fault of the operations that reach them, and found by `select`.
 */
export const readSource = (page: string, name: string): SourceDocument => {
  const { text, firstLine } = takeFromFence(page, name);
  if (text.trim() === "")
    throw fault(name, firstLine, 1, "found nothing", "give a file that holds one");
  if (/^\s*<(!doctype|html|\?xml|[a-z]+[\s>])/i.test(text))
    throw fault(
      name,
      firstLine,
      1,
      "found an HTML or XML page",
      "check the address: this is often a login or error page",
    );

  const lines = new LineCounter();
  const tree = parseDocument(text, {
    lineCounter: lines,
    stringKeys: true,
    merge: true,
    prettyErrors: false,
    logLevel: "error",
  });
  const position: Position = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, col };
  };
  const [error] = tree.errors;
  if (error) throw syntaxFault(name, error, position(error.pos[0]));

  if (text.includes("__proto__")) checkKeys(tree, name, position);
  const root = toData(tree, name, position);
  const lineOf = (pointer: string): number => position(offsetOf(tree, fromPointer(pointer))).line;
  const document: SourceDocument = { name, root, lineOf, text, tree };
  checkVersion(document);
  return document;
};

const ownKey = /^\uFEFF?(\{|["']?(openapi|swagger)["']?\s*:)/m;

/** Markdown page → the first fenced YAML or JSON block that holds an OpenAPI document; anything else → itself. */
const takeFromFence = (page: string, name: string): { text: string; firstLine: number } => {
  const fence = /^([ \t]*)(`{3,}|~{3,})([^\n]*)\n([\s\S]*?)^[ \t]*\2[`~]*[ \t]*\r?$/gm;
  if (ownKey.test(page.replace(fence, ""))) return { text: page, firstLine: 1 };
  for (const match of page.matchAll(fence)) {
    const [whole, , , info = "", text = ""] = match;
    if (!/^[ \t]*(ya?ml|json)\b/i.test(info) || !/^\s*["']?openapi["']?\s*:/m.test(text)) continue;
    const start = match.index + whole.indexOf("\n") + 1;
    return { text, firstLine: page.slice(0, start).split("\n").length };
  }
  if (/^(#{1,6} |[ \t]*(`{3,}|~{3,}))/m.test(page))
    throw fault(
      name,
      1,
      1,
      "found Markdown without a fenced `yaml` block that holds one",
      "check that the page shows the definition",
    );
  return { text: page, firstLine: 1 };
};

type Position = (offset: number) => { readonly line: number; readonly col: number };

const toData = (tree: Document.Parsed, name: string, position: Position): JsonObject => {
  let data: unknown;
  try {
    data = tree.toJS({ maxAliasCount: 1000 });
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
  if (!isObject(data)) {
    const found = Array.isArray(data) ? "a list" : data === null ? "nothing" : `a ${typeof data}`;
    throw fault(name, 1, 1, `found ${found}`, "check that this is the file you meant");
  }
  return data;
};

const checkVersion = ({ name, root, lineOf }: OpenApiDocument): void => {
  const version = root["openapi"];
  if (typeof version === "string" && /^3\.[01](\.|$)/.test(version)) {
    // Without any path is a document that lost its last; without the word is one that was cut, or is none.
    if (!isObject(root["paths"]) && root["paths"] !== null)
      throw fault(
        name,
        1,
        1,
        "found one without `paths`",
        "there is nothing to generate: check that it is complete",
      );
    return;
  }
  const found =
    typeof root["swagger"] === "string"
      ? `found Swagger ${root["swagger"]}`
      : version === undefined
        ? "found a document without an `openapi` version"
        : `found version ${JSON.stringify(version)}`;
  throw fault(
    name,
    version === undefined ? 1 : lineOf("/openapi"),
    1,
    found,
    "convert it, or check that this is the file you meant",
  );
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

const fault = (
  name: string,
  line: number,
  column: number,
  found: string,
  remedy: string,
): Failure =>
  new Failure(
    "input",
    `${name}:${line}:${column}: expected an OpenAPI 3.0 or 3.1 document in YAML or JSON, ${found}; ${remedy}.`,
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

/** Offset of the deepest node that a pointer reaches; of a member its key, since that is the line people look for. */
const offsetOf = (tree: Document.Parsed, segments: readonly string[]): number => {
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
