/** `list_widgets.v2`, `ListWidgets-v2` → the words they are made of, each in its own spelling. */
const words = (name: string): string[] =>
  name
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

/** `updateLocation` → `UpdateLocation`; `phone_number` → `PhoneNumber`; inner capitals stay as they are. */
export const pascalCase = (name: string): string =>
  identifier(words(name).map(upperFirst).join(""));

/** `ListSMSMessages` → `list-sms-messages`. */
export const kebabCase = (name: string): string =>
  words(name)
    .join("-")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1-$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1-$2")
    .toLowerCase();

/** A component's own name where TypeScript can spell it, else its words joined: `a-b_Model` → `ABModel`. */
export const typeName = (name: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) && !reserved.has(name) ? name : pascalCase(name);

const identifier = (name: string): string => {
  const safe = /^\p{N}|^$/u.test(name) ? `_${name}` : name;
  return reserved.has(safe) ? `${safe}_` : safe;
};

/**
 * What no declaration may be called: words of ECMAScript 2025 (section 12.7.2, strict mode) and of TypeScript, and those
 * that @hey-api/openapi-ts keeps besides.
 */
const reserved = new Set(
  (
    "arguments async await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for from function if implements import in instanceof interface let new null package private " +
    "protected public return static super switch this throw true try typeof var void while with yield " +
    "any as bigint boolean namespace never number object string symbol type undefined unknown"
  ).split(" "),
);

/** What a function may not be called besides: globals, and what its file imports from the runtime. */
const taken = new Set(
  (
    "atob btoa clearInterval clearTimeout console crypto document exports fetch global globalThis history location " +
    "module navigator performance process queueMicrotask require setInterval setTimeout structuredClone window " +
    "apiKeyInCookie apiKeyInHeader apiKeyInQuery basic bearer cookie createClient deepObject form header label matrix " +
    "operation paginate pagination pipeDelimited readBlob readNothing readText simple spaceDelimited writeForm writeJson " +
    "writeMultipart writeRaw"
  ).split(" "),
);

/** `ListWidgets` → `listWidgets`; `fetch` → `fetch_`. */
export const functionName = (operationId: string): string => {
  const name = camelCase(operationId);
  return taken.has(name) ? `${name}_` : name;
};

/** The candidate nearest to a misspelt word, if one is near enough to be meant. */
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
