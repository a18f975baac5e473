import { parse_str as parsePhp } from "locutus/php/strings/parse_str";
import * as picoquery from "picoquery";
import qs from "qs";
import type { Shape } from "../../templates/runtime/operation.ts";
import { isAlternatives, isList, memberOf } from "./declared-value.ts";

type FormatName = "brackets" | "indices" | "repeat" | "comma";

/** Reads a query as servers do, in code that knows nothing of the client. */
export interface Parser {
  readonly name: string;
  readonly formats: readonly FormatName[];
  /** Whether it decodes a value before it splits it at its commas, and so takes a comma in an item for one between items. */
  readonly splitsLate: boolean;
  readonly parse: (query: string, format: FormatName) => unknown;
}

export const parsers: readonly Parser[] = [
  {
    name: "qs",
    formats: ["brackets", "indices", "repeat", "comma"],
    splitsLate: false,
    parse: (query, format) =>
      qs.parse(query, {
        depth: 200,
        arrayLimit: 100_000,
        parameterLimit: 100_000,
        comma: format === "comma",
      }),
  },
  {
    name: "picoquery",
    formats: ["brackets", "indices", "repeat", "comma"],
    splitsLate: true,
    // It looks for brackets before it decodes a key; those of the client's are the only ones there are.
    parse: (query, format) =>
      picoquery.parse(query.replaceAll(/[^&=]+=/g, decodeBrackets), {
        nestingSyntax: "index",
        arrayRepeat: format === "brackets" || format === "repeat",
        arrayRepeatSyntax: format === "brackets" ? "bracket" : "repeat",
      }),
  },
  {
    name: "PHP's parse_str",
    formats: ["brackets", "indices", "comma"], // PHP keeps only the last of a repeated key.
    splitsLate: true,
    parse: (query) => {
      const found = {};
      parsePhp(query, found);
      return found;
    },
  },
];

const decodeBrackets = (key: string): string => key.replaceAll("%5B", "[").replaceAll("%5D", "]");

/** What a server that knows the declaration makes of what a parser found. */
export function asDeclared(found: unknown, shape: Shape, splits: boolean): unknown {
  if (found === undefined) return undefined;
  if (isAlternatives(shape)) {
    const kind = typeof found === "string" ? "scalar" : isArrayLike(found) ? "list" : "object";
    const declared = shape["|"].find((each) => kindOf(each) === kind);
    return asDeclared(found, declared ?? "scalar", splits);
  }
  if (isList(shape)) {
    const [items] = shape;
    const list =
      typeof found === "string"
        ? splits
          ? found.split(",")
          : [found]
        : Object.values(found as object);
    return list.map((item) => asDeclared(item, items, splits));
  }
  if (typeof found !== "object" || found === null || typeof shape === "string") return found;
  return Object.fromEntries(
    Object.entries(found).map(([name, member]) => [
      name,
      asDeclared(member, memberOf(shape, name), splits),
    ]),
  );
}

/** PHP tells arrays from objects by their keys. */
const isArrayLike = (found: unknown): boolean =>
  Array.isArray(found) || Object.keys(found as object).every((key) => /^\d+$/.test(key));

const kindOf = (shape: Shape): "scalar" | "list" | "object" =>
  typeof shape === "string" ? "scalar" : isList(shape) ? "list" : "object";
