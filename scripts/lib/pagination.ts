import {
  asArray,
  asObject,
  asString,
  asText,
  isObject,
  type Json,
  type JsonObject,
} from "./json.ts";

/** A path of names: in the params of an operation, or in the body of its response. */
export type Path = readonly string[];

/** Where a response says something: a path in its body, or a header. */
export type ResponsePlace = Path | { readonly header: string };

export const isHeader = (place: ResponsePlace | undefined): place is { readonly header: string } =>
  place !== undefined && "header" in place;

/** By what the next page is requested. */
export type PagingKind = "number" | "offset" | "cursor" | "link";

/** Whether a page can be requested before the one that precedes it has come. */
export const canBeRequestedAhead = (kind: PagingKind): boolean =>
  kind === "number" || kind === "offset";

/** How an operation pages, in the names of the document. */
export interface Pagination {
  readonly kind: PagingKind;
  /** The array of items in the response body; an empty path for the body itself. */
  readonly items: Path;
  /** The parameter that takes the page number, the offset or the cursor. A link may have one too. */
  readonly page?: Path;
  readonly offset?: Path;
  readonly cursor?: Path;
  /** The parameter that takes the number of items on a page. */
  readonly size?: Path;
  /** The number of the first page, or the first offset, where the document declares one. */
  readonly first?: number;
  /** Where the response states the number of its page. */
  readonly currentPage?: Path;
  /** Where it states the next cursor, link or page. */
  readonly next?: ResponsePlace;
  /** The member of the last item that is the next cursor. */
  readonly lastItem?: Path;
  /** Where it states the number of pages, the number of items, or a number that may be either that or those on the page. */
  readonly totalPages?: ResponsePlace;
  readonly total?: ResponsePlace;
  readonly count?: ResponsePlace;
  /** Where it states whether there are more pages, or whether this is the last one. */
  readonly more?: ResponsePlace;
  readonly last?: ResponsePlace;
  /** The property that identifies an item. */
  readonly identity?: string;
}

/** `x-pagination` of the normalized document: how an operation pages, or that it does not, with the reason. */
export type PaginationMark =
  | (Pagination & { readonly pages: true; readonly reason: string })
  | { readonly pages: false; readonly reason: string };

/** A path: `[meta, total]`, `total`, or `$.meta.total`. */
const asPath = (value: Json | undefined): Path | undefined => {
  if (Array.isArray(value)) return asArray(value).map(asText);
  if (typeof value !== "string") return undefined;
  return /^\$\.?/.test(value)
    ? value
        .replace(/^\$\.?/, "")
        .split(".")
        .filter(Boolean)
    : [value];
};

const asPlace = (value: Json | undefined): ResponsePlace | undefined => {
  const header = asString(asObject(value)["header"]);
  return header === undefined ? asPath(value) : { header };
};

const asNumber = (value: Json | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

const kinds: readonly PagingKind[] = ["number", "offset", "cursor", "link"];

/** What the path of a field begins in. */
export type PathRoot = "params" | "response" | "item";

/** How a field is read from JSON; and what it is a path in, if it is one. */
interface Field<Value> {
  readonly read: (value: Json | undefined) => Value | undefined;
  readonly pathIn?: PathRoot;
}

/** The fields, in the order in which they are written; a new one does not compile without an entry. */
const fieldTable: {
  readonly [Name in keyof Required<Pagination>]: Field<Pagination[Name]>;
} = {
  kind: { read: (value) => kinds.find((kind) => kind === value) },
  items: { read: asPath, pathIn: "response" },
  page: { read: asPath, pathIn: "params" },
  offset: { read: asPath, pathIn: "params" },
  cursor: { read: asPath, pathIn: "params" },
  size: { read: asPath, pathIn: "params" },
  first: { read: asNumber },
  currentPage: { read: asPath, pathIn: "response" },
  next: { read: asPlace, pathIn: "response" },
  lastItem: { read: asPath, pathIn: "item" },
  totalPages: { read: asPlace, pathIn: "response" },
  total: { read: asPlace, pathIn: "response" },
  count: { read: asPlace, pathIn: "response" },
  more: { read: asPlace, pathIn: "response" },
  last: { read: asPlace, pathIn: "response" },
  identity: { read: asString },
};

const fields = Object.keys(fieldTable) as readonly (keyof Pagination)[];

/** The paths that something says, by field: those in the params, in the response, or in the last item. Not headers. */
export const pathsIn = (
  root: PathRoot,
  said: Partial<Pagination>,
): readonly (readonly [field: keyof Pagination, path: Path])[] =>
  fields.flatMap((field) => {
    const path = said[field];
    return fieldTable[field].pathIn === root && Array.isArray(path)
      ? [[field, path as Path] as const]
      : [];
  });

/** What an object says about how an operation pages, as far as it is well-formed. `firstPage` is an older name. */
export const readFields = (value: JsonObject): Partial<Pagination> => {
  const given: JsonObject = { first: value["firstPage"] ?? value["firstOffset"] ?? null, ...value };
  return Object.fromEntries(
    fields
      .map((field) => [field, fieldTable[field].read(given[field])] as const)
      .filter(([, read]) => read !== undefined),
  );
};

/** The kind that a declaration means by the parameter that it names. */
export const kindOf = ({
  cursor,
  lastItem,
  next,
  offset,
  page,
}: Partial<Pagination>): PagingKind | undefined => {
  if (page) return "number";
  if (offset) return "offset";
  if (cursor ?? lastItem) return "cursor";
  return next ? "link" : undefined;
};

/** `x-pagination` → what it says, typed; nothing where the operation has none. */
export const readPagination = (value: Json | undefined): PaginationMark | undefined => {
  if (!isObject(value)) return undefined;
  const reason = asString(value["reason"]);
  if (reason === undefined) return undefined;
  const { items, ...others } = readFields(value);
  const kind = others.kind ?? kindOf(others);
  return kind === undefined || items === undefined
    ? { pages: false, reason }
    : { ...others, kind, items, pages: true, reason };
};

/** The reverse: what the normalized document holds. */
export const printPagination = (mark: PaginationMark): JsonObject => {
  if (!mark.pages) return { pages: false, reason: mark.reason };
  const written = fields.map((field) => [field, mark[field]] as const);
  return {
    ...(Object.fromEntries(written.filter(([, value]) => value !== undefined)) as JsonObject),
    reason: mark.reason,
  };
};

/** A mark without its reason. */
export const paginationOf = (mark: PaginationMark | undefined): Pagination | undefined => {
  if (!mark?.pages) return undefined;
  const { pages: _pages, reason: _reason, ...pagination } = mark;
  return pagination;
};

/** `[meta, total_pages]` → `meta.total_pages`, for people. */
export const printPlace = (place: ResponsePlace): string =>
  isHeader(place) ? `the header ${place.header}` : place.join(".") || "the response itself";

/** Of all that a response says about the end, what is believed: the most exact first. A cursor or a link ends by itself. */
export const endOf = (
  pagination: Pagination,
): readonly [field: EndField, place: ResponsePlace] | undefined => {
  for (const field of endFields[pagination.kind]) {
    const place = pagination[field];
    if (place) return [field, place];
  }
  return undefined;
};

export type EndField = "totalPages" | "more" | "last" | "total" | "next" | "count";

const endFields: Readonly<Record<PagingKind, readonly EndField[]>> = {
  number: ["totalPages", "more", "last", "total", "next", "count"],
  offset: ["more", "last", "total", "next", "count"],
  cursor: ["more", "last"],
  link: ["more", "last"],
};
