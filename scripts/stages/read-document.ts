import type { OpenApiDocument } from "../lib/document.ts";
import type { LinkedFiles } from "../lib/linked-files.ts";
import type { KnownEntries } from "../parse/yaml-sections.ts";
import { bundle } from "./bundle.ts";
import { readSource, type SourceDocument } from "./read-source.ts";
import type { SelectedDocument } from "./select.ts";
import { type DocumentNote, upgradeSwagger } from "./upgrade-swagger.ts";

export interface ReadDocument extends OpenApiDocument {
  /** The one text that holds all of the document as it is read, so that lines can be cut out of it. */
  readonly source?: SourceDocument;
  /** The texts of the other files that it was made of. */
  readonly linkedTexts: readonly string[];
  readonly notes: readonly DocumentNote[];
}

/** Text of a document, and the files that it refers to → one document. What leads nowhere stays as it was written. */
export const readDocument = async (
  text: string,
  name: string,
  linked?: LinkedFiles,
  known?: KnownEntries,
): Promise<ReadDocument> => {
  const source = readSource(text, name, known);
  const { linkedTexts, ...bundled } = await bundle(source, linked);
  const { document, notes } = upgradeSwagger(bundled);
  return {
    ...document,
    linkedTexts,
    notes,
    ...(document.root === source.root && { source }),
  };
};

/** The notes on what was selected. */
export const notesFor = (
  { keeps }: SelectedDocument,
  notes: readonly DocumentNote[],
): readonly string[] => notes.flatMap(({ pointer, text }) => (keeps(pointer) ? [text] : []));
