import { byCodeUnit, type Json, own } from "../lib/json.ts";
import { isJson } from "../lib/media-types.ts";
import type { Documentation, Operation, Parameter, Schema, Schemas } from "../lib/model.ts";
import type { Path } from "../lib/pagination.ts";
import { exampleOf, resolve } from "../lib/schema.ts";
import { isNumeric, mayBe, type Member, namesOf, propertiesOf, typesIn } from "./members.ts";
import {
  boundCursorNames,
  countsNothing,
  countsPages,
  cursorNames,
  describesNumber,
  innerCursorNames,
  innerNumberNames,
  innerOffsetNames,
  lastItemNames,
  maybeLastItemNames,
  numberNames,
  offsetNames,
  pageObjects,
  periodEndNames,
  periodStartNames,
  plain,
  saysDeprecated,
  saysNewer,
  sizeNames,
  startKeyNames,
  tokenNames,
} from "./words.ts";

/** Something that a caller may pass: a parameter, or a member of one or of the body. */
export interface Input {
  /** Its path in the params of the package's function, under the names of the document. */
  readonly path: Path;
  readonly schema: Schema;
  /** What the parameter itself says, beside its schema. */
  readonly documentation: Documentation;
  readonly isDeprecated: boolean;
  readonly isRequired: boolean;
  readonly isInQuery: boolean;
  /** Whether it is a member of an object that is called like a page. */
  readonly isInner: boolean;
}

/** Everything that a page may be requested by: query and header parameters, and the members of a JSON body. */
export const inputsOf = (operation: Operation, schemas: Schemas): readonly Input[] => {
  const parameters = operation.parameters
    .filter((parameter) => parameter.in === "query" || parameter.in === "header")
    .sort((a, b) => byCodeUnit(a.name, b.name))
    .flatMap((parameter) => {
      const { content, name, schema } = parameter;
      return withMembers(name, schema ?? content[0]?.schema ?? {}, [], schemas, parameter);
    });
  const body = operation.body?.content.find(({ name }) => isJson(name))?.schema;
  if (!body) return parameters;
  return [
    ...parameters,
    ...propertiesOf(body, schemas).flatMap(([name, property]) =>
      withMembers(name, property, ["body"], schemas),
    ),
  ];
};

const withMembers = (
  name: string,
  given: Schema,
  parent: Path,
  schemas: Schemas,
  { deprecated = false, documentation = {}, required = false, ...sent }: Partial<Parameter> = {},
): readonly Input[] => {
  const schema = resolve(given, schemas);
  const path = [...parent, name];
  const whole: Input = {
    path,
    schema: given,
    documentation,
    isDeprecated:
      deprecated ||
      schema.deprecated === true ||
      isDescribed({ documentation, schema: given }, saysDeprecated, schemas),
    isRequired: required,
    isInQuery: sent.in === "query",
    isInner: false,
  };
  const areMembersSent = isExploded(sent);
  const types = typesIn(given, schemas);
  if (!types.has("object") || types.has("string")) return [whole];
  const isPage = pageObjects.test(plain(name));
  const members = propertiesOf(given, schemas);
  if (!isPage && !areMembersSent && !isAboutPage(members)) return [whole];
  return members.map(([key, member]) => ({
    path: [...path, key],
    schema: member,
    documentation: {},
    isDeprecated: whole.isDeprecated || resolve(member, schemas).deprecated === true,
    isRequired: false,
    isInQuery: whole.isInQuery,
    isInner: isPage,
  }));
};

/** Whether an object has the size of a page beside its number or its offset. */
const isAboutPage = (members: readonly (readonly [string, Schema])[]): boolean => {
  const has = (words: RegExp): boolean => members.some(([name]) => words.test(plain(name)));
  return has(sizeNames) && (has(numberNames) || has(offsetNames));
};

/** Whether the members of an object are sent as if each was a parameter of its own. */
const isExploded = ({ content, explode, in: place, style }: Partial<Parameter>): boolean =>
  place === "query" && !content?.length && (style ?? "form") === "form" && explode !== false;

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

/** Whether a parameter takes a number: some are declared as text, and show it by a limit, a value or a word. */
export const takesNumber = (input: Input, schemas: Schemas): boolean =>
  isNumeric(input.schema, schemas)
    ? limitsOf(input.schema, schemas).every(
        (limit) => numberIn(limit) === undefined || Number.isInteger(numberIn(limit)),
      )
    : takesText(input, schemas) && looksNumeric(input, schemas);

/** What a schema says of the values that a number may have: one with a fraction counts nothing. */
const limitsOf = (given: Schema, schemas: Schemas): readonly (Json | undefined)[] => {
  const schema = resolve(given, schemas);
  return [schema["default"], schema["minimum"], schema["maximum"]];
};

const takesText = ({ schema }: Input, schemas: Schemas): boolean => {
  const types = typesIn(schema, schemas);
  return types.has("string") && !types.has("array") && !types.has("object");
};

const looksNumeric = (input: Input, schemas: Schemas): boolean => {
  const values = [
    ...limitsOf(input.schema, schemas),
    exampleOf(resolve(input.schema, schemas)),
    input.documentation.example,
  ];
  return (
    values.some((value) => numberIn(value) !== undefined) ||
    isDescribed(input, describesNumber, schemas)
  );
};

/** `1` and `"1"` → 1 */
const numberIn = (value: Json | undefined): number | undefined =>
  typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value))
    ? Number(value)
    : undefined;

/** The number that a parameter has by default. */
export const firstOf = ({ schema }: Input, schemas: Schemas): number | undefined =>
  numberIn(resolve(schema, schemas)["default"]);

type Described = Pick<Input, "documentation" | "schema">;

/** What a parameter and its schema say about it. */
export const descriptionsOf = (
  { documentation, schema }: Described,
  schemas: Schemas,
): readonly string[] =>
  [documentation.description, resolve(schema, schemas).description].filter(
    (text) => text !== undefined,
  );

/** Whether a parameter, or its schema, is described in certain words. */
export const isDescribed = (input: Described, words: RegExp, schemas: Schemas): boolean =>
  descriptionsOf(input, schemas).some((text) => words.test(text));

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
    members.some((member) => own(boundCursorNames, nameOf(input))?.includes(namesOf(member)[0]));
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
