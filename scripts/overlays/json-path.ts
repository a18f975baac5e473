import { exec } from "jsonpath-rfc9535";
import parse from "jsonpath-rfc9535/parser";
import type { Json } from "../lib/json.ts";
import { toPointer } from "../lib/references.ts";

export type Path = readonly (string | number)[];

/** What is wrong with a JSONPath, and its remedy; nothing with one that RFC 9535 allows. */
export const jsonPathProblem = (expression: string): string | undefined => {
  try {
    parse(expression);
    return undefined;
  } catch (error) {
    const { found, location, message } = error as PathError;
    if (!location) return message;
    const what = found ? `unexpected ${found}` : "unexpected end";
    return `${what} at character ${location.start.column}; ${found === "-" ? "write such a name in brackets: ['x-name']" : "correct it"}`;
  }
};

/** What the parser throws: a syntax error with its place, or one about types, without. */
interface PathError {
  readonly message: string;
  readonly found?: string | null;
  readonly location?: { readonly start: { readonly column: number } };
}

/** The paths of what a JSONPath selects, each once. */
export const selectPaths = (root: Json, expression: string): readonly Path[] => {
  const found = new Map<string, Path>();
  exec(root as never, expression, (_, path) => found.set(toPointer(...path), [...path]));
  return [...found.values()];
};
