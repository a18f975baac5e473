import { replaceOperations, schemasOf } from "../lib/components.ts";
import { byCodeUnit, isEqual, type JsonObject } from "../lib/json.ts";
import type { Operation, Schema, Schemas } from "../lib/model.ts";
import { listOperations } from "../lib/openapi.ts";
import { type PaginationMark, printPagination } from "../lib/pagination.ts";
import { readOperation } from "../lib/read-model.ts";
import { successContents } from "../lib/responses.ts";
import type { Rule } from "../lib/rule.ts";
import { isObjectSchema, itemsOf, resolve, typesOf } from "../lib/schema.ts";

/**
 * Detects how each list operation pages, or records why it does not, from its parameters and its response.
 *
 *     page: { number, size } in the query, `data` and `meta.total_pages` in the response
 *       →  x-pagination: { page: [page, number], size: [page, size], items: data, totalPages: [meta, total_pages],
 *                          identity: id, reason: … }
 */
export const markPagination: Rule = {
  id: "mark-pagination",
  apply(root, report) {
    const schemas = schemasOf(root);
    const operations = listOperations(root).map((entry) => readOperation(entry, root));
    const replaced = new Map<string, JsonObject>();
    for (const operation of operations) {
      if (operation.method !== "get") continue;
      const mark = detectPagination(operation, operations, schemas);
      if (!mark) continue;
      const { id, json, pointer } = operation;
      const printed = printPagination(mark);
      replaced.set(pointer, { ...json, "x-pagination": printed });
      if (!isEqual(json["x-pagination"], printed))
        report({ pointer, change: `${id}: ${mark.reason}` });
    }
    return replaceOperations(root, replaced);
  },
};

const detectPagination = (
  operation: Operation,
  operations: readonly Operation[],
  schemas: Schemas,
): PaginationMark | undefined => {
  const body = successContents(operation).find(({ readAs }) => readAs === "json");
  const response = resolve(body?.schema ?? {}, schemas);
  const lists = sortedProperties(response).filter(([, schema]) => isArray(schema, schemas));
  if (lists.length === 0) return undefined;

  const notPaging = (reason: string): PaginationMark => ({
    pages: false,
    reason: `does not page: ${reason}`,
  });
  const page = findParameter(operation, schemas, numberNames);
  if (!page) return notPaging("no page number among its parameters");
  if (!page.isNumeric) return notPaging(`${page.path.join(".")} is not numeric`);
  const [items] = lists.length === 1 ? lists : lists.filter(([name]) => name === "data");
  if (!items) return notPaging(`its items could be ${lists.map(([name]) => name).join(" or ")}`);

  const size = findParameter(operation, schemas, sizeNames);
  const totalPages = findProperty(response, schemas, totalPagesNames);
  const total = findProperty(response, schemas, totalNames);
  const [identity, because] = findIdentity(items[1], operation, operations, schemas);
  const firstPage = page.schema["default"] ?? page.schema["minimum"];
  return {
    pages: true,
    items: items[0],
    page: page.path,
    ...(size?.isNumeric && { size: size.path }),
    ...(totalPages && { totalPages }),
    ...(total && { total }),
    ...(firstPage === 0 && { firstPage }),
    ...(identity !== undefined && { identity }),
    reason: `pages by ${page.path.join(".")}, items in ${items[0]}, ${totalPages ? `total in ${totalPages.join(".")}` : "no total"}; ${because}`,
  };
};

const isArray = (schema: Schema, schemas: Schemas): boolean =>
  typesOf(resolve(schema, schemas)).includes("array");

const isNumeric = (schema: Schema): boolean =>
  typesOf(schema).some((type) => type === "integer" || type === "number");

const numberNames = /^(number|page_?number)$/i;
const sizeNames = /^(size|page_?size|per_?page|limit)$/i;
const totalPagesNames = /^(total_?pages|page_?count|pages_?count)$/i;
const totalNames = /^(total_?(results|count|items|entries|records)?|count)$/i;

interface PageParameter {
  readonly path: readonly string[];
  readonly schema: Schema;
  readonly isNumeric: boolean;
}

/** A parameter of that name, flat or as a member of `page`; a flat `page` is a page number too. Numeric ones go first. */
const findParameter = (
  operation: Operation,
  schemas: Schemas,
  names: RegExp,
): PageParameter | undefined => {
  const candidates = [...operation.parameters]
    .filter((parameter) => parameter.in === "query")
    .sort((a, b) => byCodeUnit(a.name, b.name))
    .flatMap(({ name, schema: given = {} }): PageParameter[] => {
      const schema = resolve(given, schemas);
      const isNamed = names.test(name) && name !== "number" && name !== "size";
      const isFlatPage = name === "page" && names === numberNames && !isObjectSchema(schema);
      if (isNamed || isFlatPage) return [{ path: [name], schema, isNumeric: isNumeric(schema) }];
      if (name !== "page" || !isObjectSchema(schema)) return [];
      return sortedProperties(schema).flatMap(([key, member]): PageParameter[] => {
        const inner = resolve(member, schemas);
        return names.test(key)
          ? [{ path: [name, key], schema: inner, isNumeric: isNumeric(inner) }]
          : [];
      });
    });
  return candidates.find((each) => each.isNumeric) ?? candidates[0];
};

/** In code-unit order, so that of two candidates the same one is taken however upstream lists them. */
const sortedProperties = (schema: Schema): readonly (readonly [string, Schema])[] =>
  Object.entries(schema.properties ?? {}).sort(([a], [b]) => byCodeUnit(a, b));

/** The path to a property of the response, looked for on its top level and in the objects right below it. */
const findProperty = (
  response: Schema,
  schemas: Schemas,
  name: RegExp,
): readonly string[] | undefined => {
  const properties = sortedProperties(response).map(
    ([key, schema]) => [key, resolve(schema, schemas)] as const,
  );
  const own = properties.find(
    ([key, schema]) =>
      name.test(key) && !isObjectSchema(schema) && !typesOf(schema).includes("array"),
  );
  if (own) return [own[0]];
  for (const [key, schema] of properties) {
    const found = isObjectSchema(schema)
      ? sortedProperties(schema).find(([each]) => name.test(each))
      : undefined;
    if (found !== undefined) return [key, found[0]];
  }
  return undefined;
};

/** `id`, or the one `*_id` that a sibling operation takes in its path, with the reason; else none. */
const findIdentity = (
  list: Schema,
  { path }: Operation,
  operations: readonly Operation[],
  schemas: Schemas,
): readonly [string | undefined, string] => {
  const item = resolve(itemsOf(resolve(list, schemas)) ?? {}, schemas);
  const properties = sortedProperties(item).map(([name]) => name);
  if (properties.includes("id")) return ["id", "an item is known by its id"];
  const parameters = operations.flatMap((each) => {
    const rest = each.path.startsWith(`${path}/{`) ? each.path.slice(path.length + 1) : "";
    return /^\{([^}]+)\}/.exec(rest)?.[1] ?? [];
  });
  const candidates = properties.filter(
    (name) =>
      /(_id|Id)$/.test(name) &&
      parameters.some((parameter) => parameter === name || parameter.endsWith(`_${name}`)),
  );
  const [only] = candidates;
  if (only === undefined)
    return [undefined, "an item has no identity, so whole pages are compared"];
  if (candidates.length > 1)
    return [
      undefined,
      `an item could be known by ${candidates.join(" or ")}, so whole pages are compared`,
    ];
  return [only, `an item is known by its ${only}, which a sibling operation takes in its path`];
};
