import { createHash } from "node:crypto";
import { keywords, takenFunctionNames } from "./reserved-names.ts";

/** `list_widgets.v2`, `ListWidgets-v2` → the words that they consist of, each as it is written. */
const nameParts = (name: string): string[] =>
  name
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, "") // `Shop's` is one word.
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(/ +/)
    .filter(Boolean);

const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `ListExternalConnections` → `listExternalConnections`; `SMSList` → `smsList`; `get_widget` → `getWidget`. */
export const camelCase = (name: string): string => {
  const joined = pascalCase(name);
  const capitals = /^(\p{Lu}+)(?=\p{Lu}\p{Ll})|^\p{Lu}+/u.exec(joined)?.[0] ?? "";
  return identifier(capitals.toLowerCase() + joined.slice(capitals.length));
};

/** `updateLocation` → `UpdateLocation`; `phone_number` → `PhoneNumber`; inner capitals are kept. */
export const pascalCase = (name: string): string =>
  identifier(nameParts(name).map(upperFirst).join(""));

/** `ListSMSMessages` → `list-sms-messages`. */
export const kebabCase = (name: string): string =>
  nameParts(name)
    .join("-")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1-$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1-$2")
    .toLowerCase();

/** `appKey` → `APP_KEY`. */
export const screamingSnakeCase = (name: string): string =>
  kebabCase(name).replaceAll("-", "_").toUpperCase();

/**
 * A component's own name where TypeScript can spell it, else its words joined: `a-b_Model` → `ABModel`. In hey-api's
 * tables of names, every object has a `constructor` already: `constructor` → `Constructor`.
 */
export const typeName = (name: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) && !keywords.has(name) && !(name in Object.prototype)
    ? name
    : pascalCase(name);

const identifier = (name: string): string => {
  const safe = /^\p{N}|^$/u.test(name) ? `_${name}` : name;
  return keywords.has(safe) ? `${safe}_` : safe;
};

/** `ListWidgets` → `listWidgets`; `fetch` → `fetch_`. */
export const functionName = (operationId: string): string => {
  const name = camelCase(operationId);
  return takenFunctionNames.has(name) ? `${name}_` : name;
};

/** `ListWidgets` → `paginateListWidgets`. */
export const paginatorName = (operationId: string): string => {
  const name = functionName(operationId);
  return `paginate${name.endsWith("_") ? pascalCase(operationId) : upperFirst(name)}`;
};

/** operationIds → the names of their paginators, none of which is that of a function: `paginateListWidgets2`. */
export const paginatorNames = (operationIds: readonly string[]): ReadonlyMap<string, string> => {
  const taken = new Set(operationIds.map(functionName));
  return new Map(
    operationIds.map((id) => {
      const name = uniqueName(paginatorName(id), (each) => taken.has(each));
      taken.add(name);
      return [id, name];
    }),
  );
};

/** The name of a file, without its ending: long names are cut, since file systems take 255 bytes. */
export const fileName = (name: string): string => {
  const kebab = kebabCase(name) || "_"; // A name may be nothing but signs.
  const base = devices.test(kebab) ? `${kebab}-` : kebab;
  if (Buffer.byteLength(base) <= maxFileName) return base;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${Array.from(base)
    .slice(0, maxFileName / 4)
    .join("")}-${hash}`;
};

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** Room for endings, and for the four bytes that a letter may have. */
const maxFileName = 200;

/** What tells two operations apart: ids with the same key would give the same names or files. */
export const operationKeys = (operationId: string): readonly string[] => [
  kebabCase(operationId),
  pascalCase(operationId).toLowerCase(),
];

/** `ListWidgets` → the names of its own types. */
export const paramsTypeName = (operationId: string): string => `${pascalCase(operationId)}Params`;
export const responseTypeName = (operationId: string): string =>
  `${pascalCase(operationId)}Response`;
export const errorTypeName = (operationId: string): string => `${pascalCase(operationId)}Error`;

/** A name that is not taken: the base itself, or with the first number from 2 on that makes it unique. */
export const uniqueName = (
  base: string,
  isTaken: (name: string) => boolean,
  separator = "",
): string => {
  let name = base;
  for (let count = 2; isTaken(name); count++) name = `${base}${separator}${count}`;
  return name;
};

/** The candidate nearest to a misspelled word, if one is near enough. */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const limit = Math.max(2, Math.ceil(word.length / 3));
  const scored = candidates
    .map((candidate) => ({
      candidate,
      distance: editDistance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return scored[0]?.candidate;
};

const editDistance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution);
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
};
