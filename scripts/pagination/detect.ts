import { type Json, type JsonObject, own } from "../lib/json.ts";
import type { Operation, Schema, Schemas } from "../lib/model.ts";
import {
  endOf,
  type Pagination,
  type PaginationMark,
  pathsIn,
  printPlace,
} from "../lib/pagination.ts";
import { jsonSchemas } from "../lib/responses.ts";
import { resolve } from "../lib/schema.ts";
import { type Declared, readDeclared, readPeers } from "./declared.ts";
import { findIdentity } from "./identity.ts";
import { inferPagination, type Inferred } from "./infer.ts";
import { type Input, inputsOf } from "./inputs.ts";
import { arrayAt, findItems, type Items } from "./items.ts";
import { propertiesOf } from "./members.ts";
import { splitPaths } from "./split-paths.ts";

/** What an API's operations page by, beyond what they say themselves. */
export interface Surroundings {
  readonly root: JsonObject;
  readonly schemas: Schemas;
  readonly operations: readonly Operation[];
  /** The configuration, by operationId. */
  readonly configured: Readonly<Record<string, Json>>;
}

/**
 * How an operation pages, or why it does not; nothing for an operation that lists nothing. Believed in this order: the
 * configuration, `x-pagination`, the extensions of other generators, names and shapes.
 */
export const detectPagination = (
  operation: Operation,
  { configured, operations, root, schemas }: Surroundings,
): PaginationMark | undefined => {
  const responses = jsonSchemas(operation);
  const inputs = inputsOf(operation, schemas);
  const { json } = operation;
  const declared =
    readDeclared(own(configured, operation.id), "the configuration") ??
    readDeclared(json["x-pagination"], "x-pagination") ??
    readPeers(json, inputs, root);
  if (declared?.pagination === false)
    return { pages: false, reason: declared.reason ?? `does not page: ${declared.by} says so` };
  const found = declared
    ? complete(declared, operation, responses, inputs, schemas)
    : inferPagination(operation, responses, schemas);
  if (found === undefined) return undefined;
  if (typeof found === "string") return { pages: false, reason: `does not page: ${found}` };
  const { items, pagination } = found;
  const [identity, because] =
    pagination.identity === undefined
      ? findIdentity(items, operation, operations, schemas)
      : [pagination.identity, `an item is known by its ${pagination.identity}`];
  return {
    pages: true,
    ...pagination,
    ...(identity !== undefined && { identity }),
    reason:
      declared?.reason ??
      `${declared ? `${declared.by} says that it pages` : "pages"} ${describe(pagination)}; ${because}`,
  };
};

/** A declaration, checked against the operation; what it leaves open is found as if nothing were declared. */
const complete = (
  { by, pagination: declared }: Declared,
  operation: Operation,
  responses: readonly Schema[],
  inputs: readonly Input[],
  schemas: Schemas,
): { readonly pagination: Pagination; readonly items: Items } | string => {
  if (declared === false) return `${by} says so`;
  for (const response of responses) {
    const given = splitPaths(declared, operation, response, schemas);
    const isLed = given.kind === "cursor" || given.kind === "link";
    const pagination = {
      ...(isLed && nextFor(given, inferPagination(operation, [response], schemas))),
      ...given,
    };
    const { items: path, kind } = pagination;
    const items = path ? arrayAt(response, path, schemas) : findItems(response, operation, schemas);
    if (!items || "candidates" in items || !kind) continue;
    for (const [, path] of pathsIn("params", pagination))
      if (!hasInput(operation, inputs, path, schemas))
        return `${by} names the parameter ${path.join(".")}, which the operation does not have`;
    if (isLed && !pagination.next && !pagination.lastItem)
      return `${by} does not name what leads to the next page`;
    return { items, pagination: { ...pagination, kind, items: items.path } };
  }
  const { items } = declared;
  return `${by} names the items ${items ? printPlace(items) : ""}, where the response has no array`;
};

/** What leads to the next page, as names and shapes tell it, where a declaration leaves it open. */
const nextFor = (
  { kind, lastItem, next }: Partial<Pagination>,
  inferred: Inferred,
): Partial<Pagination> => {
  if (lastItem || next || typeof inferred !== "object" || inferred.pagination.kind !== kind)
    return {};
  const { lastItem: ofLast, next: found } = inferred.pagination;
  return { ...(ofLast && { lastItem: ofLast }), ...(found && { next: found }) };
};

const hasInput = (
  { parameters }: Operation,
  inputs: readonly Input[],
  [name = "", ...rest]: readonly string[],
  schemas: Schemas,
): boolean =>
  inputs.some(({ path }) => path.join("\n") === [name, ...rest].join("\n")) ||
  name === "body" ||
  parameters.some(
    (each) =>
      each.name === name &&
      (rest.length === 0 ||
        propertiesOf(resolve(each.schema ?? {}, schemas), schemas).some(
          ([key]) => key === rest[0],
        )),
  );

const describe = (pagination: Pagination): string => {
  const { cursor, items, kind, lastItem, next, offset, page } = pagination;
  const inItems = `items in ${printPlace(items)}`;
  const input = (page ?? offset ?? cursor)?.join(".") ?? "";
  if (kind === "link") return `by the link in ${printPlace(next ?? [])}, ${inItems}`;
  const from = lastItem ? `${lastItem.join(".")} of the last item` : next && printPlace(next);
  if (kind === "cursor") return `by ${input} from ${from}, ${inItems}`;
  return `by ${input}, ${inItems}, ${describeEnd(pagination)}`;
};

const describeEnd = (pagination: Pagination): string => {
  const [field, place] = endOf(pagination) ?? [];
  if (!field || !place) return "no total";
  const isTotal = field === "totalPages" || field === "total" || field === "count";
  return `${isTotal ? "total" : "end"} in ${printPlace(place)}`;
};
