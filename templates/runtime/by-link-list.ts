import { readLink } from "./by-link.js";
import type { Advance, PageResponse } from "./pagination.js";
import { getAt } from "./paths.js";

/** The body of each page lists links, of which one may lead to the next page. */
export const byLinkList: Advance = (at, pagination, response, items) =>
  items
    ? readLink(
        nextIn(getAt(response, pagination.next)),
        at,
        pagination,
        response as PageResponse,
        items,
      )
    : at.key;

/** `[{ rel: "self", href: … }, { rel: "next", href: "…?page=3" }]` → `…?page=3`. There may be one for HTML too. */
function nextIn(links: unknown): unknown {
  const next = [links]
    .flat()
    .map((link) => Object(link) as Link)
    .filter(({ rel, relation }) =>
      [rel ?? relation].flat().some((each) => /(^|\s)next(\s|$)/i.test(String(each))),
    );
  const chosen = next.find(({ type = "json" }) => /json/i.test(String(type))) ?? next[0];
  return chosen?.["href"] ?? chosen?.["url"] ?? chosen?.["uri"] ?? chosen?.["link"];
}

interface Link {
  readonly [name: string]: unknown;
}
