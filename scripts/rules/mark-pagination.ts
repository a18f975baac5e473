import { replaceOperations } from "../lib/components.ts";
import { asArray, asObject, byCodeUnit, isEqual, type Json, type JsonObject } from "../lib/json.ts";
import {
  isObjectSchema,
  listOperations,
  type OperationEntry,
  resolveSchema,
} from "../lib/openapi.ts";
import { successBodies } from "./hoist.ts";
import type { Rule } from "./rule.ts";

/**
 * Says of each list-like operation how it pages, or why it does not, from what its parameters and its answer declare.
 *
 *     page: { number, size } in the query, `data` and `meta.total_pages` in the answer
 *       →  x-pagination: { page: [page, number], size: [page, size], items: data, totalPages: [meta, total_pages],
 *                          identity: id, reason: … }
 */
export const markPagination: Rule = {
  id: "mark-pagination",
  apply(root, report) {
    const entries = listOperations(root);
    const operations = new Map<string, JsonObject>();
    for (const entry of entries) {
      if (entry.method !== "get") continue;
      const pagination = describePagination(entry, entries, root);
      if (!pagination) continue;
      operations.set(entry.pointer, { ...entry.operation, "x-pagination": pagination });
      if (!isEqual(entry.operation["x-pagination"], pagination))
        report({ pointer: entry.pointer, change: `${entry.id}: ${String(pagination["reason"])}` });
    }
    return replaceOperations(root, operations);
  },
};

const describePagination = (
  entry: OperationEntry,
  entries: readonly OperationEntry[],
  root: JsonObject,
): JsonObject | undefined => {
  const [body] = successBodies(entry.operation).filter(({ schema }) => schema !== undefined);
  const answer = resolveSchema(body?.schema ?? {}, root);
  const lists = sortedEntries(answer["properties"]).filter(([, schema]) =>
    isList(asObject(schema), root),
  );
  if (lists.length === 0) return undefined;

  const number = findParameter(entry.operation, root, numberNames);
  if (!number)
    return { pages: false, reason: "does not page: no page number among its parameters" };
  const [items] = lists.length === 1 ? lists : lists.filter(([name]) => name === "data");
  if (!items)
    return {
      pages: false,
      reason: `does not page: its items could be ${lists.map(([name]) => name).join(" or ")}`,
    };

  const size = findParameter(entry.operation, root, sizeNames);
  const totalPages = findProperty(answer, root, /^(total_?pages|page_?count|pages_?count)$/i);
  const total = findProperty(
    answer,
    root,
    /^(total_?(results|count|items|entries|records)?|count)$/i,
  );
  const [identity, because] = findIdentity(asObject(items[1]), entry, entries, root);
  const first = number.schema["default"] ?? number.schema["minimum"];
  return {
    items: items[0],
    page: number.path,
    ...(size && { size: size.path }),
    ...(totalPages && { totalPages }),
    ...(total && { total }),
    ...(first === 0 && { firstPage: 0 }),
    ...(identity !== undefined && { identity }),
    reason: `pages by ${number.path.join(".")}, items in ${items[0]}, ${totalPages ? `total in ${totalPages.join(".")}` : "no total"}; ${because}`,
  };
};

const isList = (schema: JsonObject, root: JsonObject): boolean => {
  const { type } = resolveSchema(schema, root);
  return type === "array" || asArray(type).includes("array");
};

const numberNames = /^(number|page_?number)$/i;
const sizeNames = /^(size|page_?size|per_?page|limit)$/i;

interface Found {
  readonly path: readonly string[];
  readonly schema: JsonObject;
}

/** A numeric parameter of that name, flat or as a member of `page`; a flat `page` is a page number too. */
const findParameter = (
  operation: JsonObject,
  root: JsonObject,
  names: RegExp,
): Found | undefined => {
  for (const parameter of byName(asArray(operation["parameters"]).map(asObject))) {
    if (parameter["in"] !== "query") continue;
    const name = String(parameter["name"]);
    const schema = resolveSchema(asObject(parameter["schema"]), root);
    const isNumber = (each: JsonObject): boolean =>
      ["integer", "number"].some(
        (type) => each["type"] === type || asArray(each["type"]).includes(type),
      );
    if (
      isNumber(schema) &&
      ((names.test(name) && name !== "number" && name !== "size") ||
        (name === "page" && names === numberNames))
    )
      return { path: [name], schema };
    if (name !== "page" || !isObjectSchema(schema, root)) continue;
    for (const [key, member] of sortedEntries(schema["properties"])) {
      const inner = resolveSchema(asObject(member), root);
      if (names.test(key) && isNumber(inner)) return { path: [name, key], schema: inner };
    }
  }
  return undefined;
};

/** In one order, so that of two candidates the same one is taken however upstream lists them. */
const byName = (parameters: readonly JsonObject[]): readonly JsonObject[] =>
  [...parameters].sort((a, b) => byCodeUnit(String(a["name"]), String(b["name"])));

const sortedEntries = (object: Json | undefined): readonly (readonly [string, Json])[] =>
  Object.entries(asObject(object)).sort(([a], [b]) => byCodeUnit(a, b));

/** The path to a property of the answer, looked for on its top level and in the objects right below it. */
const findProperty = (
  answer: JsonObject,
  root: JsonObject,
  name: RegExp,
): readonly string[] | undefined => {
  const properties = sortedEntries(answer["properties"]);
  const own = properties.find(
    ([key, schema]) =>
      name.test(key) && !isObjectSchema(asObject(schema), root) && !isList(asObject(schema), root),
  );
  if (own) return [own[0]];
  for (const [key, schema] of properties) {
    const inner = resolveSchema(asObject(schema), root);
    const found = isObjectSchema(inner, root)
      ? Object.keys(asObject(inner["properties"]))
          .sort()
          .find((each) => name.test(each))
      : undefined;
    if (found !== undefined) return [key, found];
  }
  return undefined;
};

/** `id`, or the one `*_id` that a sibling operation takes in its path, with the reason; else none. */
const findIdentity = (
  list: JsonObject,
  { path }: OperationEntry,
  entries: readonly OperationEntry[],
  root: JsonObject,
): readonly [string | undefined, string] => {
  const item = resolveSchema(asObject(resolveSchema(list, root)["items"]), root);
  const properties = Object.keys(asObject(item["properties"]));
  if (properties.includes("id")) return ["id", "an item is known by its id"];
  const taken = new Set(
    entries.flatMap((entry) => {
      const parameter = entry.path.startsWith(`${path}/{`)
        ? /^\{([^}]+)\}/.exec(entry.path.slice(path.length + 1))?.[1]
        : undefined;
      return parameter === undefined ? [] : [parameter];
    }),
  );
  const candidates = properties.filter(
    (name) =>
      /(_id|Id)$/.test(name) &&
      [...taken].some((parameter) => parameter === name || parameter.endsWith(`_${name}`)),
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
