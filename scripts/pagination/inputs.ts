import { byCodeUnit, type Json } from "../lib/json.ts";
import { isJson } from "../lib/media-types.ts";
import type { Documentation, Operation, Parameter, Schema, Schemas } from "../lib/model.ts";
import type { Path } from "../lib/pagination.ts";
import { exampleOf, resolve } from "../lib/schema.ts";
import { isNumeric, propertiesOf, typesIn } from "./members.ts";
import {
  describesNumber,
  numberNames,
  offsetNames,
  pageObjects,
  plain,
  saysDeprecated,
  sizeNames,
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

export const takesText = ({ schema }: Input, schemas: Schemas): boolean => {
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
