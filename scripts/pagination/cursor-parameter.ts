import { isHeader, type ResponsePlace } from "../lib/pagination.ts";
import type { Input } from "./inputs.ts";
import { certainCursorNames, cursorNouns, nounSynonyms, plain } from "./words.ts";

/** What a name says that it is: `starting_after` → `after`, `nextPageToken` → `token`, `pageNumber` → `page`. */
const nounOf = (name: string): string | undefined => {
  const noun = cursorNouns.exec(plain(name))?.[0];
  return noun && (nounSynonyms[noun] ?? noun);
};

const nameOf = ({ path }: Input): string => plain(path.at(-1) ?? "");

/** Whether a parameter is called like the member of a response. */
export const isNamedAlike = (input: Input, name: string): boolean =>
  nameOf(input) === plain(name) ||
  (nounOf(name) !== undefined && nounOf(nameOf(input)) === nounOf(name));

/** Of the parameters that may take a cursor, the one for what a response states: the one that is called like it. */
export const parameterFor = (
  place: ResponsePlace | undefined,
  cursors: readonly Input[],
): Input | undefined => {
  const names = isHeader(place) ? [place.header] : (place?.slice(-2) ?? []);
  for (const name of names.toReversed()) {
    const found =
      cursors.find((input) => nameOf(input) === plain(name)) ??
      cursors.find((input) => isNamedAlike(input, name));
    if (found) return found;
  }
  return cursors.find((input) => certainCursorNames.test(nameOf(input))) ?? cursors[0];
};
