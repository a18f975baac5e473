import { own } from "../lib/json.ts";
import type { Schemas } from "../lib/model.ts";
import type { Path } from "../lib/pagination.ts";
import { resolve } from "../lib/schema.ts";
import { type Input, isDescribed, takesNumber, takesText } from "./inputs.ts";
import { isNumeric, mayBe, type Member, namesOf, typesIn } from "./members.ts";
import {
  boundCursorNames,
  countsNothing,
  countsPages,
  cursorNames,
  innerCursorNames,
  innerNumberNames,
  innerOffsetNames,
  lastItemNames,
  maybeLastItemNames,
  numberNames,
  offsetNames,
  periodEndNames,
  periodStartNames,
  pollingNames,
  plain,
  saysNewer,
  sizeNames,
  startKeyNames,
  tokenNames,
} from "./words.ts";

/** `X-Page-Token` → `pagetoken`, `queryParameters.skip` → `skip` */
const nameOf = ({ path }: Input): string =>
  plain((path.at(-1) ?? "").replace(wholeQuery, "")).replace(
    /^x(ms)?(?=.*(continuation|cursor|token|page))/,
    "",
  );

/** An object that holds the whole query or the page, as some servers name it before a dot. */
const wholeQuery =
  /^(query|queryParameters|queryOptions|request|params|parameters|filter|options|page|pageable|pager|paging|pagination|pageRequest|pagingOptions)\./i;

/** Those that are not deprecated first. */
export const best = (inputs: readonly Input[]): Input | undefined =>
  inputs.find(({ isDeprecated }) => !isDeprecated) ?? inputs[0];

const ofNames =
  (outer: RegExp, inner: RegExp) =>
  (input: Input): boolean =>
    outer.test(nameOf(input)) || (input.isInner && inner.test(nameOf(input)));

const isNamedNumber = ofNames(numberNames, innerNumberNames);
const isOffset = ofNames(offsetNames, innerOffsetNames);
const isCursor = ofNames(cursorNames, innerCursorNames);

/** `p` is a page in a query, and a probability in a body. */
const isNumber = (input: Input): boolean =>
  isNamedNumber(input) && !(input.path[0] === "body" && nameOf(input) === "p");

/** The parameter that takes a page number. An offset may be described as one. */
export const findNumber = (inputs: readonly Input[], schemas: Schemas): Input | undefined =>
  best(
    inputs.filter(
      (input) =>
        takesNumber(input, schemas) &&
        !isDescribed(input, countsNothing, schemas) &&
        (isNumber(input) || (isOffset(input) && isDescribed(input, countsPages, schemas))),
    ),
  );

/** One that is called like a page number, and takes a text. */
export const findPageAsText = (inputs: readonly Input[], schemas: Schemas): Input | undefined =>
  best(inputs.filter((input) => isNumber(input) && takesText(input, schemas)));

/** One that is called like a page number, whatever it takes. */
export const findPage = (inputs: readonly Input[]): Input | undefined =>
  best(inputs.filter(isNumber));

const findSizes = (inputs: readonly Input[], schemas: Schemas): readonly Input[] =>
  inputs.filter((input) => sizeNames.test(nameOf(input)) && takesNumber(input, schemas));

export const findSize = (inputs: readonly Input[], schemas: Schemas): Input | undefined =>
  best(findSizes(inputs, schemas));

/** Of several sizes, the one that belongs to what is paged by: `limit` to `offset`, `page_size` to `page`. */
export const findSizeFor = (
  path: Path,
  inputs: readonly Input[],
  schemas: Schemas,
): Input | undefined => {
  const isOfPage = (each: Path): boolean => /page/.test(plain(each.at(-1) ?? ""));
  const sizes = findSizes(inputs, schemas).filter((each) => each.path.join() !== path.join());
  const beside = sizes.filter((each) => each.path.slice(0, -1).join() === path.slice(0, -1).join());
  const alike = beside.filter((each) => isOfPage(each.path) === isOfPage(path));
  return best([alike, beside, sizes].find((each) => each.length > 0) ?? []);
};

/** Whether `start` and `from` begin a period of time, of which another parameter is the end. */
const isPeriod = (inputs: readonly Input[]): boolean =>
  inputs.some((input) => periodEndNames.test(nameOf(input)));

/** Whether `first` is where a page begins, since `max` is how long it is; alone it is how long. */
const isFirst = (input: Input, inputs: readonly Input[]): boolean =>
  nameOf(input) === "first" && inputs.some((each) => nameOf(each) === "max");

/** The parameter that takes an offset: a number. A name that may also be a time needs a size beside it. */
export const findOffset = (inputs: readonly Input[], schemas: Schemas): Input | undefined =>
  best(
    inputs.filter(
      (input) =>
        (isOffset(input) || isFirst(input, inputs)) &&
        takesNumber(input, schemas) &&
        !isDescribed(input, countsPages, schemas) &&
        (!periodStartNames.test(nameOf(input)) ||
          (findSize(inputs, schemas) !== undefined && !isPeriod(inputs))),
    ),
  );

/** One that is called like an offset and takes a text, which the response repeats as a number. */
export const findOffsetAsText = (
  inputs: readonly Input[],
  members: readonly Member[],
  schemas: Schemas,
): Input | undefined =>
  best(
    inputs.filter(
      (input) =>
        isOffset(input) &&
        takesText(input, schemas) &&
        members.some(
          (member) => namesOf(member)[0] === nameOf(input) && isNumeric(member.schema, schemas),
        ),
    ),
  );

/**
 * The parameters that may take a cursor, which is a text or a number; some only for a response that has certain members.
 * Those that are deprecated come last.
 */
export const findCursors = (
  inputs: readonly Input[],
  members: readonly Member[],
  schemas: Schemas,
): readonly Input[] => {
  const isBound = (input: Input): boolean =>
    !input.isInner &&
    takesText(input, schemas) &&
    !(periodStartNames.test(nameOf(input)) && isPeriod(inputs)) &&
    members.some((member) => {
      const [name] = namesOf(member);
      return (
        own(boundCursorNames, nameOf(input))?.includes(name) ||
        (name === `next${nameOf(input)}` && !pollingNames.test(name))
      );
    });
  return inputs
    .filter(
      (input) =>
        (isCursor(input) || isBound(input)) &&
        !typesIn(input.schema, schemas).has("array") &&
        !typesIn(input.schema, schemas).has("boolean") &&
        mayBe(input.schema, schemas, "string", "integer", "number") &&
        resolve(input.schema, schemas).format !== "date-time" &&
        resolve(input.schema, schemas).format !== "date",
    )
    .sort((a, b) => Number(a.isDeprecated) - Number(b.isDeprecated));
};

/** The parameter that takes a cursor that is an object. */
export const findStartKey = (inputs: readonly Input[], schemas: Schemas): Input | undefined =>
  best(
    inputs.filter((input) => {
      const types = typesIn(input.schema, schemas);
      return types.has("object") && !types.has("string") && startKeyNames.test(nameOf(input));
    }),
  );

/**
 * Whether a cursor is a member of the last item. `after` may be anything, unless the list says whether it goes on; and
 * in a list of the newest first, what was created after an item stands before it.
 */
export const takesLastItem = (input: Input, isKnownToEnd: boolean, schemas: Schemas): boolean =>
  (isKnownToEnd ? maybeLastItemNames : lastItemNames).test(nameOf(input)) &&
  !isDescribed(input, saysNewer, schemas);

/** Whether a token belongs to the page number, which is not enough without it. */
export const findToken = (inputs: readonly Input[]): Input | undefined =>
  inputs.find((input) => tokenNames.test(nameOf(input)));
