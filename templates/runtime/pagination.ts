/** How an operation pages. The generator writes it, from `x-pagination`. */
export interface Pagination {
  /** How the next page is found. */
  readonly by: Advance;
  /** The path in `params` to the page number, the offset, the cursor or the query of a link. */
  readonly param: Path;
  /** The path in the response to the items. */
  readonly items: Path;
  /** What stands for the items if they are null or missing, where they may be. */
  readonly none?: NoItems;
  /** The number of the first page, or the first offset, if the specification declares one. Default: 1, or 0. */
  readonly first?: number;
  /** The path in the response to the number of the page. */
  readonly current?: Path;
  /** The path in the response to the next cursor or link. If the last item is the cursor, the path in that item. */
  readonly next?: Path;
  /** The query parameter that carries the cursor, if a cursor may stand in place of a link. */
  readonly cursor?: string;
  /** Reads what the API states about the end of the list. */
  readonly end?: ReadEnd;
  /** The path in the response to that. */
  readonly endAt?: Path;
  /** The path in the response to the number of items, if it is not what tells the end. */
  readonly total?: Path;
  /** The property that identifies an item. Without it, no item is skipped. */
  readonly identity?: string;
}

/** A path of keys. */
type Path = readonly string[];

/** What a page is requested by: a number, an offset, a cursor, or the query of a link. */
export type Key = string | number;

/** Where a walk through a list is. */
export interface Position {
  /** What the first page is requested by, if the caller says so. */
  readonly key: Key | undefined;
  /** The number of the page. If pages have none, they are counted from 1. */
  page: number;
  /** The number of the first page of the list, if pages have numbers; else the offset of the page. */
  first?: number;
  offset?: number;
  /** By how much one page is further than the one before, if pages can be requested ahead. */
  step?: number;
  /** How many pages are left at least, as far as the API states it. */
  left?: number | undefined;
  /** The total that the API stated last. */
  total?: number;
  /** How many items were read, and how many were on the longest page. */
  read?: number;
  longest?: number;
  /** The cursors and links that were used. */
  used?: Set<Key>;
}

/**
 * Returns what the next page is requested by, if there is one, and notes how many are left. Before the first response,
 * returns what the first page is requested by, or nothing if the API is to choose it.
 */
export type Advance = (
  at: Position,
  pagination: Pagination,
  response?: unknown,
  items?: readonly unknown[],
) => Key | undefined;

/** Returns how many pages are left at least. Nothing if the API does not state it. */
export type ReadEnd = (
  at: Position,
  pagination: Pagination,
  response: unknown,
  items: readonly unknown[],
) => number | undefined;

/** Returns an empty page in place of items that are null or missing. Nothing if they should be there. */
export type NoItems = (response: unknown, pagination: Pagination) => readonly never[] | undefined;

/** A response as the paginator of a list reads it that needs more than the body. */
export interface PageResponse<Page = unknown> {
  readonly body: Page;
  /** By lowercase name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The URL of the request. */
  readonly url: string;
}
