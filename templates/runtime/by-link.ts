import { advanceTo, usedIn } from "./advance-to.js";
import { PaginationError } from "./errors.js";
import type { Serializer } from "./operation.js";
import type { Advance, Key, PageResponse, Pagination, Position } from "./pagination.js";
import { getAt } from "./paths.js";

/** The body of each page has a link to the next one. */
export const byLink: Advance = (at, pagination, response, items) => {
  if (!items) return at.key;
  const found = getAt(response, pagination.next);
  const target = getAt(found, ["href"]);
  return readLink(
    target === undefined ? found : target,
    at,
    pagination,
    response as PageResponse,
    items,
  );
};

/** Returns the query of a link to the next page, or `?` for none. A link is read, never followed to another place. */
export function readLink(
  link: unknown,
  at: Position,
  pagination: Pagination,
  response: PageResponse,
  items: readonly unknown[],
): Key | undefined {
  usedIn(at).add(queryIn(new URL(response.url)));
  const isText = link !== "" && (typeof link === "string" || typeof link === "number");
  const found = isText ? queryOf(String(link), at, pagination, response) : link;
  const key = advanceTo(at, pagination, response, items, found);
  at.left ??= 1;
  return key;
}

/**
 * Text with a scheme or a `?`, such as `things?page=2`, is a link. A slash alone does not make one, since a cursor in Base64
 * may begin with it.
 */
function queryOf(
  link: string,
  at: Position,
  { cursor }: Pagination,
  { url }: PageResponse,
): string {
  if (cursor !== undefined && !/^\s*https?:|\?/i.test(link))
    return `${cursor}=${encodeURIComponent(link)}`;
  const own = new URL(url);
  const target = URL.canParse(link, url) ? new URL(link, url) : undefined;
  if (!target || decoded(target) !== decoded(own))
    throw new PaginationError(
      "foreign-link",
      at.page,
      `expected a link to ${placeOf(own)}, found ${target ? placeOf(target) : "no URL"}; did not follow it, so that no credential goes there`,
    );
  return queryIn(target);
}

/** `/users/a@b` and `/users/a%40b` are one place; `/a/b` and `/a%2Fb` are two. */
const decoded = (place: URL): string =>
  JSON.stringify(
    placeOf(place)
      .split("/")
      .map((segment) => segment.replaceAll(/(%[\da-f]{2})+/gi, decodedOr)),
  );

function decodedOr(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded.toLowerCase();
  }
}

const queryIn = ({ search }: URL): string => search.slice(1) || "?";

const placeOf = ({ origin, pathname }: URL): string => origin + pathname;

/**
 * Adds the query of a link to a request, in place of parameters of the same name. `name` lists the parameters that carry
 * credentials: the client adds these itself.
 */
export const linkQuery: Serializer = ({ query }, [leaf], { name }) => {
  const credentials = name.split(" ");
  const linked = String(leaf?.value)
    .replace(/^\?/, "")
    .split("&")
    .filter((pair) => pair && !credentials.includes(nameIn(pair)));
  const names = new Set(linked.map(nameIn));
  const kept = query.filter((pair) => !names.has(nameIn(pair)));
  query.splice(0, query.length, ...kept, ...linked);
};

/** The name in a pair of a query, decoded as far as it can be: the servers of some APIs write `a[0]` for `a` and `a[]`. */
function nameIn(pair: string): string {
  const [[name = ""] = []] = new URLSearchParams(pair);
  return name.replace(/\[\d*\]$/, "");
}
