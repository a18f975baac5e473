import type { ApiModel, Operation } from "../lib/model.ts";
import {
  type EndField,
  endOf,
  type PagingKind,
  type Pagination,
  type Path,
  type Place,
} from "../lib/pagination.ts";
import { jsonSchemas, mayBeEmpty } from "../lib/responses.ts";
import { arrayAt, mayBeNull, schemaIn } from "../pagination/items.ts";
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
  readonly needsAnswers: boolean;
  /** Whether pages can be requested before those ahead of them have come. */
  readonly isAhead: boolean;
}

/** `x-pagination` → the constant that the paginator is given, in the names of the package. */
export const planPagination = (
  pagination: Pagination,
  operation: Operation,
  parameters: readonly NamedParameter[],
  { schemas }: ApiModel,
): PlannedPagination => {
  const { cursor, identity, items, kind, lastItem, next, offset, page } = pagination;
  const end = endOf(pagination);
  const needsAnswers =
    kind === "link" || [next, end?.[1]].some((place) => place !== undefined && "header" in place);
  const placed = (place: Place): readonly string[] => {
    if ("header" in place) return ["headers", place.header.toLowerCase()];
    return needsAnswers ? ["body", ...place] : place;
  };
  const keyed = ([name = "", ...rest]: Path): Path => [keyOf(name, parameters), ...rest];
  const total = [pagination.total, pagination.count].find(
    (place) => place !== undefined && place !== end?.[1],
  );
  const isNullable =
    mayBeEmpty(operation) ||
    jsonSchemas(operation).some((schema) => {
      const found = arrayAt(schema, items, schemas);
      return found && mayBeNull(found, schemas);
    });
  const isEmbedded = items.length > 1 && items[0] === "_embedded" && end !== undefined;
  const none = isNullable ? "noItems" : isEmbedded ? "noEmbedded" : undefined;
  const input = page ?? offset ?? (kind === "cursor" ? cursor : undefined);
  const types = jsonSchemas(operation).flatMap((schema) => {
    const found = next && !("header" in next) ? schemaIn(schema, next, schemas) : undefined;
    return found ? [...typesIn(found, schemas)] : [];
  });
  const by = advanceOf(pagination, types);
  const isStated = by.name === "byStatedNumber";
  const cursorName = kind === "link" && cursor ? wireName(cursor, operation) : undefined;
  return {
    needsAnswers,
    isAhead: kind === "number" || kind === "offset",
    constant: {
      by,
      param: input ? keyed(input) : [linkParameter],
      items: placed(items),
      ...(none !== undefined && { none: new RuntimeReference("no-items", none) }),
      ...(firstOf(pagination) && { first: pagination.first ?? 0 }),
      ...(isStated && { current: placed(pagination.currentPage ?? []) }),
      ...(lastItem
        ? { next: lastItem }
        : (kind === "cursor" || kind === "link") && next
          ? { next: placed(next) }
          : {}),
      ...(cursorName !== undefined && { cursor: cursorName }),
      ...(end && { end: endReader(end[0], kind), endAt: placed(end[1]) }),
      ...(total && !("header" in total) && { total: placed(total) }),
      ...(identity !== undefined && { identity }),
    },
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

/** The package assumes 1 for a number, and 0 for an offset. */
const firstOf = ({ first, kind }: Pagination): boolean =>
  first !== undefined && first !== (kind === "number" ? 1 : 0);

const advanceOf = (
  { currentPage, first, kind, lastItem, next }: Pagination,
  typesOfNext: readonly string[],
): RuntimeReference => {
  if (kind === "number")
    return currentPage && !first
      ? new RuntimeReference("by-stated-number", "byStatedNumber")
      : new RuntimeReference("by-number", "byNumber");
  if (kind === "offset") return new RuntimeReference("by-offset", "byOffset");
  if (kind === "link") {
    if (next && "header" in next) return new RuntimeReference("by-link-header", "byLinkHeader");
    return typesOfNext.includes("array")
      ? new RuntimeReference("by-link-list", "byLinkList")
      : new RuntimeReference("by-link", "byLink");
  }
  if (lastItem) return new RuntimeReference("by-last-item", "byLastItem");
  return typesOfNext.includes("object")
    ? new RuntimeReference("by-key", "byKey")
    : new RuntimeReference("by-cursor", "byCursor");
};

/** The runtime's function for each word about the end. */
const endReader = (field: EndField, kind: PagingKind): RuntimeReference => {
  const suffix = kind === "offset" ? "FromOffset" : "";
  switch (field) {
    case "totalPages":
      return new RuntimeReference("page-count", "endByPageCount");
    case "total":
      return new RuntimeReference("item-count", `endByItemCount${suffix}`);
    case "count":
      return new RuntimeReference("item-count", `endByOwnCount${suffix}`);
    case "more":
      return new RuntimeReference("more-pages", "endByMore");
    case "last":
      return new RuntimeReference("more-pages", "endByLast");
    case "next":
      return new RuntimeReference("more-pages", "endByNext");
  }
};

const keyOf = (name: string, parameters: readonly NamedParameter[]): string =>
  parameters.find(({ parameter }) => parameter.name === name && parameter.in !== "path")?.key ??
  name;

/** `[page, after]` → `page%5Bafter%5D`, as it stands in a query; nothing for what does not stand there. */
const wireName = ([name = "", ...rest]: Path, { parameters }: Operation): string | undefined => {
  const parameter = parameters.find((each) => each.in === "query" && each.name === name);
  if (!parameter) return undefined;
  const keys = rest.map((key) => `[${key}]`).join("");
  return encodeURIComponent(
    parameter.style === "deepObject" || rest.length === 0 ? name + keys : (rest.at(-1) ?? name),
  );
};
