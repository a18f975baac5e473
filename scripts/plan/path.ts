import type { Operation } from "../lib/model.ts";
import { pathTemplate } from "../lib/path-template.ts";
import type { Constant } from "./constant.ts";
import { RuntimeReference } from "./runtime-reference.ts";

/** Where an operation is sent, below the server's URL. */
export interface PlannedPath {
  /** `/widgets/{id}`, without the query that a document may have written behind it. */
  readonly path: string;
  /** What the runtime fills with the parameters: the path, with the query where that has parameters in it. */
  readonly template: string;
  /** What the runtime does for it, in this order. */
  readonly steps: readonly Constant[];
}

export const planPath = (operation: Operation): PlannedPath => {
  // A fragment is never sent, without its slash a path would become part of the host's name, and parameters of the query
  // need no `{?page,size}`.
  const [path = "", written] = templateOf(operation)
    .replace(/#[^{}]*$/, "")
    .replace(/\{[?&][^{}]*\}/g, "")
    .replace(/^(?!\/)/, "/")
    .split("?", 2);
  const query = written && withoutParameters(written, operation);
  const isFilled = query?.includes("{") === true;
  return {
    path,
    template: isFilled ? `${path}?${query}` : path,
    steps: [
      ...(query && !isFilled ? [{ add: ownQuery, value: query }] : []),
      ...(path.includes("{") || isFilled ? [{ add: requirePathParameters }] : []),
      ...(isFilled ? [{ add: filledQuery }] : []),
    ],
  };
};

const ownQuery = new RuntimeReference("servers", "ownQuery");
const filledQuery = new RuntimeReference("servers", "filledQuery");
const requirePathParameters = new RuntimeReference("path-parameters", "requirePathParameters");

/** The path, with nothing but names in its braces. */
export const templateOf = ({ parameters, path }: Operation): string =>
  pathTemplate(
    path,
    parameters.flatMap(({ in: location, name }) => (location === "path" ? [name] : [])),
  );

/** `type={type}&v=1` → `v=1`, where a parameter of the query adds `type` itself. */
const withoutParameters = (query: string, { parameters }: Operation): string =>
  query
    .split("&")
    .filter((pair) =>
      parameters.every(
        ({ in: location, name }) => location !== "query" || pair !== `${name}={${name}}`,
      ),
    )
    .join("&");
