import type { Operation, Schema, Schemas } from "../lib/model.ts";
import type { Path, Place } from "../lib/pagination.ts";
import { exampleOf, resolve } from "../lib/schema.ts";
import { successResponses } from "../lib/responses.ts";
import { beside, headersOf } from "./ends.ts";
import {
  elementOf,
  isArray,
  isNumeric,
  mayBe,
  type Member,
  namesOf,
  propertiesOf,
  typesIn,
} from "./members.ts";
import { type Input, takesNumber } from "./parameters.ts";
import { agrees } from "./taker.ts";
import {
  currentNames,
  hrefNames,
  innerNextNames,
  linkListNames,
  linkNames,
  linkObjects,
  nextCursorNames,
  plain,
  relationNames,
  vagueNextNames,
} from "./words.ts";

/** What an answer says about the next page. */
export interface Next {
  /** A link, for certain. */
  readonly link?: Place;
  /** A list of links, one of which may lead to the next page; and whether the document says that one does. */
  readonly links?: Path;
  readonly areLinksCertain?: boolean;
  /** A cursor, or something that may be one or a link. */
  readonly cursor?: Place;
  readonly maybeLink?: Path;
}

export const findNext = (
  answer: Schema,
  items: Path,
  operation: Operation,
  schemas: Schemas,
  cursors: readonly Input[] = [],
): Next => {
  const all = beside(items, answer, schemas);
  const unsure = all.filter(({ schema }) => isTextOrObject(schema, schemas));
  const members = all.filter(
    ({ path, schema }) =>
      !isArray(schema, schemas) &&
      !unsure.some((each) => each.path.join("\n") === path.slice(0, -1).join("\n")),
  );
  const link = members.find((member) => isLink(member, schemas))?.path ?? linkHeader(operation);
  const links = all.find((member) => isLinkList(member, schemas));
  const scalars = members.filter((member) => isScalar(member, schemas));
  const cursor =
    findCursor(scalars, cursors, schemas, link !== undefined)?.path ??
    headersOf(operation)(cursorHeaders);
  const maybe = scalars.find((member) => namesOf(member)[0] === "next" && !isLink(member, schemas));
  return {
    ...(link && { link }),
    ...(links && { links: links.path, areLinksCertain: namesNext(links, schemas) }),
    ...(cursor && { cursor }),
    ...(maybe && { maybeLink: maybe.path }),
  };
};

/** Whether a value may be an object or not: what is in it cannot be relied on. */
const isTextOrObject = (schema: Schema, schemas: Schemas): boolean => {
  const types = typesIn(schema, schemas);
  return (
    types.has("object") && (types.has("string") || types.has("integer") || types.has("number"))
  );
};

/** Whether a member can be sent as it is: a cursor that may also be an object would have to be taken apart. */
const isScalar = ({ schema }: Member, schemas: Schemas): boolean => {
  const types = typesIn(schema, schemas);
  return (
    mayBe(schema, schemas, "string", "integer", "number") &&
    !types.has("boolean") &&
    !types.has("object")
  );
};

/** The member that is the next cursor: by its name, by where it stands, or by the name of a parameter that takes one. */
const findCursor = (
  scalars: readonly Member[],
  cursors: readonly Input[],
  schemas: Schemas,
  hasLink: boolean,
): Member | undefined => {
  const others = scalars.filter((member) => !isLink(member, schemas));
  const isTaken = ({ path }: Member): boolean =>
    cursors.some((input) => agrees(input, path.at(-1) ?? ""));
  const named = (parents: RegExp | undefined, names: RegExp): Member | undefined => {
    const found = others.filter((member) => {
      const [name, parent] = namesOf(member);
      return (
        (parents?.test(parent) ?? true) &&
        names.test(name) &&
        (!parents || !vagueNextNames.test(name) || isTaken(member))
      );
    });
    return found.find(isTaken) ?? found[0];
  };
  return (
    named(undefined, nextCursorNames) ??
    innerNextNames.map(([parents, names]) => named(parents, names)).find(Boolean) ??
    scalars.find((member) => namesOf(member)[0] === "next" && isNumeric(member.schema, schemas)) ??
    (hasLink
      ? undefined
      : scalars.find(
          (member) =>
            !repeatsRequest(member, schemas) &&
            (/^(page)?cursor$/.test(namesOf(member)[0]) || isNamedLike(member, cursors, schemas)),
        ))
  );
};

/** Whether a member is described as what was asked for, not as what comes next. */
const repeatsRequest = ({ schema: given }: Member, schemas: Schemas): boolean => {
  const { description = "" } = resolve(given, schemas);
  return (
    /\b(current|requested|given|provided|passed|supplied|same)\b/i.test(description) &&
    !/\b(next|continue|following|subsequent|more)\b/i.test(description)
  );
};

/**
 * Whether a member has the name of a parameter that takes a cursor: an answer names what to continue with. A number of
 * that name is the one that was asked for.
 */
const isNamedLike = (member: Member, cursors: readonly Input[], schemas: Schemas): boolean => {
  const [name] = namesOf(member);
  return (
    !currentNames.test(name) &&
    cursors.some((input) => plain(input.path.at(-1) ?? "") === name && !takesNumber(input, schemas))
  );
};

const cursorHeaders =
  /^(aftercursor|nextcursor|cursornext|nextpagetoken|nexttoken|nextoffset|nextpage|nextmarker|continuationtoken|continuation|cursor|pagetoken)$/;

/** Whether a member is a link to the next page: by its name, by where it stands, or by what it looks like. */
const isLink = ({ path, schema: given }: Member, schemas: Schemas): boolean => {
  const names = path.map(plain);
  const [name = "", parent = "", grandparent = ""] = names.toReversed();
  const schema = resolve(given, schemas);
  const types = typesIn(given, schemas);
  if (types.has("integer") || types.has("number") || types.has("boolean")) return false;
  // The package reads a link that may be a text or an object with `href`.
  if (isTextOrObject(given, schemas) && (name === "next" || linkNames.test(name)))
    return /^links?$/.test(parent) || propertiesOf(given, schemas).some(([key]) => key === "href");
  if (linkNames.test(name)) return !types.has("object");
  if (hrefNames.test(name))
    return (
      (parent === "next" && (grandparent === "" || linkObjects.test(grandparent))) ||
      linkNames.test(parent)
    );
  if (nextCursorNames.test(name)) return !types.has("object") && looksLikeLink(schema, given);
  if (name !== "next" || types.has("object")) return false;
  return /^(links?)$/.test(parent) || looksLikeLink(schema, given);
};

/** Whether a member is a list of links that say what they lead to: `links: [{ rel: next, href: … }]`. */
const isLinkList = ({ path, schema }: Member, schemas: Schemas): boolean => {
  const element = linkListNames.test(plain(path.at(-1) ?? "")) && elementOf(schema, schemas);
  if (!element || !isArray(schema, schemas)) return false;
  const names = propertiesOf(element, schemas).map(([name]) => plain(name));
  return (
    names.some((name) => relationNames.test(name)) && names.some((name) => hrefNames.test(name))
  );
};

/** Whether the relation of a list of links is said to be `next`, in an enum, an example or a description. */
const namesNext = ({ schema }: Member, schemas: Schemas): boolean => {
  const element = elementOf(schema, schemas) ?? {};
  const relation = propertiesOf(element, schemas).find(([name]) => relationNames.test(plain(name)));
  const told = [schema, element, relation?.[1] ?? {}].map((each) => {
    const { description, enum: values, title } = resolve(each, schemas);
    return [description, title, values ?? null, exampleOf(resolve(each, schemas)) ?? null];
  });
  return /\bnext\b/i.test(JSON.stringify(told));
};

const looksLikeLink = (schema: Schema, given: Schema): boolean => {
  const parts = [schema, given, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return parts.some((part) => {
    const example = exampleOf(part);
    return (
      /^ur[il]/.test(part.format ?? "") ||
      (typeof example === "string" && /^(https?:|\/|\?)/.test(example)) ||
      /\b(ur[il]|link|href|hyperlink)s?\b/i.test(part.description ?? "")
    );
  });
};

const linkHeader = (operation: Operation): Place | undefined => {
  const found = successResponses(operation)
    .flatMap(({ headers }) => headers)
    .find(({ name }) => /^link$/i.test(name));
  return found && { header: found.name };
};
