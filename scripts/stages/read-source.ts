import type { Document } from "yaml";
import { type OpenApiDocument, versionOf } from "../lib/document.ts";
import { Failure } from "../lib/failure.ts";
import { isObject, type JsonObject } from "../lib/json.ts";
import { parseFile } from "../parse/parsed-file.ts";
import type { KnownEntries } from "../parse/yaml-sections.ts";

/** An OpenAPI document together with the text it was read from, so that `select` can cut lines out of it. */
export interface SourceDocument extends OpenApiDocument {
  /** The YAML or JSON itself: of a documentation page only what stands in the fence. */
  readonly text: string;
  readonly tree: () => Document.Parsed;
}

/**
 * Text of an OpenAPI 3 or Swagger 2.0 document in YAML or JSON, or of a Markdown page that carries one in a fenced `yaml`
 * block → the document as it was written. What is wrong in parts of it is a fault of the operations that reach them, and
 * found by `select`.
 */
export const readSource = (page: string, name: string, known?: KnownEntries): SourceDocument => {
  const { text: given, firstLine } = takeFromFence(page, name);
  if (given.trim() === "")
    throw fault(name, firstLine, 1, "found nothing", "give a file that holds one");
  if (/^\s*<(!doctype|html|\?xml|[a-z]+[\s>])/i.test(given))
    throw fault(
      name,
      firstLine,
      1,
      "found an HTML or XML page",
      "check the address: this is often a login or error page",
    );

  const { data: root, lineOf, text, tree } = parseFile(given, name, firstLine, known);
  if (!isObject(root)) {
    const found = Array.isArray(root) ? "a list" : root === null ? "nothing" : `a ${typeof root}`;
    throw fault(name, 1, 1, `found ${found}`, "check that this is the file you meant");
  }
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
    if (!/^[ \t]*(ya?ml|json)\b/i.test(info) || !/^\s*["']?(openapi|swagger)["']?\s*:/m.test(text))
      continue;
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

const checkVersion = ({ name, root, lineOf }: OpenApiDocument): void => {
  const key = root["openapi"] === undefined ? "swagger" : "openapi";
  const version = root[key];
  if (isSwagger(root) || /^3\.[0-2](\.|$)/.test(versionOf(root))) {
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
    version === undefined
      ? "found a document without an `openapi` version"
      : `found ${key === "swagger" ? "Swagger" : "version"} ${JSON.stringify(version)}`;
  throw fault(
    name,
    version === undefined ? 1 : lineOf(`/${key}`),
    1,
    found,
    "convert it, or check that this is the file you meant",
  );
};

/** Also where the version is written without quotes, which makes it a number. */
export const isSwagger = (root: JsonObject): boolean =>
  root["openapi"] === undefined && (root["swagger"] === "2.0" || root["swagger"] === 2);

const fault = (
  name: string,
  line: number,
  column: number,
  found: string,
  remedy: string,
): Failure =>
  new Failure(
    "input",
    `${name}:${line}:${column}: expected an OpenAPI 3.0, 3.1 or 3.2 or a Swagger 2.0 document in YAML or JSON, ${found}; ${remedy}.`,
  );
