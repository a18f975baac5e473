import type * as runtime from "../../templates/runtime/pagination.ts";
import type { ApiModel, Operation, Schemas } from "../lib/model.ts";
import {
  canBeRequestedAhead,
  type EndField,
  endOf,
  isHeader,
  type Pagination,
  type PagingKind,
  type Path,
  type ResponsePlace,
} from "../lib/pagination.ts";
import { jsonSchemas, mayBeEmpty } from "../lib/responses.ts";
import { arrayAt, mayBeNull, schemaIn } from "../pagination/items.ts";
import { isScim } from "../pagination/kinds.ts";
import { typesIn } from "../pagination/members.ts";
import type { Constant } from "./constant.ts";
import type { NamedParameter } from "./parameters.ts";
import { RuntimeReference } from "./runtime-reference.ts";

/** The query of a link, as a parameter that only paginators pass. */
export const linkParameter = "?";

/** What the package says about how an operation pages. */
export interface PlannedPagination {
  readonly constant: Constant;
  /** Whether the paginator needs more of a response than its body: headers, or the URL that a link is relative to. */
  readonly needsWholeResponse: boolean;
  /** Whether pages can be requested before those ahead of them have come. */
  readonly allowsConcurrency: boolean;
}

/** What the runtime is told. A new field of its `Pagination` does not compile until it is planned here. */
type Fields = { readonly [Field in keyof Required<runtime.Pagination>]: Constant | undefined };

/** `x-pagination` → the constant that the paginator is given, in the names of the package. */
export const planPagination = (
  pagination: Pagination,
  operation: Operation,
  parameters: readonly NamedParameter[],
  { schemas }: ApiModel,
): PlannedPagination => {
  const { currentPage, cursor, first, identity, items, kind, lastItem, next, offset, page } =
    pagination;
  const [endField, endPlace] = endOf(pagination) ?? [];
  const needsWholeResponse = kind === "link" || isHeader(next) || isHeader(endPlace);
  const inResponse = (place: ResponsePlace): Path => {
    if (isHeader(place)) return ["headers", place.header.toLowerCase()];
    return needsWholeResponse ? ["body", ...place] : place;
  };
  const by = advanceOf(pagination, typesOfNext(next, operation, schemas));
  const input = page ?? offset ?? (kind === "cursor" ? cursor : undefined);
  const isLed = kind === "cursor" || kind === "link";
  const total = [pagination.total, pagination.count].find((place) => place && place !== endPlace);
  const totalAt = total && !isHeader(total) ? inResponse(total) : undefined;
  const fields: Fields = {
    by,
    param: input ? keysOf(input, parameters) : [linkParameter],
    items: inResponse(items),
    none: noItems(pagination, operation, schemas),
    first: first === (kind === "number" ? 1 : 0) ? undefined : first, // What the runtime assumes.
    current: by.name === "byStatedNumber" ? inResponse(currentPage ?? []) : undefined,
    next: lastItem ?? (isLed && next ? inResponse(next) : undefined),
    cursor: kind === "link" && cursor ? wireName(cursor, operation) : undefined,
    end: endField && endReader(endField, kind, totalAt !== undefined),
    endAt: endPlace && inResponse(endPlace),
    total: totalAt,
    identity,
  };
  return {
    needsWholeResponse,
    allowsConcurrency: canBeRequestedAhead(kind),
    constant: Object.fromEntries(
      Object.entries(fields).flatMap(([field, value]) =>
        value === undefined ? [] : [[field, value]],
      ),
    ),
  };
};

/** How the query of a link is added to a request: the client itself adds the credentials whose names are listed. */
export const linkStyle = ({ security }: Operation): Constant => {
  const names = security
    .flat()
    .flatMap(({ scheme }) => (scheme?.in === "query" ? (scheme.name ?? []) : []));
  return {
    style: new RuntimeReference("by-link", "linkQuery"),
    name: [...new Set(names)].join(" "),
  };
};

/** What stands for items that may be null or missing. */
const noItems = (
  pagination: Pagination,
  operation: Operation,
  schemas: Schemas,
): RuntimeReference | undefined => {
  const { items } = pagination;
  const isNullable = jsonSchemas(operation).some((schema) => {
    const found = arrayAt(schema, items, schemas);
    return found && mayBeNull(found, schemas);
  });
  if (isNullable || mayBeEmpty(operation)) return new RuntimeReference("no-items", "noItems");
  const isEmbedded = items.length > 1 && items[0] === "_embedded";
  return (isEmbedded || isScim(pagination)) && endOf(pagination)
    ? new RuntimeReference("no-items", "noneOfTotal")
    : undefined;
};

const typesOfNext = (
  next: ResponsePlace | undefined,
  operation: Operation,
  schemas: Schemas,
): readonly string[] =>
  jsonSchemas(operation).flatMap((schema) => {
    const found = next && !isHeader(next) ? schemaIn(schema, next, schemas) : undefined;
    return found ? [...typesIn(found, schemas)] : [];
  });

const advanceOf = (
  { currentPage, first, kind, lastItem, next }: Pagination,
  types: readonly string[],
): RuntimeReference => {
  if (kind === "number")
    return currentPage && !first
      ? new RuntimeReference("by-stated-number", "byStatedNumber")
      : new RuntimeReference("by-number", "byNumber");
  if (kind === "offset") return new RuntimeReference("by-offset", "byOffset");
  if (kind === "link") {
    if (isHeader(next)) return new RuntimeReference("by-link-header", "byLinkHeader");
    return types.includes("array")
      ? new RuntimeReference("by-link-list", "byLinkList")
      : new RuntimeReference("by-link", "byLink");
  }
  if (lastItem) return new RuntimeReference("by-last-item", "byLastItem");
  return types.includes("object")
    ? new RuntimeReference("by-key", "byKey")
    : new RuntimeReference("by-cursor", "byCursor");
};

/** The runtime's function for each word about the end. */
const endReader = (field: EndField, kind: PagingKind, isCounted: boolean): RuntimeReference => {
  const suffix = kind === "offset" ? "FromOffset" : "";
  const nextPage = (name: string): RuntimeReference =>
    isCounted && canBeRequestedAhead(kind)
      ? new RuntimeReference("counted-pages", `${name}AndCount`)
      : new RuntimeReference("more-pages", name);
  switch (field) {
    case "totalPages":
      return new RuntimeReference("page-count", "endByPageCount");
    case "total":
      return new RuntimeReference("item-count", `endByItemCount${suffix}`);
    case "count":
      return new RuntimeReference("item-count", `endByOwnCount${suffix}`);
    case "more":
      return nextPage("endByMore");
    case "last":
      return nextPage("endByLast");
    case "next":
      return nextPage("endByNext");
  }
};

/** The path of an input in the params of the package, where parameters have names of their own. */
const keysOf = ([name = "", ...rest]: Path, parameters: readonly NamedParameter[]): Path => {
  const named = parameters.find(
    ({ parameter }) => parameter.name === name && parameter.in !== "path",
  );
  return [named?.key ?? name, ...rest];
};

/** `[page, after]` → `page%5Bafter%5D`, as it stands in a query; nothing for what does not stand there. */
const wireName = ([name = "", ...rest]: Path, { parameters }: Operation): string | undefined => {
  const parameter = parameters.find((each) => each.in === "query" && each.name === name);
  if (!parameter) return undefined;
  const keys = rest.map((key) => `[${key}]`).join("");
  return encodeURIComponent(
    parameter.style === "deepObject" || rest.length === 0 ? name + keys : (rest.at(-1) ?? name),
  );
};
