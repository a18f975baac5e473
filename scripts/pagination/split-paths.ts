import type { Operation, Schema, Schemas } from "../lib/model.ts";
import type { Pagination, Path } from "../lib/pagination.ts";
import { arrayAt } from "./items.ts";
import { elementOf, propertiesOf } from "./members.ts";

const inRequest = ["page", "offset", "cursor", "size"] as const;
const inResponse = [
  "items",
  "currentPage",
  "next",
  "totalPages",
  "total",
  "count",
  "more",
  "last",
] as const;

/**
 * Splits the paths of a declaration that are written as one text, unless a parameter or a member is called so:
 *
 *     { items: [result.items], page: ["page[number]"] }  →  { items: [result, items], page: [page, number] }
 */
export const splitPaths = (
  declared: Partial<Pagination>,
  { parameters }: Operation,
  answer: Schema,
  schemas: Schemas,
): Partial<Pagination> => {
  const splitAll = (fields: readonly string[], names: ReadonlySet<string>): Partial<Pagination> =>
    Object.fromEntries(
      Object.entries(declared)
        .filter(([field, value]) => fields.includes(field) && Array.isArray(value))
        .map(([field, path]) => [field, split(path as Path, names)]),
    );
  const response = splitAll(inResponse, namesIn(answer, schemas));
  const items = arrayAt(answer, response.items ?? [], schemas);
  const element = items && elementOf(items.schema, schemas);
  return {
    ...declared,
    ...splitAll(inRequest, new Set(parameters.map(({ name }) => name))),
    ...response,
    ...splitAll(["lastItem"], namesIn(element ?? {}, schemas)),
  };
};

/** `meta.next` → `[meta, next]` */
const split = (path: Path, names: ReadonlySet<string>): Path => {
  const [name = "", ...rest] = path;
  return rest.length > 0 || names.has(name) ? path : name.split(/[.[\]]+/).filter(Boolean);
};

const namesIn = (schema: Schema, schemas: Schemas): ReadonlySet<string> =>
  new Set(propertiesOf(schema, schemas).map(([name]) => name));
