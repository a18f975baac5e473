import { own } from "../lib/json.ts";
import { RuntimeReference } from "./runtime-reference.ts";

/** The runtime's function for each style that OpenAPI allows in a location: section 4.8.12. */
const serializers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  query: {
    form: "form",
    spaceDelimited: "spaceDelimited",
    pipeDelimited: "pipeDelimited",
    deepObject: "deepObject",
  },
  path: { simple: "simple", label: "label", matrix: "matrix" },
  header: { simple: "header" },
  cookie: { form: "cookie", cookie: "plainCookie" },
};

/** Why a parameter in a location cannot have a style, or cannot be there at all; nothing where it can. */
export const styleProblem = (location: string, style: string | undefined): string | undefined => {
  const allowed = Object.hasOwn(serializers, location) ? serializers[location] : undefined;
  if (allowed === undefined)
    return `is in "${location}"; the locations are ${Object.keys(serializers).join(", ")}. Correct it`;
  return style === undefined || Object.hasOwn(allowed, style)
    ? undefined
    : `has style "${style}", which is not allowed in ${location} (allowed: ${Object.keys(allowed).join(", ")}); correct it`;
};

/** The runtime's function for a style; nothing where OpenAPI does not allow it. */
export const serializerOf = (
  location: string,
  style: string,
  allowReserved = false,
): RuntimeReference | undefined => {
  const name = own(own(serializers, location), style);
  if (name === undefined) return undefined;
  return allowReserved && (location === "query" || name === "simple")
    ? new RuntimeReference("reserved", `${name}Reserved`)
    : new RuntimeReference("styles", name);
};
