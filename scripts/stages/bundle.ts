import { loadFiles } from "../bundle/load-files.ts";
import { sectionsOf } from "../bundle/name-components.ts";
import type { Location } from "../bundle/source-files.ts";
import { writeBundle } from "../bundle/write-bundle.ts";
import type { OpenApiDocument } from "../lib/document.ts";
import type { LinkedFiles } from "../lib/linked-files.ts";
import { isSwagger, type SourceDocument } from "./read-source.ts";

/** A document, and the texts of the other files that it was made of. */
export interface BundledDocument extends OpenApiDocument {
  readonly linkedTexts: readonly string[];
}

/**
 * Document in several files → one document. What is in another file becomes a component; what has no place among the
 * components, such as a path item, is written where it is referred to. A document in one file stays as it is.
 *
 *     schema: { $ref: schemas/thing.yml }  →  schema: { $ref: "#/components/schemas/thing" }
 */
export const bundle = async (
  document: SourceDocument,
  linked?: LinkedFiles,
): Promise<BundledDocument> => {
  const files = await loadFiles(document, linked);
  if (files.isAlone) return { ...document, linkedTexts: [] };
  const sections = sectionsOf(isSwagger(document.root) ? "swagger" : "openapi");
  const { root, sources, unresolved } = writeBundle(files, sections);
  if (root === document.root && unresolved.size === 0) return { ...document, linkedTexts: [] };
  const sourceOf = (pointer: string): Location => {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
      const source = sources.get(pointer.slice(0, end));
      if (source) return { ...source, pointer: source.pointer + pointer.slice(end) };
    }
    return { file: files.root, pointer, value: null };
  };
  return {
    name: document.name,
    root,
    unresolved,
    fileOf: (pointer) => sourceOf(pointer).file.name,
    lineOf: (pointer) => {
      const source = sourceOf(pointer);
      return source.file.lineOf(source.pointer);
    },
    linkedTexts: files.others.map(({ text }) => text),
  };
};
