import type { Operation, Schemas } from "../lib/model.ts";
import type { Path, ResponsePlace } from "../lib/pagination.ts";
import { successResponses } from "../lib/responses.ts";
import { resolve } from "../lib/schema.ts";
import { findCursor } from "./cursors.ts";
import { headersOf } from "./ends.ts";
import { descriptionsOf, type Input, isDescribed } from "./inputs.ts";
import { isLink, isLinkList, isTextOrObject, namesNext } from "./links.ts";
import { isArray, isNumeric, mayBe, type Member, namesOf, typesIn } from "./members.ts";
import {
  comesFromLinkHeader,
  keyNames,
  mentionsCursor,
  mentionsHeader,
  nextHeaderEndings,
  nextHeaderNames,
  plain,
} from "./words.ts";

/** What a response says about the next page. */
export interface Next {
  /** A link, for certain. */
  readonly link?: ResponsePlace;
  /** A list of links, one of which may lead to the next page; and whether the document says that one does. */
  readonly links?: Path;
  readonly areLinksCertain?: boolean;
  /** A cursor, or something that may be one or a link. */
  readonly cursor?: ResponsePlace;
  /** Whether the cursor is a text that is called `next` and nothing else, which may be a link as well. */
  readonly mayCursorBeLink?: boolean;
  /** A cursor that is an object. */
  readonly key?: Path;
  readonly maybeLink?: Path;
  /** Whether that can be a text, as a link is. */
  readonly isMaybeLinkText?: boolean;
}

/** What the members of a response, of which `about` are those that `beside` returns, and headers say about it. */
export const findNext = (
  all: readonly Member[],
  about: readonly Member[],
  operation: Operation,
  cursors: readonly Input[],
  schemas: Schemas,
): Next => {
  // What is in a value that may also be a text cannot be relied on.
  const unsure = all
    .filter(({ schema }) => isTextOrObject(schema, schemas))
    .map(({ path }) => path.join("\n"));
  const members = about.filter(
    ({ path, schema }) =>
      !isArray(schema, schemas) &&
      !path.some((_, index) => unsure.includes(path.slice(0, index).join("\n"))),
  );
  const link =
    members.find((member) => isLink(member, schemas))?.path ??
    linkHeader(operation) ??
    (cursors.some((input) => isDescribed(input, comesFromLinkHeader, schemas))
      ? { header: "Link" }
      : undefined);
  const links = about.find((member) => isLinkList(member, schemas));
  const scalars = members.filter((member) => isScalar(member, schemas));
  const found = findCursor(scalars, cursors, schemas, link !== undefined);
  const cursor =
    found?.path ?? headersOf(operation)(nextHeaderNames) ?? describedHeader(cursors, schemas);
  const maybe = scalars.find((member) => namesOf(member)[0] === "next" && !isLink(member, schemas));
  const key = about.find((member) => isKey(member, schemas));
  return {
    ...(key && { key: key.path }),
    ...(link && { link }),
    ...(links && { links: links.path, areLinksCertain: namesNext(links, schemas) }),
    ...(cursor && { cursor }),
    ...(found && { mayCursorBeLink: mayBeLink(found, schemas) }),
    ...(maybe && {
      maybeLink: maybe.path,
      isMaybeLinkText: mayBe(maybe.schema, schemas, "string"),
    }),
  };
};

/** Whether a member is an object that is called like a cursor: `LastEvaluatedKey`. */
const isKey = (member: Member, schemas: Schemas): boolean => {
  const types = typesIn(member.schema, schemas);
  return types.has("object") && !types.has("string") && keyNames.test(namesOf(member)[0]);
};

const mayBeLink = (member: Member, schemas: Schemas): boolean =>
  namesOf(member)[0] === "next" &&
  !isNumeric(member.schema, schemas) &&
  !mentionsCursor.test(resolve(member.schema, schemas).description ?? "");

/** Whether a member can be sent as it is: a cursor that may also be an object would have to be taken apart. */
const isScalar = ({ schema }: Member, schemas: Schemas): boolean => {
  const types = typesIn(schema, schemas);
  return (
    mayBe(schema, schemas, "string", "integer", "number") &&
    !types.has("boolean") &&
    !types.has("object")
  );
};

const linkHeader = (operation: Operation): ResponsePlace | undefined => {
  const found = successResponses(operation)
    .flatMap(({ headers }) => headers)
    .find(({ name }) => /^link$/i.test(name));
  return found && { header: found.name };
};

/** A header that no response declares, but a parameter names: "is in the response header `X-Acme-Cursor-Next`". */
const describedHeader = (
  cursors: readonly Input[],
  schemas: Schemas,
): ResponsePlace | undefined => {
  const header = cursors
    .flatMap((input) => descriptionsOf(input, schemas))
    .filter((text) => mentionsHeader.test(text))
    .flatMap((text) => text.match(/\b(?:[A-Z]|x-)\w*(?:-\w+)+/g) ?? [])
    .find((name) => nextHeaderEndings.test(plain(name)));
  return header === undefined ? undefined : { header };
};
