import { format } from "oxfmt";
import prettier from "../../.prettierrc.json" with { type: "json" };

/**
 * A text as Prettier lays it out. Oxfmt does the same in a tenth of the time; a test compares the two.
 *
 * @param path - Its extension says which language the text is in. No file is read.
 * @throws {SyntaxError} for a text that does not parse.
 */
export const layOut = async (path: string, text: string): Promise<string> => {
  const { code, errors } = await format(path, text, options);
  const [error] = errors;
  if (error === undefined) return code;
  throw new SyntaxError(`${path}: ${error.message}\n${error.codeframe ?? ""}`);
};

const options = {
  printWidth: prettier.printWidth,
  endOfLine: "lf",
  embeddedLanguageFormatting: "off",
  sortPackageJson: false,
} as const;
