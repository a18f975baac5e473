import type { Operation, Schema, Schemas } from "../lib/model.ts";
import type { Path, Place } from "../lib/pagination.ts";
import { exampleOf, resolve } from "../lib/schema.ts";
import { successResponses } from "../lib/responses.ts";
import { beside, headersOf } from "./ends.ts";
import { isArray, isNumeric, mayBe, type Member, membersOf, namesOf, typesIn } from "./members.ts";
import type { Input } from "./parameters.ts";
import {
  currentNames,
  innerNextNames,
  linkNames,
  linkObjects,
  nextCursorNames,
  plain,
} from "./words.ts";

/** What an answer says about the next page. */
export interface Next {
  /** A link, for certain. */
  readonly link?: Place;
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
  const members = beside(items, membersOf(answer, schemas)).filter(
    ({ schema }) => !isArray(schema, schemas),
  );
  const scalars = members.filter(
    ({ schema }) =>
      mayBe(schema, schemas, "string", "integer", "number") &&
      !typesIn(schema, schemas).has("boolean"),
  );
  const link = members.find((member) => isLink(member, schemas))?.path ?? linkHeader(operation);
  const cursor =
    scalars.find(
      (member) => nextCursorNames.test(namesOf(member)[0]) && !isLink(member, schemas),
    ) ??
    innerNextNames
      .map(([parents, names]) =>
        scalars.find((member) => {
          const [name, parent] = namesOf(member);
          return parents.test(parent) && names.test(name) && !isLink(member, schemas);
        }),
      )
      .find(Boolean) ??
    scalars.find((member) => namesOf(member)[0] === "next" && isNumeric(member.schema, schemas)) ??
    (link ? undefined : scalars.find((member) => /^(page)?cursor$/.test(namesOf(member)[0]))) ??
    (link ? undefined : scalars.find((member) => isNamedLike(member, cursors)));
  const maybe = scalars.find((member) => namesOf(member)[0] === "next" && !isLink(member, schemas));
  const header = headersOf(operation)(cursorHeaders);
  const cursorPlace: Place | undefined = cursor?.path ?? header;
  return {
    ...(link && { link }),
    ...(cursorPlace && { cursor: cursorPlace }),
    ...(maybe && { maybeLink: maybe.path }),
  };
};

/** Whether a member has the name of a parameter that takes a cursor: an answer names what to continue with. */
const isNamedLike = (member: Member, cursors: readonly Input[]): boolean => {
  const [name] = namesOf(member);
  return !currentNames.test(name) && cursors.some(({ path }) => plain(path.at(-1) ?? "") === name);
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
  if (linkNames.test(name) || linkNames.test(plain(path.at(-1) ?? ""))) return !types.has("object");
  const isNext = name === "next";
  if (name === "href") return parent === "next" && linkObjects.test(grandparent);
  if (!isNext) return false;
  if (types.has("object") && !types.has("string")) return false;
  return /^(links?)$/.test(parent) || looksLikeLink(schema, given);
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
