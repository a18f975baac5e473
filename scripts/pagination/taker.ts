import type { Place } from "../lib/pagination.ts";
import type { Input } from "./parameters.ts";
import { plain } from "./words.ts";

/** What a name says that it is: `starting_after` → `after`, `nextPageToken` → `token`, `pageNumber` → `page`. */
const nounOf = (name: string): string | undefined => {
  const noun = nouns.exec(plain(name))?.[0];
  return noun && (synonyms[noun] ?? noun);
};

const nouns =
  /(cursor|token|marker|bookmark|key|state|continuation|continue|after|id|offset|start|skip|from|startindex|position|page|number)$/;
const synonyms: Readonly<Record<string, string>> = {
  continue: "continuation",
  number: "page",
  from: "offset",
  position: "offset",
  skip: "offset",
  start: "offset",
  startindex: "offset",
};

/** Names that mean nothing but a cursor: `after` may also be a time, `page` a number. */
const surelyCursor = /cursor|token|marker|bookmark|continu|scroll|key|state/;

const lastOf = (path: readonly string[]): string => path.at(-1) ?? "";

/** Whether a parameter is called like the member of a response. */
export const agrees = (input: Input, name: string): boolean =>
  plain(lastOf(input.path)) === plain(name) ||
  (nounOf(name) !== undefined && nounOf(lastOf(input.path)) === nounOf(name));

/** Of the parameters that may take a cursor, the one for what a response states: the one that is called like it. */
export const takerOf = (place: Place | undefined, cursors: readonly Input[]): Input | undefined => {
  const names = place === undefined ? [] : "header" in place ? [place.header] : place.slice(-2);
  for (const name of names.toReversed()) {
    const found =
      cursors.find(({ path }) => plain(lastOf(path)) === plain(name)) ??
      cursors.find((input) => agrees(input, name));
    if (found) return found;
  }
  return cursors.find(({ path }) => surelyCursor.test(plain(lastOf(path)))) ?? cursors[0];
};
