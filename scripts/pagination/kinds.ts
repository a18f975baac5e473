import { isEqual } from "../lib/json.ts";
import type { Schemas } from "../lib/model.ts";
import { isHeader, type Pagination, type Path, type ResponsePlace } from "../lib/pagination.ts";
import { parameterFor } from "./cursor-parameter.ts";
import type { Ends } from "./ends.ts";
import { firstOf, type Input, isDescribed } from "./inputs.ts";
import type { Items } from "./items.ts";
import { commonProperties, elementOf, type Member } from "./members.ts";
import type { Next } from "./next.ts";
import {
  findNumber,
  findOffset,
  findOffsetAsText,
  findPageAsText,
  findStartKey,
  findToken,
  takesLastItem,
} from "./parameters.ts";
import {
  countsFromOne,
  countsFromZero,
  nextNumberNames,
  nextObjects,
  nextOffsetNames,
  periodStartNames,
  plain,
  statesOffset,
} from "./words.ts";

/** Everything that the choice between the kinds depends on. */
export interface Signs {
  readonly items: Items;
  readonly inputs: readonly Input[];
  /** The members of the response that may speak of the list. */
  readonly about: readonly Member[];
  readonly cursors: readonly Input[];
  readonly ends: Ends;
  readonly next: Next;
  readonly schemas: Schemas;
}

/** The most certain of the ways in which a list could page. */
export const chooseKind = (signs: Signs): Pagination | undefined => {
  const { ends, inputs, next, schemas } = signs;
  const sign = next.cursor ?? next.link ?? next.links ?? next.maybeLink;
  const isNumbered = ends.totalPages !== undefined || ends.total !== undefined;
  // Where the response counts pages and names no next one, a page can only be a number, also as a text.
  const number =
    findNumber(inputs, schemas) ??
    (sign === undefined && isNumbered ? findPageAsText(inputs, schemas) : undefined);
  const offset = findOffset(inputs, schemas) ?? findOffsetAsText(inputs, signs.about, schemas);
  const cursors = signs.cursors.filter(
    (input) =>
      input.path !== number?.path && input.path !== offset?.path && !isSwitched(input, inputs),
  );
  const isCounted = [ends.totalPages, ends.total, ends.more, ends.last].some(Boolean);
  // A token beside the page number belongs to it. Any other cursor is better than a number without a known end.
  const isEnough =
    sign === undefined ||
    (!findToken(inputs) &&
      !isNextParameter(next, cursors) &&
      (cursors.length === 0 || (isCounted && !number?.isDeprecated)));
  // A `Link` header and a list of links tell the end, which a number alone does not.
  const isLinkBeside = next.link ? isHeader(next.link) : next.areLinksCertain;
  const isOnlyLink =
    (isLinkBeside && !isCounted && !next.cursor) ||
    (next.link && isDrivenByServer(next.link, inputs));
  return (
    (number && isEnough && !isOnlyLink ? byNumber(number, signs) : undefined) ??
    byCursor(offset && isLedBy(next, offset) ? [offset, ...cursors] : cursors, signs) ??
    byKey(signs) ??
    (offset && !isOnlyLink ? byOffset(offset, signs) : undefined) ??
    byLink(signs)
  );
};

/** Whether a cursor is of use only beside another parameter: `usemarker=true`. */
const isSwitched = ({ path }: Input, inputs: readonly Input[]): boolean => {
  const name = plain(path.at(-1) ?? "");
  return inputs.some((each) => plain(each.path.at(-1) ?? "") === `use${name}`);
};

/** Whether the response has an object of the parameters of the next page, a cursor among them: `next.starting_after`. */
const isNextParameter = ({ cursor }: Next, cursors: readonly Input[]): boolean => {
  if (cursor === undefined || isHeader(cursor)) return false;
  const [name = "", parent = ""] = cursor.toReversed();
  return nextObjects.test(plain(parent)) && cursors.some(({ path }) => path.at(-1) === name);
};

/**
 * Whether a link is that of OData or of Azure, where the server cuts pages, of which a caller may only say how long they
 * are at most: it may refuse or ignore an offset. OData 4.01, 11.2.6.7.
 */
const isDrivenByServer = (link: ResponsePlace, inputs: readonly Input[]): boolean => {
  if (isHeader(link)) return false;
  const name = plain(link.at(-1) ?? "");
  return (
    name === "odatanextlink" ||
    (name === "nextlink" && inputs.some(({ path }) => plain(path.at(-1) ?? "") === "maxpagesize"))
  );
};

/** Whether the response states the next offset, which then may be anything: it is better than counting items. */
const isLedBy = ({ cursor }: Next, offset: Input): boolean => {
  if (cursor === undefined) return false;
  const name = plain(isHeader(cursor) ? cursor.header : (cursor.at(-1) ?? ""));
  return statesOffset.test(name) || periodStartNames.test(plain(offset.path.at(-1) ?? ""));
};

const byNumber = (input: Input, { ends, items, next, schemas }: Signs): Pagination => {
  const fromZero = isDescribed(input, countsFromZero, schemas) ? 0 : undefined;
  const fromOne = isDescribed(input, countsFromOne, schemas) ? 1 : undefined;
  const first = firstOf(input, schemas) ?? fromZero ?? fromOne;
  return {
    kind: "number",
    items: items.path,
    page: input.path,
    ...(first !== undefined && { first }),
    ...ends,
    ...nextAsEnd(next, nextNumberNames),
  };
};

const byOffset = (input: Input, { ends, items, next, schemas }: Signs): Pagination => {
  const first =
    firstOf(input, schemas) ??
    (isScim({ offset: input.path, items: items.path }) && ends.total ? 1 : undefined);
  const { currentPage: _currentPage, totalPages: _totalPages, ...words } = ends;
  return {
    kind: "offset",
    items: items.path,
    offset: input.path,
    ...(first !== undefined && { first }),
    ...words,
    ...nextAsEnd(next, nextOffsetNames),
  };
};

/** `Resources` that are counted from 1, and that may be absent if there are none. RFC 7644, section 3.4.2. */
export const isScim = ({ items, offset }: Pick<Pagination, "items" | "offset">): boolean =>
  plain(offset?.at(-1) ?? "") === "startindex" && plain(items.at(-1) ?? "") === "resources";

const byCursor = (
  cursors: readonly Input[],
  { ends, inputs, items, next, schemas }: Signs,
): Pagination | undefined => {
  const cursor = parameterFor(next.cursor, cursors);
  if (!cursor) return undefined;
  const shared = { items: items.path, ...moreOf(ends) };
  // In a query a link can take the place of the cursor that it may be.
  const mayBeLink = next.mayCursorBeLink && cursor.isInQuery ? next.cursor : undefined;
  // A timeline can be read in both directions, and the link knows which one leads on.
  const isTimeline = ["after", "before"].every((name) =>
    inputs.some(({ path }) => plain(path.at(-1) ?? "") === name),
  );
  if (isTimeline && next.link && cursor.isInQuery && !isNextParameter(next, cursors))
    return { kind: "link", ...shared, cursor: cursor.path, next: next.link };
  const linkBeside = linkBesideCursors(next);
  if (linkBeside && cursor.isInQuery)
    return { kind: "link", ...shared, cursor: cursor.path, next: linkBeside };
  if (next.cursor && !mayBeLink)
    return { kind: "cursor", ...shared, cursor: cursor.path, next: next.cursor };
  const link = mayBeLink ?? next.link ?? next.links ?? next.maybeLink;
  if (link) return { kind: "link", ...shared, cursor: cursor.path, next: link };
  const after = cursors.find((input) => takesLastItem(input, ends.more !== undefined, schemas));
  const element = elementOf(items.schema, schemas);
  return after && element && commonProperties(element, schemas).has("id")
    ? { kind: "cursor", ...shared, cursor: after.path, lastItem: ["id"] }
    : undefined;
};

/** The link beside an object of cursors, which stay the same on the last page: `paging: { cursors: { after }, next }`. */
const linkBesideCursors = ({ cursor, link = [], maybeLink }: Next): Path | undefined => {
  const beside = isHeader(link) || link.length === 0 ? maybeLink : link;
  if (!beside || !cursor || isHeader(cursor) || plain(cursor.at(-2) ?? "") !== "cursors")
    return undefined;
  return isEqual(beside.slice(0, -1), cursor.slice(0, -2)) ? beside : undefined;
};

const byKey = ({ ends, inputs, items, next, schemas }: Signs): Pagination | undefined => {
  const cursor = next.key && findStartKey(inputs, schemas);
  return (
    next.key &&
    cursor && {
      kind: "cursor",
      items: items.path,
      cursor: cursor.path,
      next: next.key,
      ...moreOf(ends),
    }
  );
};

const byLink = ({ cursors, ends, items, next }: Signs): Pagination | undefined => {
  // Where no parameter takes what comes next, it can only be a link.
  const only = cursors.length === 0 && next.isMaybeLinkText ? next.maybeLink : undefined;
  const link = next.link ?? next.links ?? only;
  return link && { kind: "link", items: items.path, next: link, ...moreOf(ends) };
};

const moreOf = ({ last, more }: Ends) => ({ ...(more && { more }), ...(last && { last }) });

/** Something that is missing on the last page, for lists that are not paged by it. A `Link` header never is. */
const nextAsEnd = ({ cursor, link, maybeLink }: Next, names: RegExp) => {
  const isPage = cursor && namesAt(cursor).some((name) => names.test(name));
  const next = (isHeader(link) ? undefined : link) ?? maybeLink ?? (isPage ? cursor : undefined);
  return next ? { next } : {};
};

/** `[next, page]` → `page`, `nextpage`; `X-Next-Page` → `nextpage` */
const namesAt = (place: ResponsePlace): readonly string[] => {
  if (isHeader(place)) return [plain(place.header.replace(/^x-/i, ""))];
  const [name = "", parent = ""] = place.toReversed().map(plain);
  return nextObjects.test(parent) ? [name, parent + name] : [name];
};
