/**
 * Whether `fetch` rejected what it was called with, such as a header or an option, so that another attempt is of no use. It
 * throws a TypeError then, as it does for a lost connection, which has another cause (Node, Deno) or message (the others).
 */
export function isMisuse(error: unknown): boolean {
  const { message, name } = Object(error) as Error;
  return /^(Type|InvalidArg|NotSupp|RequestC)/.test(name) && !lost.test(message);
}

/** Chromium; undici, if it gives no cause; Safari; Firefox, React Native, polyfills and Workers; Bun, Deno until 2.4. */
const lost = /to fetch|fetch failed|load failed|network|connect|addr|certificate/i;
