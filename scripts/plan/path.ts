import type { Operation } from "../lib/model.ts";
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
  const [path = "", written] = operation.path
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
