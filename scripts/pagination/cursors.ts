import type { Schemas } from "../lib/model.ts";
import { resolve } from "../lib/schema.ts";
import { isNamedAlike } from "./cursor-parameter.ts";
import { type Input, takesNumber } from "./inputs.ts";
import { isLink } from "./links.ts";
import { isNumeric, type Member, namesOf } from "./members.ts";
import {
  currentNames,
  innerNextNames,
  mentionsNext,
  nextCursorNames,
  nextObjects,
  offsetNames,
  plain,
  requestObjects,
  saysNext,
  saysRepeated,
  vagueNextNames,
} from "./words.ts";

/** The member that is the next cursor: by its name, by where it stands, or by the name of a parameter that takes one. */
export const findCursor = (
  scalars: readonly Member[],
  cursors: readonly Input[],
  schemas: Schemas,
  hasLink: boolean,
): Member | undefined => {
  const candidates = scalars.filter((member) => !isOfRequest(member));
  const others = candidates.filter((member) => !isLink(member, schemas));
  const isTaken = ({ path }: Member): boolean =>
    cursors.some((input) => isNamedAlike(input, path.at(-1) ?? ""));
  const named = (parents: RegExp | undefined, names: RegExp): Member | undefined => {
    const found = others.filter((member) => {
      const [name, parent] = namesOf(member);
      return (
        (parents?.test(parent) ?? true) &&
        names.test(name) &&
        (parents
          ? !vagueNextNames.test(name) || isTaken(member)
          : saysNext.test(name) || !repeatsRequest(member, schemas))
      );
    });
    return (
      found.find((member) => saysNext.test(namesOf(member)[0]) && isTaken(member)) ??
      found.find((member) => !vagueNextNames.test(namesOf(member)[0]) && isTaken(member)) ??
      found.find(isTaken) ??
      found[0]
    );
  };
  return (
    named(undefined, nextCursorNames) ??
    innerNextNames.map(([parents, names]) => named(parents, names)).find(Boolean) ??
    candidates.find(
      (member) => namesOf(member)[0] === "next" && isNumeric(member.schema, schemas),
    ) ??
    (hasLink
      ? undefined
      : candidates.find(
          (member) =>
            !repeatsRequest(member, schemas) &&
            (/^(page)?cursor$/.test(namesOf(member)[0]) ||
              isNextOf(member, cursors) ||
              isNamedLike(member, cursors, schemas)),
        ))
  );
};

/** Whether a member is in an object that describes the request: `meta.request.cursor`, but not `next.params.cursor`. */
const isOfRequest = ({ path }: Member): boolean => {
  const [name = "", ...parents] = path.toReversed().map(plain);
  return (
    !saysNext.test(name) &&
    parents.some((parent) => requestObjects.test(parent)) &&
    !parents.some((parent) => nextObjects.test(parent))
  );
};

/** Whether a member is described as what was asked for, not as what comes next. */
const repeatsRequest = ({ schema: given }: Member, schemas: Schemas): boolean => {
  const { description = "" } = resolve(given, schemas);
  return saysRepeated.test(description) && !mentionsNext.test(description);
};

/** `next_anchor` beside the parameter `anchor`. */
const isNextOf = (member: Member, cursors: readonly Input[]): boolean =>
  cursors.some(({ path }) => namesOf(member)[0] === `next${plain(path.at(-1) ?? "")}`);

/**
 * Whether a member has the name of a parameter that takes a cursor: a response names what to continue with. A number of
 * that name, or an offset as a number, is the one that was asked for.
 */
const isNamedLike = (member: Member, cursors: readonly Input[], schemas: Schemas): boolean => {
  const [name] = namesOf(member);
  return (
    !currentNames.test(name) &&
    !(offsetNames.test(name) && isNumeric(member.schema, schemas)) &&
    cursors.some((input) => plain(input.path.at(-1) ?? "") === name && !takesNumber(input, schemas))
  );
};
