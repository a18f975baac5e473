import { format as prettify, type Options } from "prettier";
import options from "../../.prettierrc.json" with { type: "json" };

/** A text as prettier lays it out; its options are passed along, so no file in any folder changes them. */
export const layOut = (text: string, parser: string): Promise<string> =>
  prettify(text, {
    ...(options as Options),
    endOfLine: "lf",
    embeddedLanguageFormatting: "off", // Nothing is embedded, and to look for it takes a walk of its own.
    parser,
  });

// Of the two TypeScript parsers the faster one; `prettier --check` holds its output against the other.
const typeScript = "babel-ts";

/** Starting prettier costs more than a small file does, so it is given several at once, and what it gives is cut apart. */
export const layOutBatch = async (texts: readonly string[]): Promise<readonly string[]> => {
  const together = await layOut(texts.join(`\n${border}\n`), typeScript);
  const parts = together.split(`\n${border}\n`).map((part) => `${part.trim()}\n`);
  if (parts.length === texts.length) return parts;
  return Promise.all(texts.map((text) => layOut(text, typeScript))); // Somebody's words hold the border.
};

const border = "/* ~~~~~~ one file ends here, and the next begins ~~~~~~ */";
