/** A value that a style can carry: a scalar, an array or an object of scalars. */
export type Flat = string | readonly string[] | Readonly<Record<string, string>>;
export type Kind = "a scalar" | "an array" | "an object";

/** The names and values of a query or of a cookie, undecoded, in their order. */
export const rawPairs = (text: string, between: string): readonly (readonly [string, string])[] =>
  text.split(between).map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
  });

/** Reads `name=value` pairs of the styles form, spaceDelimited and pipeDelimited: split first, decoded afterwards. */
export function readPairs(
  pairs: readonly (readonly [string, string])[],
  kind: Kind,
  explode: boolean,
  name: string,
  separator: string,
): Flat {
  const own = pairs.filter(([key]) => decodeURIComponent(key) === name).map(([, value]) => value);
  if (kind === "an object" && explode) return decodeMembers(pairs);
  if (kind === "an array" && explode) return own.map(decodeURIComponent);
  return split(own[0] ?? "", kind, separator);
}

/** Reads a path segment or a header of the style simple, and a segment of label or matrix. */
export function readSegment(
  style: "simple" | "label" | "matrix",
  text: string,
  kind: Kind,
  explode: boolean,
  name: string,
): Flat {
  if (style === "matrix") return readPairs(rawPairs(text.slice(1), ";"), kind, explode, name, ",");
  const [rest, separator] = style === "simple" ? [text, ","] : [text.slice(1), explode ? "." : ","];
  if (kind === "an object" && explode) return decodeMembers(rawPairs(rest, separator));
  return split(rest, kind, separator);
}

function split(text: string, kind: Kind, separator: string): Flat {
  if (kind === "a scalar") return decodeURIComponent(text);
  const parts = text.split(separator);
  if (kind === "an array") return parts.map(decodeURIComponent);
  return decodeMembers(
    parts.flatMap((part, index) => (index % 2 ? [[parts[index - 1] ?? "", part] as const] : [])),
  );
}

const decodeMembers = (
  members: readonly (readonly [string, string])[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(members.map((pair) => pair.map(decodeURIComponent) as [string, string]));
