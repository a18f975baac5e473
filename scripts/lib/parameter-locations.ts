import { own } from "./json.ts";

/** The styles that OpenAPI allows in each location, the default first: section 4.8.12. */
const stylesIn: Readonly<Record<string, readonly string[]>> = {
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  path: ["simple", "label", "matrix"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

export const defaultStyle = (location: string): string => own(stylesIn, location)?.[0] ?? "simple";

/** Why a parameter in a location cannot have a style, or cannot be there at all; nothing where it can. */
export const styleProblem = (location: string, style: string | undefined): string | undefined => {
  const allowed = own(stylesIn, location);
  if (allowed === undefined)
    return `is in "${location}"; the locations are ${Object.keys(stylesIn).join(", ")}. Correct it`;
  return style === undefined || allowed.includes(style)
    ? undefined
    : `has style "${style}", which is not allowed in ${location} (allowed: ${allowed.join(", ")}); correct it`;
};

/** Headers that OpenAPI leaves to the request itself: section 4.8.12. */
export const isRequestHeader = (parameter: {
  readonly in: string;
  readonly name: string;
}): boolean =>
  parameter.in === "header" && /^(accept|content-type|authorization)$/i.test(parameter.name);
