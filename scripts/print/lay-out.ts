import { format as prettify, type Options } from "prettier";
import configuration from "../../.prettierrc.json" with { type: "json" };

const { overrides: _ofDocuments, ...options } = configuration;

/** A text as prettier lays it out. Its options are given here, so no file in any folder changes them. */
export const layOut = (text: string, parser: string): Promise<string> =>
  prettify(text, {
    ...(options as Options),
    endOfLine: "lf",
    embeddedLanguageFormatting: "off", // Nothing is embedded, and prettier would search for it.
    parser,
  });

// The faster of the two TypeScript parsers; `prettier --check` compares its output with that of the other.
const typeScript = "babel-ts";

/** Starting prettier costs more than laying out a small file, so several are laid out as one and then separated. */
export const layOutBatch = async (texts: readonly string[]): Promise<readonly string[]> => {
  const together = await layOut(texts.join(`\n${separator}\n`), typeScript);
  const parts = together.split(`\n${separator}\n`).map((part) => `${part.trim()}\n`);
  if (parts.length === texts.length) return parts;
  return Promise.all(texts.map((text) => layOut(text, typeScript))); // A description contains the separator.
};

const separator = "/* ~~~~~~ one file ends here, and the next begins ~~~~~~ */";
