import { readLink } from "./by-link.js";
import type { Advance, Answer } from "./pagination.js";
import { getAt } from "./paths.js";

/** The body of each page lists links, of which one may lead to the next page. */
export const byLinkList: Advance = (at, pagination, answer, items) =>
  items
    ? readLink(nextIn(getAt(answer, pagination.next)), at, pagination, answer as Answer, items)
    : at.key;

/** `[{ rel: "self", href: … }, { rel: "next", href: "…?page=3" }]` → `…?page=3` */
function nextIn(links: unknown): unknown {
  for (const link of [links].flat()) {
    const {
      href,
      link: target,
      rel,
      relation = rel,
      uri = target,
      url = uri,
    } = Object(link) as Link;
    const relations = [relation].flat();
    if (relations.some((each) => /(^|\s)next(\s|$)/i.test(String(each)))) return href ?? url;
  }
  return undefined;
}

interface Link {
  readonly [name: string]: unknown;
}
