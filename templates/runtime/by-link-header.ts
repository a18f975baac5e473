import { readLink } from "./by-link.js";
import type { Advance, PageResponse } from "./pagination.js";

/** The `Link` header of each page has a link to the next one. */
export const byLinkHeader: Advance = (at, pagination, response, items) => {
  if (!items) return at.key;
  const { headers } = response as PageResponse;
  return readLink(
    nextTarget(headers["link"] ?? ""),
    at,
    pagination,
    response as PageResponse,
    items,
  );
};

/**
 * `<…?page=3>; rel="next"` → `…?page=3`. RFC 8288, section 3. Some servers link from the last page, too, and say of that
 * link `results="false"`.
 */
export function nextTarget(header: string): string | undefined {
  const parameter = String.raw`\s*;\s*([^\s=;,]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?`;
  const links = new RegExp(`<([^>]*)>((?:${parameter})*)`, "g");
  for (const [, target = "", parameters = ""] of header.matchAll(links)) {
    const given = [...parameters.matchAll(new RegExp(parameter, "g"))];
    const valueOf = (wanted: string): string => {
      const [, , quoted, plain = ""] =
        given.find(([, name = ""]) => name.toLowerCase() === wanted) ?? [];
      return quoted ?? plain;
    };
    if (/(^|\s)next(\s|$)/i.test(valueOf("rel")) && valueOf("results") !== "false")
      return target.trim();
  }
  return undefined;
}
