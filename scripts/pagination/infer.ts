import type { Operation, Schema, Schemas } from "../lib/model.ts";
import { isHeader, type Pagination, type Path } from "../lib/pagination.ts";
import { beside, describesList, type Ends, findEnds } from "./ends.ts";
import { type Input, inputsOf } from "./inputs.ts";
import { findItems, isNamedLikeItems, type Items, schemaIn } from "./items.ts";
import { chooseKind } from "./kinds.ts";
import { commonProperties, isArray, membersOf } from "./members.ts";
import { findNext } from "./next.ts";
import { best, findCursors, findOffset, findPage, findSize, findSizeFor } from "./parameters.ts";
import { itemsNames, plain } from "./words.ts";

/** How an operation pages, without the identity of its items; or why it does not; or nothing where it is no list. */
export type Inferred =
  | { readonly pagination: Pagination; readonly items: Items }
  | string
  | undefined;

/** Tells from names and shapes how an operation pages. */
export const inferPagination = (
  operation: Operation,
  responses: readonly Schema[],
  schemas: Schemas,
): Inferred => {
  if (!listing.has(operation.method) || createsMany(operation, schemas)) return undefined;
  for (const response of responses) {
    const items = findItems(response, operation, schemas);
    if (!items) continue;
    return "candidates" in items
      ? whyUnclear(items.candidates, operation, schemas)
      : inferFrom(response, items, operation, schemas);
  }
  return undefined;
};

const inferFrom = (
  response: Schema,
  items: Items,
  operation: Operation,
  schemas: Schemas,
): Inferred => {
  const inputs = inputsOf(operation, schemas);
  const members = membersOf(response, schemas, 4);
  const about = beside(items.path, members);
  const cursors = findCursors(inputs, about, schemas);
  const size = findSize(inputs, schemas);
  const pages = pageInput(inputs, cursors, schemas);
  const found = chooseKind({
    items,
    inputs,
    about,
    cursors,
    ends: withoutEcho(findEnds(about, items.path, operation, schemas), size),
    next: findNext(members, about, operation, cursors, schemas),
    schemas,
  });
  const isSearch = operation.method !== "get";
  const isOfResource = belongsToResource(operation, items, response, schemas);
  const isOfOne = isOfResource || isPartOfOne(operation, items);
  const isOneThing = found?.kind === "link" && !size && !pages && isOfOne;
  const mustShow = isSearch || isOfResource;
  const asked = found && parameterOf(found);
  const isShown = (found && !isUnconfirmed(found)) || describesList(about, asked, schemas);
  if (found && !isOneThing && !(mustShow && !isShown)) {
    const own = findSizeFor(asked ?? [], inputs, schemas);
    return { items, pagination: { ...found, ...(own && { size: own.path }) } };
  }
  const isPaged = pages !== undefined && !isOfOne;
  return isSearch || !(isPaged || isList(operation, items)) ? undefined : whyNot(pages);
};

/** The parameter that a page would be requested by, whatever the response says. */
const pageInput = (
  inputs: readonly Input[],
  cursors: readonly Input[],
  schemas: Schemas,
): Input | undefined =>
  best(
    [findPage(inputs), findOffset(inputs, schemas), cursors[0]].filter(
      (input) => input !== undefined,
    ),
  );

/** Of several arrays, none of which is called like a list: a reason only where there is a parameter to page by. */
const whyUnclear = (
  candidates: readonly Path[],
  operation: Operation,
  schemas: Schemas,
): string | undefined => {
  const inputs = inputsOf(operation, schemas);
  const pages = pageInput(inputs, findCursors(inputs, [], schemas), schemas);
  return pages === undefined || operation.method !== "get"
    ? undefined
    : `its items could be ${candidates.map((path) => path.join(".")).join(" or ")}`;
};

/** The methods of lists: others change something each time that they are sent. */
const listing: ReadonlySet<string> = new Set(["get", "post", "query"]);

/** Whether a request sends the items that it creates, and the response lists them. */
const createsMany = ({ body, responses }: Operation, schemas: Schemas): boolean =>
  responses.some(({ status }) => status === "201") &&
  (body?.content ?? []).some(({ schema }) => schema !== undefined && isArray(schema, schemas));

/** A request that may change something is repeated only if the response shows that it is a search. */
const isUnconfirmed = ({ count, kind, last, more, next, total, totalPages }: Pagination): boolean =>
  kind === "link" ||
  [count, last, more, next, total, totalPages].every((each) => each === undefined);

const parameterOf = ({ cursor, offset, page }: Pagination) => page ?? offset ?? cursor;

/** Whether an operation without a way to a next page lists something, rather than showing one thing that has lists. */
const isList = (operation: Operation, items: Items): boolean =>
  items.path.length === 0 || (!showsOne(operation) && isNamedLikeItems(items.path, operation));

/** Whether a path ends in a parameter: `/orders/{id}`. */
const showsOne = ({ path }: Operation): boolean => /\}[^/]*$/.test(path);

/** Whether an array belongs to the one thing that an operation shows: `Data.Party.Address` of `GET /party`. */
const isPartOfOne = (operation: Operation, { path: items }: Items): boolean =>
  showsOne(operation) ||
  (items.length > 1 &&
    plain(items.at(-2) ?? "") === plain(operation.path.split("/").at(-1) ?? "") &&
    !itemsNames.includes(plain(items.at(-1) ?? "")));

/**
 * Whether an array belongs to something that the response identifies by an `id`, and is not called like a list: `items` of
 * `GET /orders/{id}` are.
 */
const belongsToResource = (
  operation: Operation,
  { path }: Items,
  response: Schema,
  schemas: Schemas,
): boolean =>
  path.length > 0 &&
  (showsOne(operation) || !isNamedLikeItems(path, operation)) &&
  path.some((_, depth) => {
    const owner = schemaIn(response, path.slice(0, depth), schemas);
    return owner !== undefined && commonProperties(owner, schemas).has("id");
  });

/** A `size` that a request gives and a response repeats counts nothing. */
const withoutEcho = ({ count, ...ends }: Ends, size: Input | undefined): Ends => {
  const isEcho =
    count !== undefined &&
    !isHeader(count) &&
    size !== undefined &&
    plain(count.at(-1) ?? "") === "size" &&
    plain(size.path.at(-1) ?? "") === "size";
  return count === undefined || isEcho ? ends : { ...ends, count };
};

const whyNot = (pages: Input | undefined): string =>
  pages === undefined
    ? "it has no parameter of a page, and no link to a next one"
    : `it has the parameter ${pages.path.join(".")}, but no cursor for it in the response`;
