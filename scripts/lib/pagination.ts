import type { Pagination } from "../../templates/runtime/pages.ts";
import { asObject, asString, type Json, type JsonObject } from "./json.ts";

export type { Pagination };

/** `x-pagination` of the normalized document: how an operation pages, or that it does not, with the reason. */
export type PaginationMark =
  | (Pagination & { readonly pages: true; readonly reason: string })
  | { readonly pages: false; readonly reason: string };

const asPath = (value: Json | undefined): readonly string[] | undefined =>
  Array.isArray(value) ? (value as readonly Json[]).map(String) : undefined;

const asNumber = (value: Json | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

/** How each field of the runtime's `Pagination` is read from JSON; a new field does not compile until it stands here. */
const readers: {
  readonly [Field in keyof Required<Pagination>]: (
    value: Json | undefined,
  ) => Pagination[Field] | undefined;
} = {
  items: asString,
  page: asPath,
  size: asPath,
  totalPages: asPath,
  total: asPath,
  firstPage: asNumber,
  identity: asString,
};

/** The fields of `Pagination`, in the order in which the package writes them. */
const paginationFields = Object.keys(readers) as readonly (keyof Pagination)[];

/** `x-pagination` → what it says, typed; nothing where the operation has none. */
export const readPagination = (value: Json | undefined): PaginationMark | undefined => {
  const mark = asObject(value);
  const reason = asString(mark["reason"]);
  if (reason === undefined) return undefined;
  const fields = paginationFields.map((field) => [field, readers[field](mark[field])] as const);
  const pagination = Object.fromEntries(
    fields.filter(([, read]) => read !== undefined),
  ) as unknown as Pagination;
  return mark["items"] === undefined || mark["page"] === undefined
    ? { pages: false, reason }
    : { ...pagination, pages: true, reason };
};

/** The reverse: what the normalized document holds. */
export const printPagination = (mark: PaginationMark): JsonObject => {
  if (!mark.pages) return { pages: false, reason: mark.reason };
  const fields = paginationFields.map((field) => [field, mark[field]] as const);
  return {
    ...(Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as JsonObject),
    reason: mark.reason,
  };
};

/** A mark without its reason: what the runtime's paginator is given. */
export const paginationOf = (mark: PaginationMark | undefined): Pagination | undefined => {
  if (!mark?.pages) return undefined;
  const { pages: _pages, reason: _reason, ...pagination } = mark;
  return pagination;
};
