import type { Operation, Schema, Schemas } from "../lib/model.ts";
import { type Pagination, type Path, type PathRoot, pathsIn } from "../lib/pagination.ts";
import { arrayAt } from "./items.ts";
import { elementOf, propertiesOf } from "./members.ts";

/**
 * Splits the paths of a declaration that are written as one text, unless a parameter or a member is called so:
 *
 *     { items: [result.items], page: ["page[number]"] }  →  { items: [result, items], page: [page, number] }
 */
export const splitPaths = (
  declared: Partial<Pagination>,
  { parameters }: Operation,
  response: Schema,
  schemas: Schemas,
): Partial<Pagination> => {
  const splitIn = (root: PathRoot, names: ReadonlySet<string>): Partial<Pagination> =>
    Object.fromEntries(pathsIn(root, declared).map(([field, path]) => [field, split(path, names)]));
  const inResponse = splitIn("response", namesIn(response, schemas));
  const items = arrayAt(response, inResponse.items ?? [], schemas);
  const element = items && elementOf(items.schema, schemas);
  return {
    ...declared,
    ...splitIn("params", new Set(parameters.map(({ name }) => name))),
    ...inResponse,
    ...splitIn("item", namesIn(element ?? {}, schemas)),
  };
};

/** `meta.next` → `[meta, next]` */
const split = (path: Path, names: ReadonlySet<string>): Path => {
  const [name = "", ...rest] = path;
  return rest.length > 0 || names.has(name) ? path : name.split(/[.[\]]+/).filter(Boolean);
};

const namesIn = (schema: Schema, schemas: Schemas): ReadonlySet<string> =>
  new Set(propertiesOf(schema, schemas).map(([name]) => name));
