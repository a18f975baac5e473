import { styleProblem } from "../lib/parameter-locations.ts";
import { RuntimeReference } from "./runtime-reference.ts";

/** The runtime's function for a style in a location; nothing where OpenAPI does not allow it. */
export const serializerOf = (
  location: string,
  style: string,
  allowReserved = false,
): RuntimeReference | undefined => {
  if (styleProblem(location, style) !== undefined) return undefined;
  const name = serializerNames[`${location} ${style}`] ?? style;
  return allowReserved && (location === "query" || name === "simple")
    ? new RuntimeReference("reserved", `${name}Reserved`)
    : new RuntimeReference("styles", name);
};

/** Those that are not called like the style. */
const serializerNames: Readonly<Record<string, string>> = {
  "header simple": "header",
  "cookie form": "cookie",
  "cookie cookie": "plainCookie",
};
