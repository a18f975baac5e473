/**
 * Text that hey-api prints as it is given. It replaces what looks like an escape in all that it prints, comments
 * included, so that a description could end its comment. The escape of a backslash becomes one, and is not read again.
 *
 *     \u002a/  →  \u005cu002a/, which is printed as \u002a/
 */
export const keepEscapes = (text: string): string =>
  text.replaceAll(/\\(?=u[\da-f]{4})/gi, String.raw`\u005c`);
